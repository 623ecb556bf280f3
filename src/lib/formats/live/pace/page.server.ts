import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { answerText } from '../../../questions/answer-text.ts';
import { questionType } from '../../../questions/registry.ts';
import type { Door } from '../participant/forms.server.ts';
import type { LiveQuestion, LiveSnapshot } from '../snapshot.ts';

/** One of the questions that somebody goes through by themselves. */
export type PacedQuestion = Readonly<{
	question: LiveQuestion;
	/** Undefined: nothing yet. */
	answer: unknown;
	answerText: string;
}>;

export type PacedPage = Readonly<{
	snapshot: LiveSnapshot;
	/** In their order; none where they are closed (by now). */
	questions: readonly PacedQuestion[];
}>;

/** @throws Refusal code_unknown, code_expired */
export async function pacedPage(
	db: Db,
	{ live, code, token }: Door,
	locale: string
): Promise<PacedPage> {
	const [snapshot, person] = await Promise.all([live.snapshot(code), live.person({ code, token })]);
	if (snapshot.phase !== 'paced') return { snapshot, questions: [] };
	const asked = await openQuestions(db, person.activityId);
	const answers = await answersOf(db, asked, person.participant);
	return {
		snapshot,
		questions: asked.map((row, index) => {
			const question = questionOf(row, { index, of: asked.length, snapshot });
			const answer = answers.get(row.roundId);
			const text = answer === undefined ? '' : answerText(question, answer, locale);
			return { question, answer, answerText: text };
		})
	};
}

function openQuestions(db: Db, activityId: string) {
	return db
		.selectFrom('liveRounds as r')
		.innerJoin('liveQuestions as q', 'q.id', 'r.questionId')
		.innerJoin('liveSessions as s', 's.activityId', 'r.activityId')
		.select(['r.id as roundId', 'r.number', 'q.id', 'q.type', 'q.prompt', 'q.config'])
		.select('q.background')
		.select('s.mayChangeVote')
		.where('r.activityId', '=', activityId)
		.where('r.selfPaced', '=', true)
		.where('r.closedAt', 'is', null)
		.orderBy('q.position')
		.execute();
}

type Row = Awaited<ReturnType<typeof openQuestions>>[number];

async function answersOf(
	db: Db,
	asked: readonly Row[],
	participant: Buffer | null
): Promise<ReadonlyMap<string, unknown>> {
	if (!participant || asked.length === 0) return new Map();
	const ballots = await db
		.selectFrom('ballots')
		.select(['roundId', 'answer'])
		.where('participant', '=', participant)
		.where(
			'roundId',
			'in',
			asked.map(({ roundId }) => roundId)
		)
		.execute();
	return new Map(ballots.map(({ roundId, answer }) => [roundId, answer]));
}

/** Positions count the open ones: nobody goes from question 2 to question 4. */
function questionOf(
	row: Row,
	{ index, of, snapshot }: { index: number; of: number; snapshot: LiveSnapshot }
): LiveQuestion {
	const prompts = row.prompt as Translated;
	return {
		id: row.id,
		type: row.type,
		round: row.number,
		position: index + 1,
		of,
		prompt: prompts[snapshot.locales[0]!] ?? '',
		prompts,
		// Whoever goes through the questions can still vote, so nobody is told what is right.
		config: questionType(row.type).publicConfig(row.config),
		open: true,
		closesAt: null,
		ballots: 0,
		room: null,
		mayChangeVote: row.mayChangeVote,
		background: row.background
	};
}
