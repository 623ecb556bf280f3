import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import type { IdeaMap } from '../map.server.ts';
import { currentPhases } from '../rules.ts';

export type Ranked = Readonly<{
	/** Equal counts share a rank, and the next one follows after them: 1, 2, 2, 4. */
	rank: number;
	number: number;
	title: string;
	locale: string;
	/** People who chose it. */
	people: number;
}>;

export type Ranking = Readonly<{
	rows: readonly Ranked[];
	/** People who chose anything that still stands. */
	people: number;
}>;

/** Where the choosing stands: nobody was ever asked, not yet, now, or it is over and the result may be seen. */
export type Choosing = 'none' | 'coming' | 'running' | 'over';

export function choosingOf(map: Pick<IdeaMap, 'phases' | 'status'>, now: Date): Choosing {
	const phases = map.phases.filter(({ kind }) => kind === 'prioritise');
	if (phases.length === 0) return 'none';
	if (map.status === 'finished' || map.status === 'archived') return 'over';
	if (currentPhases(phases, now).length > 0) return map.status === 'running' ? 'running' : 'coming';
	return phases.some(({ startsAt }) => startsAt && startsAt > now) ? 'coming' : 'over';
}

/**
 * How many people chose each idea, most first. What was merged counts for the idea it lives on in, each person once.
 * Only for a choosing that is over: who sees what leads follows it.
 */
export async function rankingOf(db: Db, { activityId }: IdeaMap): Promise<Ranking> {
	const { rows } = await sql<Ranked>`
		with recursive roots (idea_id, id) as (
			select id, id from ideas where activity_id = ${activityId} and merged_into is null and visibility = 'public'
			union
			select i.id, r.id from ideas i join roots r on i.merged_into = r.idea_id
		)
		select rank() over (order by count(distinct c.participant) desc)::int as rank,
			i.number, i.title, i.locale, count(distinct c.participant)::int as people
		from idea_choices c
		join roots r on r.idea_id = c.idea_id
		join ideas i on i.id = r.id
		where c.activity_id = ${activityId}
		group by i.id
		order by people desc, i.number`.execute(db);
	const { people } = await db
		.selectFrom('ideaChoices as c')
		.select((eb) => eb.fn.count<number>('c.participant').distinct().as('people'))
		.where('c.activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	return { rows, people };
}
