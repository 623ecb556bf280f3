import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { runActivity, writeOutcome } from '../../../core/activities/run.server.ts';
import type { ActivityCommand } from '../../../core/activities/run.ts';
import { firstFreeSlug, slugOf } from '../../../core/activities/slug.ts';
import { insertActivity, updateActivity } from '../../../core/activities/writes.server.ts';
import { breaks } from '../../../platform/db/constraints.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { parse } from '../../../platform/parse.ts';
import type { ContactVerb } from '../history-text.ts';
import { permissions } from '../permissions.ts';
import { pointOf, recordOfPoint, type Point } from './point.server.ts';
import { pointInput, type PointInput } from './schema.ts';
import { writeTopics } from './topics.server.ts';

/**
 * Makes a contact point as a draft; nobody but staff sees it before it is announced or started.
 * @throws Refusal not_allowed, input_invalid, slug_taken, choice_invalid (422)
 */
export async function createPoint(
	db: Db,
	actor: Actor,
	given: PointInput
): Promise<{ activityId: string }> {
	const input = parse(pointInput, given);
	demand(permissions, actor, 'createPoint', input);
	return orSlugTaken(
		db.transaction().execute(async (trx) => {
			const activityId = await insertActivity(trx, actor, 'contact', input);
			await demandHours(trx, activityId, input);
			await trx
				.insertInto('contactPoints')
				.values({ activityId, ...pointColumns(input) })
				.execute();
			await writeTopics(trx, activityId, input.topics);
			await recordOfPoint(trx, actor, { activityId, placeId: input.placeId }, 'created');
			return { activityId };
		})
	);
}

const pointColumns = (input: PointInput) => ({
	slug: input.slug,
	intro: JSON.stringify(input.intro),
	hours: JSON.stringify(input.hours),
	hoursActivityId: input.hoursActivityId,
	takesMessages: input.takesMessages,
	answerDays: input.answerDays,
	forgetDays: input.forgetDays
});

/** The hours are another activity, which everybody may see. @throws Refusal choice_invalid (422) */
async function demandHours(
	trx: Trx,
	activityId: string,
	{ hoursActivityId }: PointInput
): Promise<void> {
	if (hoursActivityId === null) return;
	const found = await trx
		.selectFrom('activities')
		.select('id')
		.where('id', '=', hoursActivityId)
		.where('id', '<>', activityId)
		.where('status', '<>', 'draft')
		.executeTakeFirst();
	if (!found) throw new Refusal('invalid', 'choice_invalid', { hoursActivityId: 'choice_invalid' });
}

/**
 * Changes the settings. Once it was announced its address stands, and once there are contacts its place does.
 * @param seen revision of the settings that the form began with
 * @throws Refusal not_allowed, input_invalid, slug_taken, slug_final, place_final, choice_invalid (422), archived,
 *   changed_meanwhile (409)
 */
export async function changePoint(
	db: Db,
	actor: Actor,
	activityId: string,
	given: PointInput,
	seen: number
): Promise<void> {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'editPoint', point);
	const input = parse(pointInput, given);
	demand(permissions, actor, 'createPoint', input);
	await orSlugTaken(
		db.transaction().execute(async (trx) => {
			await refuseLateChanges(trx, point, input, seen);
			await demandHours(trx, activityId, input);
			await updateActivity(trx, activityId, input);
			await trx
				.updateTable('contactPoints')
				.set({ ...pointColumns(input), revision: seen + 1 })
				.where('activityId', '=', activityId)
				.execute();
			await writeTopics(trx, activityId, input.topics);
			await recordOfPoint(trx, actor, { activityId, placeId: input.placeId }, 'changed');
		})
	);
}

/** Locks the point, from whose row messages take their numbers: none arrives meanwhile. */
async function refuseLateChanges(
	trx: Trx,
	point: Point,
	input: PointInput,
	seen: number
): Promise<void> {
	const { revision } = await trx
		.selectFrom('contactPoints')
		.select('revision')
		.where('activityId', '=', point.activityId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	const refuse = (field: string, reason: string) => {
		throw new Refusal('invalid', reason, { [field]: reason });
	};
	if (revision !== seen) throw new Refusal('conflict', 'changed_meanwhile');
	if (point.status === 'archived') throw new Refusal('conflict', 'archived');
	if (point.status !== 'draft' && input.slug !== point.slug) refuse('slug', 'slug_final');
	if (input.placeId !== point.placeId && (await hasContacts(trx, point.activityId)))
		refuse('placeId', 'place_final');
}

/** Whether anybody has written or was talked to. */
export async function hasContacts(db: Db | Trx, activityId: string): Promise<boolean> {
	const { rows } = await sql<{ found: boolean }>`select
		exists (select from contact_messages where activity_id = ${activityId})
		or exists (select from contact_talks where activity_id = ${activityId}) as found`.execute(db);
	return rows[0]!.found;
}

const verbs: Record<ActivityCommand, ContactVerb> = {
	announce: 'announced',
	withdraw: 'unannounced',
	start: 'started',
	finish: 'finished',
	reopen: 'reopened'
};

/** @throws Refusal not_allowed, not_possible_now (409) */
export async function runPoint(
	db: Db,
	actor: Actor,
	activityId: string,
	command: ActivityCommand,
	now: Date
): Promise<void> {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'editPoint', point);
	await db.transaction().execute(async (trx) => {
		await runActivity(trx, activityId, command, now);
		await recordOfPoint(trx, actor, point, verbs[command]);
	});
}

/** Says what became of it: the quarter reads it. An empty text takes it back. @throws Refusal not_allowed */
export async function setPointOutcome(
	db: Db,
	actor: Actor,
	activityId: string,
	outcome: Translated
): Promise<void> {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'editPoint', point);
	await db.transaction().execute(async (trx) => {
		await writeOutcome(trx, activityId, outcome);
		await recordOfPoint(trx, actor, point, 'outcomeSet');
	});
}

/**
 * Deletes a contact point that nobody was told of and at which there was no contact.
 * @throws Refusal not_allowed, point_not_empty (409)
 */
export async function deletePoint(db: Db, actor: Actor, activityId: string): Promise<void> {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'editPoint', point);
	await db.transaction().execute(async (trx) => {
		const deleted = await trx
			.deleteFrom('activities as y')
			.where('y.id', '=', activityId)
			.where('y.status', '=', 'draft')
			.where(
				sql<boolean>`not exists (select from contact_messages m where m.activity_id = y.id)
					and not exists (select from contact_talks t where t.activity_id = y.id)`
			)
			.executeTakeFirst();
		if (deleted.numDeletedRows === 0n) throw new Refusal('conflict', 'point_not_empty');
		await recordOfPoint(trx, actor, point, 'deleted');
	});
}

/** The address that one with this title gets: the first one that no contact point has. */
export async function freePointSlug(db: Db, title: string): Promise<string> {
	const wanted = slugOf(title, 'sprechstunde');
	const rows = await db
		.selectFrom('contactPoints')
		.select('slug')
		.where('slug', 'like', `${wanted}%`)
		.execute();
	return firstFreeSlug(wanted, new Set(rows.map(({ slug }) => slug)));
}

/** An address belongs to one contact point. @throws Refusal slug_taken */
async function orSlugTaken<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (!breaks(error, 'contact_points_slug_key')) throw error;
		throw new Refusal('invalid', 'slug_taken', { slug: 'slug_taken' });
	}
}
