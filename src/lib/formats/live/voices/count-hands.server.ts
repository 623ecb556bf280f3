import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { questionType } from '../../../questions/registry.ts';
import { announceChange } from '../announce.server.ts';
import { answerCheck } from '../answer-check.ts';
import { permissions } from '../permissions.ts';
import { recordOf, sessionSubject } from '../session.server.ts';
import { lockEntryRound, type EntryRound } from './entry.server.ts';
import { handsIn, handsInput, handsRows, type HandsInput } from './hands.ts';
import {
	eraseEntered,
	forgetUnheard,
	peopleEntered,
	randomPseudonym,
	writeEntered
} from './people-entered.server.ts';

type Counts = Readonly<Record<string, number>>;

/**
 * Enters how many raised their hands for what, in place of what was entered before. Each hand is a ballot like any other.
 * @throws Refusal not_allowed; input_invalid, round_unknown, hands_impossible (422); entry_not_running, entry_shown,
 * hands_moved_on, archived (409)
 */
export async function countHands(
	db: Db,
	actor: Actor,
	activityId: string,
	roundId: string,
	given: HandsInput,
	draw: () => Buffer = randomPseudonym
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'enter', session);
	const input = parse(handsInput, given);
	await db.transaction().execute(async (trx) => {
		const round = await lockEntryRound(trx, activityId, roundId);
		const last = await lastCount(trx, round.id);
		if ((last?.number ?? 0) !== input.seen) throw new Refusal('conflict', 'hands_moved_on');
		const counts = countsFor(round, input.counts);
		const [hands, number] = [handsIn(counts), input.seen + 1];
		await trx
			.insertInto('liveHandCounts')
			.values({
				roundId: round.id,
				number,
				counts: JSON.stringify(counts),
				hands,
				present: input.present
			})
			.execute();
		await putHands(trx, round, counts, draw);
		await recordOf(trx, actor, session, 'handsCounted', {
			question: round.questionId,
			round: round.number,
			before: last?.hands ?? 0,
			hands
		});
		await announceChange(trx, activityId);
	});
}

/**
 * Takes the newest count back, so that the one before holds again.
 * @param seen number of the count that was seen
 * @throws Refusal not_allowed; round_unknown (422); nothing_entered, hands_moved_on, entry_not_running, entry_shown (409)
 */
export async function undoHands(
	db: Db,
	actor: Actor,
	activityId: string,
	roundId: string,
	seen: number,
	draw: () => Buffer = randomPseudonym
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'enter', session);
	await db.transaction().execute(async (trx) => {
		const round = await lockEntryRound(trx, activityId, roundId);
		const last = await lastCount(trx, round.id);
		if (!last) throw new Refusal('conflict', 'nothing_entered');
		if (last.number !== seen) throw new Refusal('conflict', 'hands_moved_on');
		await trx
			.deleteFrom('liveHandCounts')
			.where('roundId', '=', round.id)
			.where('number', '=', seen)
			.execute();
		const before = await lastCount(trx, round.id);
		await putHands(trx, round, before?.counts ?? {}, draw);
		await recordOf(trx, actor, session, 'handsUndone', {
			question: round.questionId,
			round: round.number,
			before: last.hands,
			hands: before?.hands ?? 0
		});
		await announceChange(trx, activityId);
	});
}

async function lastCount(trx: Trx, roundId: string) {
	const last = await trx
		.selectFrom('liveHandCounts')
		.select(['number', 'counts', 'hands'])
		.where('roundId', '=', roundId)
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
	return last && { ...last, counts: last.counts as Counts };
}

/** What was typed for answers that there are. @throws Refusal hands_impossible, input_invalid */
function countsFor(round: EntryRound, typed: Readonly<Record<string, number | null>>): Counts {
	const rows = handsRows(round.type, round.config, 'de');
	if (!rows) throw new Refusal('invalid', 'hands_impossible');
	const known = new Set(rows.map(({ key }) => key));
	const foreign = Object.keys(typed).find((key) => !known.has(key));
	if (foreign !== undefined)
		throw new Refusal('invalid', 'input_invalid', { counts: 'input_invalid' });
	return Object.fromEntries(
		rows.flatMap(({ key }) => (typed[key] ? [[key, typed[key]] as const] : []))
	);
}

async function putHands(
	trx: Trx,
	round: EntryRound,
	counts: Counts,
	draw: () => Buffer
): Promise<void> {
	await eraseEntered(trx, round, 'hands');
	const check = answerCheck(questionType(round.type), round.config);
	const said = (handsRows(round.type, round.config, 'de') ?? []).flatMap(({ key, answer }) =>
		Array.from({ length: counts[key] ?? 0 }, () => check(answer))
	);
	const numbers = said.map((_, index) => index + 1);
	const people = await peopleEntered(trx, round.activityId, 'hands', numbers, draw);
	await writeEntered(
		trx,
		round,
		said.map((one, index) => ({ participant: people[index]!, said: one }))
	);
	await forgetUnheard(trx, round.activityId);
}
