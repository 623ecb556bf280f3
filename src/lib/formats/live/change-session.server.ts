import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { announceChange } from './announce.server.ts';
import { updateActivity } from '../../core/activities/writes.server.ts';
import { permissions, type SessionSubject } from './permissions.ts';
import type { SessionInput } from './schema.ts';
import { lockSession, recordOf, sessionSubject } from './session.server.ts';

/**
 * Changes title, place, languages, window, measures and rules of a session. Once somebody has joined, the
 * organisation field, the seats and the place stand: what people already said was said under them.
 * @throws Refusal place_final, organisation_final, seats_final, measure_unknown, organisation_unknown (422), archived (409)
 */
export async function changeSession(
	db: Db,
	actor: Actor,
	activityId: string,
	input: SessionInput
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'edit', session);
	demand(permissions, actor, 'create', input);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		await refuseLateChanges(trx, session, input);
		await updateActivity(trx, activityId, input);
		await trx
			.updateTable('liveSessions')
			.set({
				organisationField: input.organisationField,
				mayChangeVote: input.mayChangeVote,
				seatsOnly: input.seatsOnly ?? false
			})
			.where('activityId', '=', activityId)
			.execute();
		await recordOf(trx, actor, { ...session, placeId: input.placeId }, 'changed');
		await announceChange(trx, activityId);
	});
}

async function refuseLateChanges(trx: Trx, session: SessionSubject, input: SessionInput) {
	const row = await trx
		.selectFrom('liveSessions as s')
		.leftJoin('liveParticipantCounts as c', 'c.activityId', 's.activityId')
		.select(['s.organisationField', 's.seatsOnly', 'c.participants'])
		.where('s.activityId', '=', session.activityId)
		.executeTakeFirstOrThrow();
	if (!row.participants) return;
	if (input.placeId !== session.placeId) {
		throw new Refusal('invalid', 'place_final', { placeId: 'place_final' });
	}
	if (input.organisationField !== row.organisationField) {
		throw new Refusal('invalid', 'organisation_final', {
			organisationField: 'organisation_final'
		});
	}
	if ((input.seatsOnly ?? false) !== row.seatsOnly) {
		throw new Refusal('invalid', 'seats_final', { seatsOnly: 'seats_final' });
	}
}

/** Shows a planned session on the page of its quarter, or takes it back to the drafts. @throws Refusal not_possible_now */
export async function announceSession(
	db: Db,
	actor: Actor,
	activityId: string,
	announced: boolean
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'edit', session);
	await db.transaction().execute(async (trx) => {
		const changed = await trx
			.updateTable('activities')
			.set({ status: announced ? 'announced' : 'draft' })
			.where('id', '=', activityId)
			.where('status', '=', announced ? 'draft' : 'announced')
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) throw new Refusal('conflict', 'not_possible_now');
		await recordOf(trx, actor, session, announced ? 'announced' : 'withdrawn');
		await announceChange(trx, activityId);
	});
}

/** Says what becomes of the result: participants and the quarter read it. An empty text takes it back. */
export async function setOutcome(
	db: Db,
	actor: Actor,
	activityId: string,
	outcome: Translated
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'edit', session);
	await db.transaction().execute(async (trx) => {
		await trx
			.updateTable('activities')
			.set({ outcome: Object.keys(outcome).length > 0 ? JSON.stringify(outcome) : null })
			.where('id', '=', activityId)
			.execute();
		await recordOf(trx, actor, session, 'outcomeSet');
		await announceChange(trx, activityId);
	});
}
