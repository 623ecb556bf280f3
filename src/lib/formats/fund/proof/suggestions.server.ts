import { sql } from 'kysely';
import type { FactSource } from '../../../core/indicators/facts.ts';
import { isSmall } from '../../../core/indicators/small-cells.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Application } from '../application.server.ts';

/** Something the applying organisation did on Palaver meanwhile, which the report may mention. */
export type Suggestion = Readonly<{
	activityId: string;
	title: Translated;
	placeName: string;
	/** YYYY-MM-DD of its first and last contribution. */
	from: string;
	to: string;
	/** People who took part; null: so few that their number is nobody's business. */
	people: number | null;
}>;

/**
 * Activities of the applying organisation at the project's place or below it, in which somebody took part during the
 * project. Counted from facts, which every format tells, so none has to be known here.
 * @param sources facts of all formats
 * @param k least number of people that may be told
 */
export async function suggestionsFor(
	db: Db,
	{ applicationId, organisationId, startsOn, endsOn }: Application,
	sources: readonly FactSource[],
	k: number
): Promise<Suggestion[]> {
	if (organisationId === null || startsOn === null || endsOn === null) return [];
	const found: Suggestion[] = [];
	for (const source of sources) {
		const { rows } = await sql<Omit<Suggestion, 'people'> & { people: number }>`
			with recursive area (id) as (
				select place_id from fund_applications where id = ${applicationId}
				union all
				select p.id from places p join area on p.parent_id = area.id
			), facts as (${source.query(db)})
			select f.activity_id, y.title, p.name as place_name, min(f.occurred_on)::text as from,
				max(f.occurred_on)::text as to, count(distinct f.participant)::integer as people
			from facts f join activities y on y.id = f.activity_id join places p on p.id = y.place_id
			where y.organisation_id = ${organisationId} and y.status in ('running', 'finished', 'archived')
				and y.place_id in (select id from area) and f.participant is not null
				and f.occurred_on between ${startsOn}::date and ${endsOn}::date
			group by f.activity_id, y.title, p.name`.execute(db);
		found.push(
			...rows.map((row) => ({ ...row, people: isSmall(row.people, k) ? null : row.people }))
		);
	}
	return found.sort((a, b) => a.from.localeCompare(b.from));
}
