import { randomBytes } from 'node:crypto';
import type { Actor } from '../../access/actor.ts';
import type { Trx } from '../../platform/db/database.server.ts';
import { organisationOf } from './brought-by.server.ts';
import { linkMeasures } from './measure-links.server.ts';
import type { ActivityInput } from './schema.ts';

/**
 * The row that all formats share, as a draft with a participants' key of its own. Part of the format's use case, which
 * has asked for permission and records the history.
 * @throws Refusal measure_unknown, organisation_unknown
 */
export async function insertActivity(
	trx: Trx,
	actor: Actor,
	format: string,
	input: ActivityInput
): Promise<string> {
	const { id } = await trx
		.insertInto('activities')
		.values({
			format,
			...(await columnsOf(trx, input, null)),
			participantKey: randomBytes(32),
			createdBy: actor.kind === 'account' ? actor.accountId : null
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await linkMeasures(trx, id, input.measures);
	return id;
}

/** @throws Refusal measure_unknown, organisation_unknown */
export async function updateActivity(
	trx: Trx,
	activityId: string,
	input: ActivityInput
): Promise<void> {
	await trx
		.updateTable('activities')
		.set(await columnsOf(trx, input, activityId))
		.where('id', '=', activityId)
		.execute();
	await linkMeasures(trx, activityId, input.measures);
}

const columnsOf = async (trx: Trx, input: ActivityInput, of: string | null) => ({
	title: JSON.stringify(input.title),
	placeId: input.placeId,
	locales: input.locales,
	startsAt: input.startsAt,
	endsAt: input.endsAt,
	retainUntil: input.retainUntil,
	organisationId: await organisationOf(trx, input, of)
});
