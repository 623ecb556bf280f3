import { sql, type RawBuilder } from 'kysely';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import { dayMinutes, wallClockPlus } from '../../../platform/calendar/wall-clock.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { fromLocal } from '../../../platform/local-time.ts';
import { publicStates } from '../states.ts';
import type { ProgrammeFilter } from './filter.ts';

/**
 * The dates of a series that everybody may see; programme, print and feeds all begin with them. Cancelled ones are there,
 * so that nobody comes in vain; those that the recurrence has no more were never meant to be seen.
 */
export const publicDates = (db: Db, activityId: string) =>
	db
		.selectFrom('events as e')
		.innerJoin('eventDates as d', 'd.eventId', 'e.id')
		.where('e.activityId', '=', activityId)
		.where('e.state', 'in', publicStates)
		.where('e.closed', '=', false)
		.where(sql<boolean>`d.cause is distinct from 'rule'`);

/** What a filter asks of `publicDates`. */
export type Condition = RawBuilder<boolean>;

/** The filter as conditions; its days too. */
export async function conditionsOf(db: Db, filter: ProgrammeFilter): Promise<Condition[]> {
	return [...daysOf(filter), ...(await placeOf(db, filter)), ...eventOf(filter)];
}

/** The programme begins with what is not over, unless somebody chose a day. */
export const notOver = ({ from }: ProgrammeFilter, now: Date): Condition[] =>
	from === null ? [sql<boolean>`d.ends_at > ${now}`] : [];

function daysOf({ from, to }: ProgrammeFilter): Condition[] {
	return [
		...(from ? [sql<boolean>`d.ends_at > ${fromLocal(`${from}T00:00`)}`] : []),
		...(to
			? [sql<boolean>`d.starts_at < ${fromLocal(wallClockPlus(`${to}T00:00`, dayMinutes))}`]
			: [])
	];
}

async function placeOf(db: Db, { placeId }: ProgrammeFilter): Promise<Condition[]> {
	if (placeId === null) return [];
	const within = [...(await subtreeIds(db, [placeId]))];
	return [sql<boolean>`coalesce(d.place_id, e.place_id) = any(${within}::text[])`];
}

/** What is for everybody is for each of them, except for those who come as professionals. */
function eventOf(filter: ProgrammeFilter): Condition[] {
	const { kind, theme, audience, age, language, access, free, hostId } = filter;
	const suited = audience === 'professionals' ? [audience] : [audience, 'everybody'];
	return [
		kind !== null && sql<boolean>`e.kind = ${kind}`,
		theme !== null && sql<boolean>`${theme} = any(e.themes)`,
		audience !== null && sql<boolean>`e.audiences && ${suited}::text[]`,
		age !== null &&
			sql<boolean>`coalesce(e.age_from, 0) <= ${age} and coalesce(e.age_to, 120) >= ${age}`,
		language !== null && sql<boolean>`${language} = any(e.languages)`,
		access.length > 0 && sql<boolean>`e.accessibility @> ${[...access]}::text[]`,
		free && sql<boolean>`e.cost = 'free'`,
		hostId !== null && sql<boolean>`e.organisation_id = ${hostId}`
	].filter((condition) => condition !== false);
}
