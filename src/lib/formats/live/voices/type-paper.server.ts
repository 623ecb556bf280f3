import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cautionList } from '../../../core/moderation/words/word-list.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { questionType } from '../../../questions/registry.ts';
import { announceChange } from '../announce.server.ts';
import { answerCheck } from '../answer-check.ts';
import type { LiveVerb } from '../history-text.ts';
import { holdKeysBack } from '../moderation/hold-back.server.ts';
import { permissions } from '../permissions.ts';
import { recordOf, sessionSubject } from '../session.server.ts';
import { lockEntryRound, type EntryRound } from './entry.server.ts';
import { firstFree } from './paper-number.ts';
import {
	eraseEntered,
	forgetUnheard,
	peopleEntered,
	randomPseudonym,
	writeEntered
} from './people-entered.server.ts';

/** Sheets of one round: more are no stack that somebody types. */
export const mostPapers = 5000;

/** What stands on a sheet, and in which language where somebody wrote on it. */
type Sheet = Readonly<{ answer: unknown; language?: string | undefined }>;

type Entering = Readonly<{ db: Db; actor: Actor; activityId: string; roundId: string }>;

/**
 * Types one sheet of the stack; it gets the next number. The same form sent twice is one sheet; sent again after the
 * sheet was taken back, it is a sheet again.
 * @param nonce of the form, a UUID
 * @throws Refusal not_allowed; AnswerRefusal, round_unknown, input_invalid (422); too_many_papers, entry_not_running,
 * entry_shown (409)
 */
export async function typePaper(
	{ db, actor, activityId, roundId }: Entering,
	{ nonce, ...sheet }: Sheet & { nonce: string },
	draw: () => Buffer = randomPseudonym
): Promise<{ number: number }> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'enter', session);
	if (!isUuid(nonce)) throw new Refusal('invalid', 'input_invalid');
	return db.transaction().execute(async (trx) => {
		const round = await lockEntryRound(trx, activityId, roundId);
		const before = await trx
			.selectFrom('livePapers')
			.select(['number', 'takenBack'])
			.where('nonce', '=', nonce)
			.where('roundId', '=', round.id)
			.executeTakeFirst();
		if (before && !before.takenBack) return { number: before.number };
		const number = await nextNumber(trx, round.id);
		const kept = await trx
			.insertInto('livePapers')
			.values({ nonce, roundId: round.id, number })
			.onConflict((conflict) =>
				conflict
					.column('nonce')
					.doUpdateSet({ number, takenBack: false })
					.whereRef('livePapers.roundId', '=', 'excluded.roundId')
			)
			.executeTakeFirst();
		// A form of another round.
		if (kept.numInsertedOrUpdatedRows === 0n) throw new Refusal('invalid', 'input_invalid');
		await putPaper(trx, round, number, sheet, draw);
		await recordPaper(trx, actor, session, 'paperTyped', round, number);
		return { number };
	});
}

/**
 * Puts right what was typed for a sheet.
 * @throws Refusal not_allowed, AnswerRefusal, round_unknown (422); paper_unknown (404); entry_not_running, entry_shown (409)
 */
export async function correctPaper(
	{ db, actor, activityId, roundId }: Entering,
	{ number, ...sheet }: Sheet & { number: number },
	draw: () => Buffer = randomPseudonym
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'enter', session);
	await db.transaction().execute(async (trx) => {
		const round = await lockEntryRound(trx, activityId, roundId);
		await demandTyped(trx, round, number);
		await eraseEntered(trx, round, 'paper', number);
		await putPaper(trx, round, number, sheet, draw);
		await recordPaper(trx, actor, session, 'paperCorrected', round, number);
	});
}

/**
 * Takes a typed sheet out again; its number is free for the next one.
 * @throws Refusal not_allowed; round_unknown (422); paper_unknown (404); entry_not_running, entry_shown (409)
 */
export async function takeBackPaper(
	{ db, actor, activityId, roundId }: Entering,
	number: number
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'enter', session);
	await db.transaction().execute(async (trx) => {
		const round = await lockEntryRound(trx, activityId, roundId);
		await demandTyped(trx, round, number);
		await eraseEntered(trx, round, 'paper', number);
		await trx
			.updateTable('livePapers')
			.set({ takenBack: true })
			.where('roundId', '=', round.id)
			.where('number', '=', number)
			.execute();
		await forgetUnheard(trx, activityId);
		await recordPaper(trx, actor, session, 'paperTakenBack', round, number);
	});
}

/** @throws Refusal too_many_papers */
async function nextNumber(trx: Trx, roundId: string): Promise<number> {
	const rows = await trx
		.selectFrom('livePapers')
		.select('number')
		.where('roundId', '=', roundId)
		.where('takenBack', '=', false)
		.execute();
	const next = firstFree(rows.map(({ number }) => number));
	if (next > mostPapers) throw new Refusal('conflict', 'too_many_papers');
	return next;
}

async function demandTyped(trx: Trx, round: EntryRound, number: number): Promise<void> {
	const typed = await trx
		.selectFrom('livePapers')
		.select('number')
		.where('roundId', '=', round.id)
		.where('number', '=', number)
		.where('takenBack', '=', false)
		.executeTakeFirst();
	if (!typed) throw new Refusal('missing', 'paper_unknown');
}

async function putPaper(
	trx: Trx,
	round: EntryRound,
	number: number,
	{ answer, language }: Sheet,
	draw: () => Buffer
): Promise<void> {
	const type = questionType(round.type);
	const said = answerCheck(type, round.config)(answer, language);
	if (type.freeText)
		await holdKeysBack(trx, await cautionList(trx), {
			roundId: round.id,
			tallyKeys: said.tallyKeys
		});
	const [participant] = await peopleEntered(trx, round.activityId, 'paper', [number], draw);
	await writeEntered(trx, round, [{ participant: participant!, said }]);
}

/** What stands on the sheet stays out of the audit trail: it is a resident's ballot. */
async function recordPaper(
	trx: Trx,
	actor: Actor,
	session: Parameters<typeof recordOf>[2],
	verb: LiveVerb,
	round: EntryRound,
	paper: number
): Promise<void> {
	await recordOf(trx, actor, session, verb, {
		question: round.questionId,
		round: round.number,
		paper
	});
	await announceChange(trx, round.activityId);
}
