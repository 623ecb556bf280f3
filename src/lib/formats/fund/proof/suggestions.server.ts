import { sql, type RawBuilder } from 'kysely';
import type { FactSource } from '../../../core/indicators/facts.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { isSmall } from '../../../platform/suppression/small.ts';
import type { Application } from '../application.server.ts';

/** Something the applying organisation did on Palaver meanwhile, which the report may mention. */
export type Suggestion = Readonly<{
	/** By which it is chosen. */
	key: string;
	title: Translated;
	placeName: string;
	/** YYYY-MM-DD of its first and last contribution. */
	from: string;
	to: string;
	/** How many took part; `few`: so few that their number is nobody's business; `unknown`: nobody counted. */
	people: number | 'few' | 'unknown';
	/** Of those who said how it was, how many liked it; null: nobody, or so few that it is nobody's business. */
	opinions: Readonly<{ positive: number; all: number }> | null;
}>;

type Project = Readonly<{
	applicationId: string;
	organisationId: string;
	startsOn: string;
	endsOn: string;
}>;

/**
 * What the applying organisation did at the project's place or below it during the project: its own activities in which
 * somebody took part, and where many hosts share one activity, what it was the host of. Counted from facts, which every
 * format tells, so none has to be known here.
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
	const project = { applicationId, organisationId, startsOn, endsOn };
	const found: Suggestion[] = [];
	for (const source of sources)
		found.push(
			...(source.headcounts
				? await asHost(db, project, source, k)
				: await ownActivities(db, project, source, k))
		);
	return found.sort((a, b) => a.from.localeCompare(b.from));
}

/** The place of the project and all below it as `area`, and what the source tells of the time as `facts`. */
const meanwhile = (db: Db, { applicationId, startsOn, endsOn }: Project, source: FactSource) => sql`
	with recursive area (id) as (
		select place_id from fund_applications where id = ${applicationId}
		union all
		select p.id from places p join area on p.parent_id = area.id
	), facts as (
		select * from (${source.query(db)}) told where occurred_on between ${startsOn}::date and ${endsOn}::date
	)`;

async function ownActivities(
	db: Db,
	project: Project,
	source: FactSource,
	k: number
): Promise<Suggestion[]> {
	const { rows } = await sql<Omit<Suggestion, 'people' | 'opinions'> & { people: number }>`
		${meanwhile(db, project, source)}
		select f.activity_id::text as key, y.title, p.name as place_name, min(f.occurred_on)::text as from,
			max(f.occurred_on)::text as to, count(distinct f.participant)::integer as people
		from facts f join activities y on y.id = f.activity_id join places p on p.id = y.place_id
		where y.organisation_id = ${project.organisationId} and y.status in ('running', 'finished', 'archived')
			and y.place_id in (select id from area) and f.participant is not null
		group by f.activity_id, y.title, p.name`.execute(db);
	return rows.map((row) => ({ ...row, people: shown(row.people, k), opinions: null }));
}

/** Each item of which it is the host, e.g. an event of an Aktionswoche, with the people who were counted there. */
async function asHost(
	db: Db,
	project: Project,
	source: FactSource,
	k: number
): Promise<Suggestion[]> {
	const { rows } = await sql<Hosted>`
		${meanwhile(db, project, source)}
		select f.activity_id, f.item_id, min(y.title::text)::jsonb as title, min(p.name) as place_name,
			min(f.occurred_on)::text as from, max(f.occurred_on)::text as to,
			sum(f.value) filter (where f.kind = any(${source.headcounts}))::integer as people,
			count(*) filter (where ${isOpinion(source)} and f.outcome = 'positive')::integer as positive,
			count(*) filter (where ${isOpinion(source)})::integer as opinions
		from facts f join activities y on y.id = f.activity_id join places p on p.id = f.place_id
		where f.organisation = ${project.organisationId} and f.final and f.item_id is not null
			and f.place_id in (select id from area)
		group by f.activity_id, f.item_id`.execute(db);
	const activityIds = [...new Set(rows.map(({ activityId }) => activityId))];
	const items = (await source.items?.(db, activityIds)) ?? [];
	return rows.map(({ activityId, itemId, positive, opinions, people, title, ...row }) => ({
		...row,
		key: `${activityId} ${itemId}`,
		title: items.find((item) => item.itemId === itemId)?.name ?? title,
		people: people === null ? 'unknown' : shown(people, k),
		opinions: opinions === 0 || isSmall(opinions, k) ? null : { positive, all: opinions }
	}));
}

type Hosted = Pick<Suggestion, 'title' | 'placeName' | 'from' | 'to'> &
	Readonly<{
		activityId: string;
		itemId: string;
		people: number | null;
		positive: number;
		opinions: number;
	}>;

const isOpinion = ({ opinions = [] }: FactSource): RawBuilder<boolean> =>
	sql<boolean>`f.kind = any(${opinions})`;

const shown = (people: number, k: number): number | 'few' => (isSmall(people, k) ? 'few' : people);
