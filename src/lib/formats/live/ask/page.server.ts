import type { PersonalHint } from '../../../core/moderation/personal-hints.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { tokenOf, type Door } from '../participant/forms.server.ts';
import type { LiveSnapshot } from '../snapshot.ts';
import type { Asker } from './board.server.ts';
import { PersonalRefusal, type AskDesk } from './desk.server.ts';
import { readOwnMarks, type OwnMarks } from './reads.server.ts';
import type { AskList } from './snapshot.ts';

/** All that the page of questions shows to whoever asks for it. */
export type AskPage = Readonly<{ snapshot: LiveSnapshot; list: AskList; own: OwnMarks }>;

/** @throws Refusal code_unknown, code_expired, asks_off (404) */
export async function askPage(db: Db, { live, code, token }: Door): Promise<AskPage> {
	const [snapshot, list, person] = await Promise.all([
		live.snapshot(code),
		live.asks(code),
		live.person({ code, token })
	]);
	if (list.mode === 'off') throw new Refusal('missing', 'asks_off');
	return { snapshot, list, own: await readOwnMarks(db, person) };
}

/** What a form of the page is answered with when it was refused; what was typed stays. */
export type RefusedAsk = Readonly<{
	status: number;
	reason: string;
	text: string;
	/** The question that was edited; null: a new one. */
	editing: string | null;
	personal: readonly PersonalHint[];
}>;

export type AskAct = 'ask' | 'edit' | 'withdraw' | 'support' | 'unsupport';

/**
 * Does what a plain form of the page asks for, and joins first where somebody has not.
 * @returns null when done
 * @throws Refusal code_unknown, code_expired
 */
export async function actByForm(
	desk: AskDesk,
	door: Door,
	act: AskAct,
	form: FormData,
	locale: string
): Promise<RefusedAsk | null> {
	const text = String(form.get('text') ?? '');
	const given = String(form.get('ask') ?? '');
	const written = { text, locale, confirmed: form.has('warned') };
	try {
		if (act !== 'ask' && !isUuid(given)) throw new Refusal('missing', 'ask_unknown');
		const asker = await askerAt(door);
		if (act === 'ask') await desk.ask(asker, written);
		else if (act === 'edit') await desk.edit(asker, given, written);
		else if (act === 'withdraw') await desk.withdraw(asker, given);
		else if (act === 'support') await desk.support(asker, given);
		else await desk.withdrawSupport(asker, given);
		return null;
	} catch (cause) {
		if (!(cause instanceof Refusal) || cause.reason.startsWith('code_')) throw cause;
		const { status, reason } = cause;
		const personal = cause instanceof PersonalRefusal ? cause.personal : [];
		return { status, reason, text, editing: act === 'edit' ? given : null, personal };
	}
}

async function askerAt(door: Door): Promise<Asker> {
	const token = await tokenOf(door);
	const { activityId, participant } = await door.live.person({ code: door.code, token });
	return { activityId, participant: participant! };
}
