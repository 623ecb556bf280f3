import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { announceChange } from '../announce.server.ts';
import { permissions } from '../permissions.ts';
import { lockSession, presentState, recordOf, sessionSubject } from '../session.server.ts';
import {
	talkInput,
	talkMark,
	untypedTalk,
	type TalkSettings,
	type TalkValues
} from './talk-settings.ts';

/** The settings, and what is switched while the session runs. */
export type Talk = TalkSettings & Readonly<{ joinsLocked: boolean }>;

/** @throws Refusal session_unknown (404) */
export async function readTalk(db: Db, actor: Actor, activityId: string): Promise<Talk> {
	demand(permissions, actor, 'view', await sessionSubject(db, activityId));
	const row = await db
		.selectFrom('liveSessions')
		.select(['asks', 'entries', 'twoPeople', 'pace', 'closesAt', 'joinsLocked', 'reactions'])
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	return row as Talk;
}

/**
 * Changes how people may speak up and who turns the pages. The pace stands once the session has begun.
 * @param seen the mark (`talkMark`) of the settings that the form was drawn with: nobody overwrites another's change without being told of it
 * @throws Refusal input_invalid with the reason at each field, pace_final, closes_past (422), talk_moved_on, archived (409)
 */
export async function changeTalk(
	db: Db,
	actor: Actor,
	activityId: string,
	{ typed, seen }: Readonly<{ typed: TalkValues; seen: string }>,
	now: Date
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'edit', session);
	const input = checked(typed);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const before = await settingsNow(trx, activityId);
		await refuseLate(trx, activityId, input, before, now);
		const fields = changedFields(before, input);
		// The same form sent twice finds what it has set itself.
		if (fields.length === 0) return;
		if (talkMark(before) !== seen) throw new Refusal('conflict', 'talk_moved_on');
		await trx
			.updateTable('liveSessions')
			.set((eb) => ({
				...input,
				version: eb('version', '+', 1),
				// Who may not ask has no questions on the stage either.
				...(input.asks === 'off' && { asksStage: 'none', pinnedAskId: null })
			}))
			.where('activityId', '=', activityId)
			.execute();
		await recordOf(trx, actor, session, 'talkChanged', { fields });
		await announceChange(trx, activityId);
	});
}

function checked(typed: TalkValues): TalkSettings {
	const read = talkInput.safeParse(untypedTalk(typed));
	if (read.success) return read.data;
	const fields = read.error.issues.map((issue) => [String(issue.path[0]), issue.message]);
	throw new Refusal(
		'invalid',
		'input_invalid',
		Object.fromEntries(fields) as Record<string, string>
	);
}

async function settingsNow(trx: Trx, activityId: string): Promise<TalkSettings> {
	const row = await trx
		.selectFrom('liveSessions')
		.select(['asks', 'entries', 'twoPeople', 'pace', 'closesAt', 'reactions'])
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	return row as TalkSettings;
}

const changedFields = (before: TalkSettings, input: TalkSettings) =>
	(Object.keys(input) as (keyof TalkSettings)[]).filter(
		(name) => before[name]?.valueOf() !== input[name]?.valueOf()
	);

async function refuseLate(
	trx: Trx,
	activityId: string,
	input: TalkSettings,
	before: TalkSettings,
	now: Date
) {
	const { standing } = await presentState(trx, activityId);
	const changed = changedFields(before, input);
	if (standing !== 'planned' && changed.includes('pace'))
		throw new Refusal('invalid', 'pace_final', { pace: 'pace_final' });
	if (changed.includes('closesAt') && input.closesAt && input.closesAt <= now)
		throw new Refusal('invalid', 'closes_past', { closesAt: 'closes_past' });
}

/** Lets nobody new in, or opens the door again: who is in stays in. Once more is harmless. */
export async function setLocked(db: Db, actor: Actor, activityId: string, locked: boolean) {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'run', session);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const changed = await trx
			.updateTable('liveSessions')
			.set({ joinsLocked: locked })
			.where('activityId', '=', activityId)
			.where('joinsLocked', '<>', locked)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) return;
		await recordOf(trx, actor, session, locked ? 'locked' : 'unlocked');
		await announceChange(trx, activityId);
	});
}

/** A copy of a session lets people speak up as its model did; its time of closing is its own. */
export async function takeOverTalk(trx: Trx, activityId: string, model: string): Promise<void> {
	const settings = await trx
		.selectFrom('liveSessions')
		.select(['asks', 'entries', 'twoPeople', 'pace', 'reactions'])
		.where('activityId', '=', model)
		.executeTakeFirstOrThrow();
	await trx
		.updateTable('liveSessions')
		.set(settings)
		.where('activityId', '=', activityId)
		.execute();
}
