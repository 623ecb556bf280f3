import type { AccountActor } from '#lib/access/actor.ts';
import { conduct } from '#lib/formats/live/conduct.server.ts';
import { createSession } from '#lib/formats/live/create-session.server.ts';
import type { Command } from '#lib/formats/live/rules.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { presentState } from '#lib/formats/live/session.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { staff } from '../../fixture/town.ts';

/** A session that is run by a moderator's own commands. */
export type Moderated = {
	activityId: string;
	code: string;
	/** Question ids in order. */
	questions: string[];
	press(command: Command, question?: string): Promise<void>;
	moderator: AccountActor;
};

export async function moderated(
	db: Db,
	title: string,
	questions: readonly QuestionInput[]
): Promise<Moderated> {
	await db
		.insertInto('places')
		.values({ id: 'benchmark', name: 'Benchmark', kind: 'city' })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const moderator = await staff(db, 'moderator', ['benchmark']);
	const { activityId, code } = await createSession(db, moderator, session(title), questions);
	const asked = await db
		.selectFrom('liveQuestions')
		.select('id')
		.where('activityId', '=', activityId)
		.orderBy('position')
		.execute();
	return {
		activityId,
		code,
		questions: asked.map(({ id }) => id),
		moderator,
		press: (command, question) => press(db, moderator, activityId, command, question)
	};
}

const session = (title: string) => ({
	title: { de: title.slice(0, 120) },
	placeId: 'benchmark',
	locales: ['de' as const],
	startsAt: null,
	endsAt: null,
	organisationField: 'off' as const,
	mayChangeVote: true,
	measures: [],
	retainUntil: '2099-12-31'
});

async function press(
	db: Db,
	moderator: AccountActor,
	activityId: string,
	command: Command,
	question?: string
): Promise<void> {
	const { version } = await presentState(db, activityId);
	const input = { command, version, confirmed: true, ...(question && { question }) };
	await conduct(db, moderator, activityId, input, { now: new Date(), smallCellK: 5 });
}
