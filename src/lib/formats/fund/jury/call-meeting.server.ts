import { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cleanLine, lengthOf } from '../../../platform/clean-text.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { permissions } from '../permissions.ts';
import { recordOfRound, roundOf, type Round } from '../round/round.server.ts';
import {
	meetingColumns,
	meetingOf,
	moveOn,
	type Meeting,
	type MeetingRef
} from './meeting.server.ts';

const line = z
	.string()
	.transform(cleanLine)
	.refine((one) => lengthOf(one) <= 200, 'text_too_long');

/** When, where and how a jury meets. Issue messages are reason codes. */
export const meetingInput = z.object({
	title: line,
	heldAt: z.date('time_missing'),
	location: line.refine((one) => one !== '', 'location_missing'),
	secret: z.boolean(),
	quorum: z.int('number_invalid').min(1, 'out_of_range').max(100, 'out_of_range')
});
export type MeetingInput = z.infer<typeof meetingInput>;

/** @throws Refusal round_unknown, not_allowed, input_invalid, quorum_too_low (422), archived (409) */
export async function callMeeting(
	db: Db,
	actor: Actor,
	activityId: string,
	input: MeetingInput
): Promise<{ meetingId: string }> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'holdMeeting', round);
	if (round.status === 'archived') throw new Refusal('conflict', 'archived');
	const values = parse(meetingInput, input);
	demandQuorumOf(round, values);
	return db.transaction().execute(async (trx) => {
		const { id: meetingId } = await trx
			.insertInto('fundMeetings')
			.values({
				...values,
				activityId,
				createdBy: actor.kind === 'account' ? actor.accountId : null
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		await recordOfRound(trx, actor, round, 'meetingCalled', { meeting: meetingId });
		return { meetingId };
	});
}

/** A meeting may ask for more jurors than the rules do, never for fewer. @throws Refusal quorum_too_low (422) */
function demandQuorumOf({ rules }: Round, { quorum }: MeetingInput): void {
	if (quorum < rules.quorum)
		throw new Refusal('invalid', 'quorum_too_low', { quorum: 'quorum_too_low' });
}

/** As long as it has not begun. @throws Refusal as `moveOn`, input_invalid, quorum_too_low (422) */
export async function changeMeeting(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ revision, ...input }: MeetingInput & { revision: number }
): Promise<void> {
	demand(permissions, actor, 'holdMeeting', await meetingOf(db, ref));
	const values = parse(meetingInput, input);
	demandQuorumOf(await roundOf(db, ref.activityId), values);
	await db.transaction().execute(async (trx) => {
		const meeting = await moveOn(trx, actor, ref, { revision, in: ['planned'] }, values);
		await recordOfRound(trx, actor, meeting, 'meetingChanged', { meeting: ref.meetingId });
	});
}

export type ListedMeeting = Meeting & Readonly<{ items: number }>;

/** Latest first. @throws Refusal round_unknown, not_allowed */
export async function meetingsOf(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<{ round: Round; meetings: ListedMeeting[] }> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'seeRound', round);
	const rows = await meetingColumns(db)
		.select(({ selectFrom, fn }) =>
			selectFrom('fundAgenda as g')
				.select(fn.countAll<number>().as('n'))
				.whereRef('g.meetingId', '=', 'm.id')
				.as('items')
		)
		.where('m.activityId', '=', activityId)
		.orderBy('m.heldAt', 'desc')
		.orderBy('m.id')
		.execute();
	return {
		round,
		meetings: rows.map((row) => ({ ...row, items: row.items ?? 0 }) as ListedMeeting)
	};
}
