import { personalHints, type PersonalHint } from '../../../core/moderation/personal-hints.ts';
import { openBrake } from '../../../platform/brake.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { ask, editAsk, withdrawAsk } from './ask.server.ts';
import type { Asker } from './board.server.ts';
import { askBrake } from './rules.ts';
import { askInput, type AskInput } from './schema.ts';
import { supportAsk, withdrawSupport } from './support.server.ts';

/** The text may tell who somebody is; whoever sends it again, confirmed, is taken at their word. */
export class PersonalRefusal extends Refusal {
	readonly personal: readonly PersonalHint[];

	constructor(personal: readonly PersonalHint[]) {
		super('invalid', 'personal_unconfirmed', { text: 'personal_unconfirmed' });
		this.personal = personal;
	}
}

/** A question as it came, from a form or a program. */
export type Written = Readonly<{ text: string; locale: string; confirmed: boolean }>;

/** What residents do with questions, the same for pages and API. */
export type AskDesk = Readonly<{
	/** @throws PersonalRefusal; Refusal asks_busy (429), and as `ask` */
	ask(asker: Asker, written: Written): ReturnType<typeof ask>;
	/** @throws PersonalRefusal; Refusal as `editAsk` */
	edit(asker: Asker, id: string, written: Written): Promise<void>;
	withdraw(asker: Asker, id: string): Promise<void>;
	support(asker: Asker, id: string): Promise<void>;
	withdrawSupport(asker: Asker, id: string): Promise<void>;
}>;

export function openAskDesk({ db, clock }: { db: Db; clock: Clock }): AskDesk {
	const brake = openBrake({ ...askBrake, clock });

	return {
		async ask(asker, written) {
			const input = checked(written);
			const who = asker.participant.toString('latin1');
			if (brake.isOn(who)) throw new Refusal('busy', 'asks_busy');
			const asked = await ask(db, asker, input);
			brake.count(who);
			return asked;
		},
		edit: async (asker, id, written) => editAsk(db, asker, id, checked(written)),
		withdraw: (asker, id) => withdrawAsk(db, asker, id, clock()),
		support: (asker, id) => supportAsk(db, asker, id),
		withdrawSupport: (asker, id) => withdrawSupport(db, asker, id)
	};
}

function checked({ confirmed, ...written }: Written): AskInput {
	const read = askInput.safeParse(written);
	if (!read.success) {
		const [{ path, message } = { path: ['text'], message: 'input_invalid' }] = read.error.issues;
		throw new Refusal('invalid', message, { [String(path[0])]: message });
	}
	const personal = confirmed ? [] : personalHints(read.data.text);
	if (personal.length > 0) throw new PersonalRefusal(personal);
	return read.data;
}
