import { personalHints } from '../../../core/moderation/personal-hints.ts';
import { Refusal } from '../../../platform/errors.ts';
import { writtenLanguage } from '../../../questions/entry-language.ts';
import { questionType } from '../../../questions/registry.ts';
import { reactionSigns } from '../pace/reactions.ts';
import type { LiveService, OrganisationChoice } from '../service.ts';
import type { LiveQuestion } from '../snapshot.ts';
import type { Refused } from './personal.ts';

/** One person's way into one session: `keep` stores the token that makes them this participant. */
export type Door = Readonly<{
	live: LiveService;
	code: string;
	token: string | null;
	keep(token: string): void;
	/** Gives a token for a seat code. @throws Refusal of `redeemSeat`, too_many_codes (429) */
	redeem(seat: Seat & { organisation?: OrganisationChoice }): Promise<string>;
}>;

type Seat = NonNullable<Refused['seat']>;

/** A refusal with what was typed, so that the page can show it again. */
export type RefusedForm = Refused & Readonly<{ status: number }>;

/**
 * Joins by a plain form post.
 * @returns null when joined
 * @throws Refusal code_unknown, code_expired
 */
export async function joinByForm(door: Door, form: FormData): Promise<RefusedForm | null> {
	const name = textOf(form, 'organisation');
	const given: { organisation?: OrganisationChoice } = name ? { organisation: { name } } : {};
	const seat = form.has('seat')
		? { typed: textOf(form, 'seat'), nonce: textOf(form, 'nonce') }
		: undefined;
	try {
		const joined = await door.live.join({
			code: door.code,
			token: seat ? await tokenForSeat(door, { ...seat, ...given }) : door.token,
			...given
		});
		door.keep(joined.token);
		return null;
	} catch (cause) {
		return { ...refusedBy(cause), organisation: name, seat };
	}
}

/** Who is in already, e.g. by a page that was open twice, keeps the seat and uses no second one. */
async function tokenForSeat(
	{ live, code, token, redeem }: Door,
	seat: Parameters<Door['redeem']>[0]
): Promise<string> {
	if (token && (await live.participant({ code, token })).joined) return token;
	return redeem(seat);
}

/**
 * Votes by a plain form post, and joins first where somebody has not.
 * @param paced the open questions where everybody goes through them by themselves; else it is the one on the stage
 * @returns null when the ballot is counted
 * @throws Refusal code_unknown, code_expired
 */
export async function voteByForm(
	door: Door,
	form: FormData,
	paced?: readonly LiveQuestion[]
): Promise<RefusedForm | null> {
	const question = textOf(form, 'question');
	const round = Number(textOf(form, 'round'));
	const { live, code } = door;
	// Not by the page's position: other questions may have been closed or opened since.
	const asked = paced
		? paced.find(({ id }) => id === question)
		: (await live.snapshot(code)).question;
	const isAsked = asked?.id === question && asked.round === round;
	const answer = isAsked
		? questionType(asked.type).answerFromForm(asked.config, form)
		: form.getAll('answer');
	const written = form.getAll('answer').join('\n');
	const personal = form.has('free') && !form.has('warned') ? personalHints(written) : [];
	// Not refused yet, only asked: nothing is counted before they have said yes.
	if (personal.length > 0 && isAsked) return { status: 422, reason: 'personal', answer, personal };
	try {
		const token = await tokenOf(door);
		const language = writtenLanguage(form.get('free'));
		await live.cast({ code, token, question, round, answer, language });
		return null;
	} catch (cause) {
		const typed = form.has('free') ? form.getAll('answer').join(', ') : undefined;
		return { ...refusedBy(cause), ...(isAsked && { answer }), typed };
	}
}

/**
 * Taps a sign by a plain form post, and joins first where somebody has not.
 * @returns null when done
 * @throws Refusal code_unknown, code_expired
 */
export async function reactByForm(door: Door, form: FormData): Promise<RefusedForm | null> {
	const sign = reactionSigns.find((one) => one === form.get('sign'));
	if (!sign) return { status: 422, reason: 'sign_unknown' };
	try {
		await door.live.react({ code: door.code, token: await tokenOf(door), sign });
		return null;
	} catch (cause) {
		return refusedBy(cause);
	}
}

/** The token of a participant: the one that came along where it is one of this session, else a new one. */
export async function tokenOf({ live, code, token, keep }: Door): Promise<string> {
	if (token && (await live.participant({ code, token })).joined) return token;
	const joined = await live.join({ code, token: null });
	keep(joined.token);
	return joined.token;
}

function refusedBy(cause: unknown): RefusedForm {
	if (!(cause instanceof Refusal) || cause.reason.startsWith('code_')) throw cause;
	const field = cause.fields['answer'];
	return { status: cause.status, reason: cause.reason, ...(field && { field }) };
}

function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}
