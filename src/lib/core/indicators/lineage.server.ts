import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { planOfIndicator } from './indicator-plan.server.ts';
import { indicatorPermissions } from './permissions.ts';
import { definitionSchema } from './schema.ts';

export type Contribution = Readonly<{
	/** Pseudonym within this observation only. */
	contribution: string;
	activityId: string;
	counts: boolean;
	value: number | null;
	outcome: string | null;
	organisation: string | null;
}>;

/**
 * An observation down to its pseudonymous contributions, for auditors.
 * @throws Refusal not_allowed, observation_unknown
 */
export async function lineage(db: Db, actor: Actor, observationId: string) {
	const observation = await db
		.selectFrom('observations')
		.selectAll()
		.where(sql`id::text`, '=', observationId)
		.executeTakeFirst();
	if (!observation) throw new Refusal('missing', 'observation_unknown');
	demand(
		indicatorPermissions,
		actor,
		'lineage.read',
		await planOfIndicator(db, observation.indicatorKey)
	);
	// What was entered by hand has evidence, not contributions.
	if (observation.source === 'entered') throw new Refusal('missing', 'observation_unknown');
	const contributions: Contribution[] = await db
		.selectFrom('observationInputs')
		.select(['contribution', 'activityId', 'counts', 'value', 'outcome', 'organisation'])
		.where('observationId', '=', observation.id)
		.orderBy('activityId')
		.orderBy('contribution')
		.execute();
	const activities = await activityNames(db, [
		...new Set(contributions.map((one) => one.activityId))
	]);
	const definition = definitionSchema.parse(observation.definition);
	return { observation: { ...observation, definition }, contributions, activities };
}

export type ActivityName = Readonly<{
	id: string;
	title: Translated;
	placeName: string;
	startsAt: Date | null;
}>;

/** What the activities behind a value are called; one that is gone has no row. */
export async function activityNames(
	db: Db,
	ids: readonly string[]
): Promise<ReadonlyMap<string, ActivityName>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('activities as a')
		.innerJoin('places as p', 'p.id', 'a.placeId')
		.select(['a.id', 'a.title', 'p.name as placeName', 'a.startsAt'])
		.where('a.id', 'in', ids)
		.execute();
	return new Map(rows.map((row) => [row.id, { ...row, title: row.title as Translated }]));
}
