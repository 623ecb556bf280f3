import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { announceChange } from '../announce.server.ts';
import { permissions } from '../permissions.ts';
import { lockSession, recordOf, sessionSubject } from '../session.server.ts';
import { quizMark, secondsOf, type QuizSettings, type QuizValues } from './quiz-settings.ts';

/** @throws Refusal session_unknown (404) */
export async function readQuiz(db: Db, actor: Actor, activityId: string): Promise<QuizSettings> {
	demand(permissions, actor, 'edit', await sessionSubject(db, activityId));
	return settingsNow(db, activityId);
}

/**
 * Switches the leaderboard and plans how long each question may be answered, from its next opening on. What is not said
 * of a question stays.
 * @param seen the mark (`quizMark`) of the settings that the form was drawn with: nobody overwrites another's change without being told of it
 * @throws Refusal seconds_invalid (422), talk_moved_on, archived (409)
 */
export async function changeQuiz(
	db: Db,
	actor: Actor,
	activityId: string,
	{ typed, seen }: Readonly<{ typed: QuizValues; seen: string }>
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'edit', session);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const before = await settingsNow(trx, activityId);
		const planned = changedSeconds(before, typed);
		const isSwitched = typed.leaderboard !== before.leaderboard;
		// The same form sent twice finds what it has set itself.
		if (planned.length === 0 && !isSwitched) return;
		if (quizMark(before) !== seen) throw new Refusal('conflict', 'talk_moved_on');
		for (const [id, seconds] of planned)
			await trx.updateTable('liveQuestions').set({ seconds }).where('id', '=', id).execute();
		await trx
			.updateTable('liveSessions')
			.set((eb) => ({ leaderboard: typed.leaderboard, version: eb('version', '+', 1) }))
			.where('activityId', '=', activityId)
			.execute();
		await recordOf(trx, actor, session, 'quizChanged', {
			...(isSwitched && { leaderboard: typed.leaderboard }),
			questions: planned.length
		});
		await announceChange(trx, activityId);
	});
}

async function settingsNow(db: Db | Trx, activityId: string): Promise<QuizSettings> {
	const { leaderboard } = await db
		.selectFrom('liveSessions')
		.select('leaderboard')
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	const questions = await db
		.selectFrom('liveQuestions')
		.select(['id', 'seconds'])
		.where('activityId', '=', activityId)
		.orderBy('position')
		.execute();
	return { leaderboard, seconds: Object.fromEntries(questions.map((q) => [q.id, q.seconds])) };
}

/** Of questions that are (still) there. */
function changedSeconds(before: QuizSettings, typed: QuizValues): [string, number | null][] {
	const wrong: Record<string, string> = {};
	const changed = Object.entries(typed.seconds).flatMap(([id, text]): [string, number | null][] => {
		const seconds = secondsOf(text);
		if (seconds === undefined) wrong[`seconds.${id}`] = 'seconds_invalid';
		if (seconds === undefined || !Object.hasOwn(before.seconds, id)) return [];
		return seconds === before.seconds[id] ? [] : [[id, seconds]];
	});
	if (Object.keys(wrong).length > 0) throw new Refusal('invalid', 'input_invalid', wrong);
	return changed;
}

/** A copy of a session is the same quiz: its questions are there already, in the order of their model. */
export async function takeOverQuiz(trx: Trx, activityId: string, model: string): Promise<void> {
	await sql`
		update live_sessions s set leaderboard = o.leaderboard from live_sessions o
		where s.activity_id = ${activityId} and o.activity_id = ${model}`.execute(trx);
	await sql`
		with placed as (
			select id, activity_id, seconds, row_number() over (partition by activity_id order by position) as place
			from live_questions where activity_id in (${activityId}, ${model})
		)
		update live_questions q set seconds = o.seconds
		from placed own join placed o on o.place = own.place and o.activity_id = ${model}
		where own.activity_id = ${activityId} and q.id = own.id`.execute(trx);
}
