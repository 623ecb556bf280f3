import { sql } from 'kysely';
import type { Actor } from '#lib/access/actor.ts';
import { conduct } from '#lib/formats/live/conduct.server.ts';
import { createSession } from '#lib/formats/live/create-session.server.ts';
import type { AddedQuestion } from '#lib/formats/live/edit-questions.server.ts';
import type { Command, Standing } from '#lib/formats/live/rules.ts';
import type { SessionInput } from '#lib/formats/live/schema.ts';
import { presentState } from '#lib/formats/live/session.server.ts';
import type { Demo } from './demo.ts';
import { voteWithPhones } from './phones.ts';

export type Session = { activityId: string; code: string; title: string };

/** The session with this title, made if there is none yet. */
export async function sessionNamed(
	{ db }: Demo,
	moderator: Actor,
	input: SessionInput,
	questions: readonly AddedQuestion[]
): Promise<Session> {
	const title = input.title['de']!;
	const known = await db
		.selectFrom('activities as a')
		.innerJoin('liveSessions as s', 's.activityId', 'a.id')
		.select(['a.id as activityId', 's.code'])
		.where(sql`a.title ->> 'de'`, '=', title)
		.executeTakeFirst();
	return { ...(known ?? (await createSession(db, moderator, input, questions))), title };
}

/** A moderator's hand on the buttons, at a time of the story. */
export function conductor(demo: Demo, moderator: Actor, { activityId }: Session, now: Date) {
	const standing = async (): Promise<Standing> =>
		(await presentState(demo.db, activityId)).standing;
	const press = async (command: Command, question?: string): Promise<void> => {
		const { version } = await presentState(demo.db, activityId);
		const input = { command, version, confirmed: true, ...(question && { question }) };
		await conduct(demo.db, moderator, activityId, input, { now, smallCellK: demo.smallCellK });
	};
	return { press, standing };
}

/** Question ids in order, with the newest round of each. */
export async function questionsOf({ db }: Demo, { activityId }: Session) {
	return db
		.selectFrom('liveQuestions as q')
		.leftJoin('liveRounds as r', 'r.questionId', 'q.id')
		.select(['q.id', 'r.number as round', 'r.closedAt', 'r.revealedAt'])
		.distinctOn('q.position')
		.where('q.activityId', '=', activityId)
		.orderBy('q.position')
		.orderBy('r.number', 'desc')
		.execute();
}

/** How a question of the story ends: still being voted on, or shown to all. */
export type Scene = { answers: readonly (unknown | null)[]; ends: 'open' | 'revealed' };

/** Tells the questions in order and goes on where an earlier run was cut off. */
export async function tell(
	demo: Demo,
	moderator: Actor,
	session: Session,
	tokens: readonly string[],
	scenes: readonly Scene[],
	now: Date
): Promise<void> {
	const { press } = conductor(demo, moderator, session, now);
	for (const [index, scene] of scenes.entries()) {
		const asked = (await questionsOf(demo, session))[index]!;
		const isTold = (asked.closedAt && asked.revealedAt) || (asked.round ?? 1) > 1;
		if (isTold) continue;
		if (asked.round === null) await press('openQuestion', asked.id);
		if (!asked.closedAt) {
			const round = { question: asked.id, round: asked.round ?? 1 };
			await voteWithPhones(demo, session.code, round, tokens, scene.answers);
			if (scene.ends === 'open') return;
			await press('close');
		}
		await press('reveal');
	}
}

/** Puts a question that was told once more, e.g. after an input, and tells its second round. */
export async function tellSecondRound(
	demo: Demo,
	moderator: Actor,
	session: Session,
	tokens: readonly string[],
	{ question, answers }: Readonly<{ question: number; answers: Scene['answers'] }>,
	now: Date
): Promise<void> {
	const { press } = conductor(demo, moderator, session, now);
	const { id, round } = (await questionsOf(demo, session))[question]!;
	if (round === 1) await press('openQuestion', id);
	const { closedAt, revealedAt } = (await questionsOf(demo, session))[question]!;
	if (!closedAt) {
		await voteWithPhones(demo, session.code, { question: id, round: 2 }, tokens, answers);
		await press('close');
	}
	if (!revealedAt) await press('reveal');
}

/**
 * Running now, its last question still open. Whoever plays with the demo is not interrupted; one that ended by itself
 * overnight is opened again.
 */
export async function tellOpen(
	demo: Demo,
	moderator: Actor,
	session: Session,
	tokens: readonly string[],
	scenes: readonly Scene[]
): Promise<void> {
	const now = demo.means.clock();
	const wasAsked = (await questionsOf(demo, session)).some(({ round }) => round !== null);
	if (!demo.memory.secrets.told || !wasAsked)
		return tell(demo, moderator, session, tokens, scenes, now);
	const { standing } = conductor(demo, moderator, session, now);
	if ((await standing()) === 'ended')
		await askAgain(demo, moderator, session, tokens, scenes.at(-1)!);
}

/** Resumes a session that has ended and puts its last scene's question again, as a new round. */
async function askAgain(
	demo: Demo,
	moderator: Actor,
	session: Session,
	tokens: readonly string[],
	{ answers }: Scene
): Promise<void> {
	const { press } = conductor(demo, moderator, session, demo.means.clock());
	const asked = (await questionsOf(demo, session)).findLast(({ round }) => round !== null)!;
	await press('resume');
	await press('openQuestion', asked.id);
	const round = { question: asked.id, round: asked.round! + 1 };
	await voteWithPhones(demo, session.code, round, tokens, answers);
}
