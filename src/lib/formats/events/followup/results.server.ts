import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { ballotKey, type ListedQuestion, type Tally } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import type { AtDate, Door } from '../door/door.server.ts';
import { permissions } from '../permissions.ts';
import { seriesOf } from '../series/series.server.ts';
import { questionsOf } from './edit-questions.server.ts';
import { demandKeeper, followUpAt, type FollowUp } from './followup.server.ts';
import { answersAt } from './run-followup.server.ts';
import { asksLater, counts } from './when.ts';

/** What was said to one question; null: so few answered it that it would tell about single people. */
export type QuestionResult = Readonly<{ question: ListedQuestion; tally: Tally | null }>;

/** The page of a follow-up, for host and moderators. */
export type FollowUpPage = Readonly<{
	door: Omit<Door, 'activityKey'>;
	/** Of the series, the main one first. */
	locales: readonly string[];
	/** Null: none is planned. */
	followUp: FollowUp | null;
	questions: readonly ListedQuestion[];
	answers: number;
	/** Codes that were given out and not used yet, and how many of them by mail; addresses before anybody is asked. */
	codes: number;
	readers: number;
	/** Of guests to come, who agreed to be asked. */
	agreed: number;
	/** Once it is closed. */
	results: readonly QuestionResult[];
	/** From so many answers on there is something to see. */
	least: number;
	/** It counts as a survey that was carried out. */
	counts: boolean;
	/** It was opened late enough to count. */
	isLater: boolean;
	/** May say that few answers are enough. */
	mayAccept: boolean;
}>;

/**
 * What was said can be seen when it is over, and from `k` answers of a question on (small-cell rule): whoever looks while
 * it is open would see what each answer changed.
 * @throws Refusal not_allowed, date_unknown (404)
 */
export async function readFollowUp(
	db: Db,
	actor: Actor,
	on: AtDate,
	k: number
): Promise<FollowUpPage> {
	const { activityKey: _key, ...door } = await demandKeeper(db, actor, on);
	const followUp = await followUpAt(db, on.dateId);
	const questions = await questionsOf(db, on.dateId);
	const answers = await answersAt(db, on.dateId);
	const isClosed = followUp?.state === 'closed';
	const { locales } = await seriesOf(db, door.activityId);
	return {
		door,
		locales,
		followUp,
		questions,
		answers,
		...(await askedAt(db, on.dateId)),
		results: isClosed ? await resultsOf(db, questions, k) : [],
		least: k,
		counts: followUp !== null && counts(followUp, door.endsAt, answers),
		isLater: followUp !== null && asksLater(followUp, door.endsAt),
		mayAccept: answers > 0 && can(permissions, actor, 'acceptFollowUp', door)
	};
}

async function askedAt(
	db: Db,
	dateId: string
): Promise<Pick<FollowUpPage, 'codes' | 'readers' | 'agreed'>> {
	const count = async (
		table: 'eventFollowupCodes' | 'eventFollowupReaders' | 'eventRegistrations',
		column: 'used' | 'askLater' | null,
		value: boolean
	) => {
		const { n } = await db
			.selectFrom(table)
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.where('dateId', '=', dateId)
			.$if(column !== null, (query) => query.where(column as never, '=', value as never))
			.executeTakeFirstOrThrow();
		return Number(n);
	};
	return {
		codes: await count('eventFollowupCodes', 'used', false),
		readers: await count('eventFollowupReaders', null, true),
		agreed: await count('eventRegistrations', 'askLater', true)
	};
}

async function resultsOf(
	db: Db,
	questions: readonly ListedQuestion[],
	k: number
): Promise<QuestionResult[]> {
	if (questions.length === 0) return [];
	const replies = await db
		.selectFrom('eventFollowupReplies')
		.select(['questionId', 'answer'])
		.where(
			'questionId',
			'in',
			questions.map(({ id }) => id)
		)
		// By chance, so that nobody reads from the order who wrote what.
		.orderBy('answerId')
		.execute();
	const byQuestion = Map.groupBy(replies, ({ questionId }) => questionId);
	return questions.map((question) => {
		const answers = (byQuestion.get(question.id) ?? []).map(({ answer }) => answer);
		return { question, tally: answers.length < k ? null : tallyOf(question, answers) };
	});
}

/** Pure, as the live room counts. */
export function tallyOf(
	{ type, config }: Pick<ListedQuestion, 'type' | 'config'>,
	answers: readonly unknown[]
): Tally {
	const counted: Record<string, number> = {};
	for (const answer of answers)
		for (const key of questionType(type).tallyKeys(config, answer))
			if (key !== ballotKey) counted[key] = (counted[key] ?? 0) + 1;
	return { ballots: answers.length, counts: counted };
}
