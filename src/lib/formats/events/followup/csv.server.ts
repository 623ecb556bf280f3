import type { Actor } from '../../../access/actor.ts';
import { toCsv } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { questionType } from '../../../questions/registry.ts';
import type { AtDate } from '../door/door.server.ts';
import { readFollowUp } from './results.server.ts';

/** How many said what, question by question, where so many answered that it may be seen. @throws Refusal not_allowed, date_unknown */
export async function followUpCsv(db: Db, actor: Actor, on: AtDate, k: number, locale: Locale) {
	const { door, results } = await readFollowUp(db, actor, on, k);
	const rows = results.flatMap(({ question: { type, prompt, config }, tally }) =>
		tally === null
			? []
			: questionType(type)
					.table(config, tally, locale)
					.rows.map(({ label, count }) => [textFor(prompt, locale), label, count, tally.ballots])
	);
	const head = [
		m.eventsfollowup_csv_question(),
		m.eventsfollowup_csv_answer(),
		m.eventsfollowup_csv_count(),
		m.eventsfollowup_csv_people()
	];
	return {
		body: new Blob([toCsv(head, rows)]).stream(),
		contentType: 'text/csv; charset=utf-8',
		fileName: `palaver-follow-up-${door.slug}-${door.number}.csv`
	};
}
