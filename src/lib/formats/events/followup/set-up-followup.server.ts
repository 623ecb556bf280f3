import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { lockDoor, type AtDate, type Door } from '../door/door.server.ts';
import { recordOfEvent } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { followUpAt, lockPlanned, type FollowUp } from './followup.server.ts';
import { followUpInput, leastOfHosts, type FollowUpInput } from './schema.ts';

/**
 * Plans that those who were at a date are asked some months later, or changes when. Only whoever registers from now on can
 * agree to it.
 * @param seen revision that the form began with; 0: there was none
 * @throws Refusal not_allowed, date_unknown (404); input_invalid with the reason at each field (422); date_cancelled,
 *   date_not_held, not_possible_now, archived, followup_begun, changed_meanwhile (409)
 */
export async function setUpFollowUp(
	db: Db,
	actor: Actor,
	{ seen, ...on }: AtDate & Readonly<{ seen: number }>,
	given: FollowUpInput
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const door = await lockDoor(trx, on);
		demand(permissions, actor, 'keepFollowUp', door);
		refuseOff(door);
		const values = parse(followUpInput, given);
		// The row of the follow-up is locked by the statement that changes it, and the revision has the last word.
		const known = await followUpAt(trx, on.dateId);
		if (known && known.state !== 'planned') throw new Refusal('conflict', 'followup_begun');
		if (values.least < leastFor(actor, door, known)) throw tooFew();
		const kept = await trx
			.insertInto('eventFollowups')
			.values({ dateId: on.dateId, ...values })
			.onConflict((conflict) =>
				conflict
					.column('dateId')
					.doUpdateSet({ ...values, revision: sql<number>`event_followups.revision + 1` })
					.where('eventFollowups.revision', '=', seen)
					.where('eventFollowups.state', '=', 'planned')
			)
			.executeTakeFirst();
		if (kept.numInsertedOrUpdatedRows === 0n || (known === null && seen > 0))
			throw new Refusal('conflict', 'changed_meanwhile');
		await recordOfEvent(trx, actor, door, 'followUpSetUp', {
			afterDays: values.afterDays,
			least: values.least
		});
	});
}

/** What somebody else has lowered may stay. */
const leastFor = (actor: Actor, door: Door, known: FollowUp | null): number =>
	can(permissions, actor, 'acceptFollowUp', door)
		? 1
		: Math.min(leastOfHosts, known?.least ?? leastOfHosts);

const tooFew = () => new Refusal('invalid', 'input_invalid', { least: 'least_too_small' });

function refuseOff({ dateState, eventState, seriesStatus }: Door): void {
	const refuse = (reason: string) => new Refusal('conflict', reason);
	if (seriesStatus === 'archived') throw refuse('archived');
	if (eventState !== 'approved') throw refuse('not_possible_now');
	if (dateState === 'cancelled') throw refuse('date_cancelled');
	if (dateState === 'notHeld') throw refuse('date_not_held');
}

/**
 * Gives it up before anybody was asked: questions, codes and the consent of guests go.
 * @throws Refusal of `lockPlanned`
 */
export async function giveUpFollowUp(db: Db, actor: Actor, on: AtDate): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { door } = await lockPlanned(trx, actor, on);
		await trx.deleteFrom('eventFollowups').where('dateId', '=', on.dateId).execute();
		await trx
			.updateTable('eventRegistrations')
			.set({ askLater: false })
			.where('dateId', '=', on.dateId)
			.where('askLater', '=', true)
			.execute();
		await recordOfEvent(trx, actor, door, 'followUpGivenUp');
	});
}
