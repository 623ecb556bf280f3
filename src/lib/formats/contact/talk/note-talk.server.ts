import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { accountOf } from '../desk/care.server.ts';
import { permissions } from '../permissions.ts';
import { pointOf, recordOfPoint, type Point } from '../point/point.server.ts';
import { talkInput, type NewTalk, type TalkInput } from './schema.ts';

/**
 * Notes one talk, or several about the same. Sent again with the same client key it stands there once.
 * @throws Refusal not_allowed, point_unknown (404), input_invalid with the reason at each field (422), not_taken_now (409)
 */
export async function noteTalk(
	db: Db,
	actor: Actor,
	activityId: string,
	given: TalkInput,
	now: Date
): Promise<{ talkId: string }> {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'noteTalks', point);
	const input = parse(talkInput, given);
	demandRunning(point);
	await demandFitting(db, point, input, localDay(now));
	const { clientKey, topicIds, ...columns } = input;
	return db.transaction().execute(async (trx) => {
		const row = await trx
			.insertInto('contactTalks')
			.values({ activityId, clientKey, ...columns, enteredBy: accountOf(actor) })
			.onConflict((conflict) => conflict.columns(['activityId', 'clientKey']).doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!row) return { talkId: await notedBefore(trx, activityId, clientKey) };
		await writeTopics(trx, activityId, row.id, topicIds);
		await recordOfPoint(trx, actor, point, 'talkNoted', { contacts: input.contacts });
		return { talkId: row.id };
	});
}

/** Talks are noted while it runs and for as long as it is not archived after. */
export function demandRunning({ status }: Point): void {
	if (status !== 'running' && status !== 'finished') throw new Refusal('conflict', 'not_taken_now');
}

const refuse = (field: string, reason: string) =>
	new Refusal('invalid', 'input_invalid', { [field]: reason });

/** @throws Refusal input_invalid: topics and place are those of the contact point, the day is not ahead */
async function demandFitting(
	db: Db,
	point: Point,
	{ topicIds, placeId, heldOn }: NewTalk,
	today: string,
	had: readonly string[] = []
): Promise<void> {
	const offered = new Set(
		point.topics.filter(({ id, archived }) => !archived || had.includes(id)).map(({ id }) => id)
	);
	if (!topicIds.every((id) => offered.has(id))) throw refuse('topicIds', 'choice_invalid');
	if (!(await subtreeIds(db, [point.placeId])).has(placeId))
		throw refuse('placeId', 'choice_invalid');
	if (heldOn > today) throw refuse('heldOn', 'day_ahead');
}

async function notedBefore(trx: Trx, activityId: string, clientKey: string): Promise<string> {
	const { id } = await trx
		.selectFrom('contactTalks')
		.select('id')
		.where('activityId', '=', activityId)
		.where('clientKey', '=', clientKey)
		.executeTakeFirstOrThrow();
	return id;
}

async function writeTopics(
	trx: Trx,
	activityId: string,
	talkId: string,
	topicIds: readonly string[]
): Promise<void> {
	await trx.deleteFrom('contactTalkTopics').where('talkId', '=', talkId).execute();
	await trx
		.insertInto('contactTalkTopics')
		.values(topicIds.map((topicId) => ({ talkId, activityId, topicId })))
		.execute();
}

/** Which note the form was about, and what its writer knew of it. */
export type SeenTalk = Readonly<{ talkId: string; revision: number }>;

/**
 * Corrects a noted talk; the history tells that and on which day it was.
 * @throws Refusal as `noteTalk`; talk_unknown (404), changed_meanwhile (409)
 */
export async function correctTalk(
	db: Db,
	actor: Actor,
	activityId: string,
	{ talkId, revision }: SeenTalk,
	given: TalkInput,
	now: Date
): Promise<void> {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'noteTalks', point);
	const input = parse(talkInput, given);
	demandRunning(point);
	const before = await topicsOf(db, talkId);
	await demandFitting(db, point, input, localDay(now), before);
	const { clientKey: _key, topicIds, ...columns } = input;
	await db.transaction().execute(async (trx) => {
		const { heldOn } = await lockTalk(trx, activityId, { talkId, revision });
		await trx
			.updateTable('contactTalks')
			.set({ ...columns, revision: revision + 1 })
			.where('id', '=', talkId)
			.execute();
		await writeTopics(trx, activityId, talkId, topicIds);
		const detail = { day: heldOn, contacts: input.contacts };
		await recordOfPoint(trx, actor, point, 'talkCorrected', detail);
	});
}

async function topicsOf(db: Db, talkId: string): Promise<string[]> {
	if (!isUuid(talkId)) return [];
	const rows = await db
		.selectFrom('contactTalkTopics')
		.select('topicId')
		.where('talkId', '=', talkId)
		.execute();
	return rows.map(({ topicId }) => topicId);
}

/** @throws Refusal talk_unknown (404), changed_meanwhile (409) */
export async function lockTalk(trx: Trx, activityId: string, { talkId, revision }: SeenTalk) {
	const talk = isUuid(talkId)
		? await trx
				.selectFrom('contactTalks')
				.select(['revision', 'heldOn', 'contacts'])
				.where('id', '=', talkId)
				.where('activityId', '=', activityId)
				.forUpdate()
				.executeTakeFirst()
		: undefined;
	if (!talk) throw new Refusal('missing', 'talk_unknown');
	if (talk.revision !== revision) throw new Refusal('conflict', 'changed_meanwhile');
	return talk;
}

/**
 * Takes a noted talk back, as if it had not been noted. The history keeps how many contacts it was.
 * @throws Refusal not_allowed, talk_unknown (404), not_taken_now, changed_meanwhile (409)
 */
export async function removeTalk(
	db: Db,
	actor: Actor,
	activityId: string,
	seen: SeenTalk
): Promise<void> {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'noteTalks', point);
	demandRunning(point);
	await db.transaction().execute(async (trx) => {
		const { heldOn, contacts } = await lockTalk(trx, activityId, seen);
		await trx.deleteFrom('contactTalks').where('id', '=', seen.talkId).execute();
		await recordOfPoint(trx, actor, point, 'talkRemoved', { day: heldOn, contacts });
	});
}
