import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.server.ts';
import { noFilter } from './filter.ts';
import type { IdeaMap } from './map.server.ts';
import { publicIdeas } from './public-ideas.server.ts';

/** How many public ideas wait longer for an answer than was promised: `isOverdue` of rules.ts, asked of all at once. */
export async function overdueIdeas(
	db: Db,
	{ activityId, answerWithin }: Pick<IdeaMap, 'activityId' | 'answerWithin'>,
	today: string
): Promise<number> {
	const ideas = await publicIdeas(db, activityId, noFilter);
	const { overdue } = await ideas
		.where('i.status', 'not in', ['done', 'notPossible'])
		.where(
			sql<boolean>`case when i.answer_due is not null then i.answer_due < ${today}::date
				else i.status = 'new' and i.submitted_on + ${answerWithin}::integer < ${today}::date end`
		)
		.select((eb) => eb.fn.countAll<number>().as('overdue'))
		.executeTakeFirstOrThrow();
	return overdue;
}
