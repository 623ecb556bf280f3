import type { Actor } from '../../../access/actor.ts';
import { toCsv } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { AtDate } from '../door/door.server.ts';
import { readFeedback } from './results.server.ts';
import { audienceNames, faceNames } from './words.ts';

/** How many chose which face, as a table, where so many answered that it may be seen. @throws Refusal not_allowed, date_unknown */
export async function feedbackCsv(db: Db, actor: Actor, on: AtDate, least: number) {
	const { door, results } = await readFeedback(db, actor, on, least);
	const rows = results.flatMap(({ audience, shown }) =>
		(shown?.counts ?? []).map(({ face, count }) => [
			audienceNames[audience](),
			faceNames[face](),
			count
		])
	);
	const head = [m.eventsfeedback_who(), m.eventsfeedback_answer(), m.eventsfeedback_count()];
	return {
		body: new Blob([toCsv(head, rows)]).stream(),
		contentType: 'text/csv; charset=utf-8',
		fileName: `palaver-feedback-${door.slug}-${door.number}.csv`
	};
}
