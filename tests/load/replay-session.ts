import { markBackground } from '#lib/formats/live/crosstab/background.server.ts';
import { answersOf } from '#lib/formats/live/crosstab/groups.ts';
import { makeCrosstab } from '#lib/formats/live/crosstab/make.server.ts';
import { readCrosstabs } from '#lib/formats/live/crosstab/reads.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import {
	aboveSum,
	answerOf,
	budgetOf,
	choiceOf,
	optionOf,
	partsOf,
	sumOfBallots,
	type Part
} from './asked-again.ts';
import type { BenchDatabase } from './harness/database.ts';
import { moderated, type Moderated } from './harness/moderated.ts';
import { atOnce, call, callUntilAnswered, connections } from './harness/phone.ts';
import type { Election } from './pabulib.ts';
import {
	backgroundOf,
	compareWithFile,
	groupOf,
	type Compared,
	type GroupKind
} from './voter-groups.ts';

const smallCellK = 5;

type Sessions = Readonly<{
	database: BenchDatabase;
	origin: string;
	phones: number;
	/** By what its voters say their group; null: they do not. */
	kind: GroupKind | null;
}>;

export async function oneSession(election: Election, on: Sessions): Promise<Counted> {
	const { database, origin, phones, kind } = on;
	const sumCents = sumOfBallots(election);
	const parts = partsOf(election);
	const asked = parts.map((part) =>
		sumCents === null ? choiceOf(election, part) : budgetOf(election, sumCents)
	);
	const session = await moderated(
		database.db,
		'Wiederholung einer Abstimmung',
		kind ? [backgroundOf(kind, election.voters), ...asked] : asked
	);
	const questions = kind ? session.questions.slice(1) : session.questions;
	if (kind) {
		const [first] = session.questions;
		await database.db
			.transaction()
			.execute((trx) => markBackground(trx, session.activityId, first!, true));
	}
	await session.press('start');
	const api = `${origin}/api/v1/live/${session.code}`;
	const start = performance.now();
	const room: Room = { session, questions, api, agent: connections(phones), phones, tokens: [] };
	const told = kind ? await tellGroups(election, kind, room) : 0;
	const cast = await voteOnAll(election, parts, room, sumCents);
	const seconds = (performance.now() - start) / 1000;
	room.agent.destroy();
	return {
		...cast,
		acknowledged: cast.acknowledged + told,
		seconds,
		stored: await storedBallots(database, session),
		tables: kind ? await tablesOf(election, parts, kind, room, database) : []
	};
}

/** Everybody of whom the file knows it says to which group they belong. */
async function tellGroups({ voters }: Election, kind: GroupKind, room: Room): Promise<number> {
	const { session, api, agent, phones, tokens } = room;
	const [question] = session.questions;
	let told = 0;
	await session.press('openQuestion', question);
	await atOnce(phones, voters, async (voter, n) => {
		const token = (tokens[n] ??= await join(agent, api));
		const group = groupOf(kind, voter);
		if (group === null) return;
		const body = { question, round: 1, answer: [group] };
		await callUntilAnswered(agent, `${api}/ballots`, { token, body });
		told++;
	});
	await session.press('close');
	return told;
}

/** The app's tables beside a recount of the file. */
async function tablesOf(
	election: Election,
	parts: readonly Part[],
	kind: GroupKind,
	{ session, questions }: Room,
	{ db }: BenchDatabase
): Promise<Compared[]> {
	const { activityId, moderator } = session;
	const compared: Compared[] = [];
	for (const [n, part] of parts.entries()) {
		const round = await db
			.selectFrom('liveRounds')
			.select('id')
			.where('questionId', '=', questions[n]!)
			.executeTakeFirstOrThrow();
		const wanted = { question: questions[n]!, round: round.id };
		const refused = await makeCrosstab(db, moderator, activityId, wanted, smallCellK).then(
			() => null,
			(thrown: unknown) => thrown
		);
		if (refused && !(refused instanceof Refusal && refused.reason === 'crosstab_few'))
			throw refused;
		const made = (await readCrosstabs(db, moderator, activityId)).questions.find(
			({ id }) => id === questions[n]
		)!;
		const { rows, most } = answersOf(made)!;
		compared.push(
			await compareWithFile(
				kind,
				election.voters,
				{
					chosen: election.ballots.map((ballot) => answerOf(ballot, part)),
					keys: rows.map(({ key }) => key),
					most
				},
				{ table: made.made?.table ?? null, k: smallCellK }
			)
		);
	}
	return compared;
}

export type Counted = {
	acknowledged: number;
	stored: number;
	seconds: number;
	totals: number[];
	/** Ballots above the sum that were refused. */
	refused: number;
	tables: readonly Compared[];
};

type Room = Readonly<{
	session: Moderated;
	/** Of the vote, without the one about the group. */
	questions: readonly string[];
	api: string;
	agent: Agent;
	phones: number;
	tokens: string[];
}>;

async function voteOnAll(
	election: Election,
	parts: readonly Part[],
	{ session, questions, api, agent, phones, tokens }: Room,
	sumCents: number | null
): Promise<Pick<Counted, 'acknowledged' | 'totals' | 'refused'>> {
	const totals = election.projects.map(() => 0);
	let [acknowledged, refused] = [0, 0];
	for (const [n, part] of parts.entries()) {
		const question = questions[n]!;
		await session.press('openQuestion', question);
		await atOnce(phones, election.ballots, async (ballot, voter) => {
			const token = (tokens[voter] ??= await join(agent, api));
			const dearer = sumCents === null ? null : aboveSum(election, ballot, sumCents);
			if (dearer) {
				const body = { question, round: 1, answer: dearer.map(optionOf) };
				const answered = await call(agent, `${api}/ballots`, { token, body });
				if (answered.status === 422) refused++;
			}
			const body = { question, round: 1, answer: answerOf(ballot, part) };
			await callUntilAnswered(agent, `${api}/ballots`, { token, body });
			acknowledged++;
		});
		await session.press('close');
		await session.press('reveal');
		const counts = await resultsOf(agent, api);
		for (let index = part.from; index < part.to; index++)
			totals[index] = counts[optionOf(index)] ?? 0;
	}
	return { acknowledged, totals, refused };
}

type Agent = ReturnType<typeof connections>;

async function join(agent: Agent, api: string): Promise<string> {
	const { body } = await callUntilAnswered(agent, `${api}/join`, { body: {} });
	return (JSON.parse(body) as { participant: string }).participant;
}

async function resultsOf(agent: Agent, api: string): Promise<Record<string, number>> {
	const { body } = await callUntilAnswered(agent, `${api}/results`, {});
	return (JSON.parse(body) as { counts: Record<string, number> }).counts;
}

async function storedBallots({ pool }: BenchDatabase, { activityId }: Moderated): Promise<number> {
	const { rows } = await pool.query<{ stored: number }>(
		`select count(*) as stored from ballots b join live_rounds r on r.id = b.round_id where r.activity_id = $1`,
		[activityId]
	);
	return rows[0]!.stored;
}
