import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { languageOfBallot } from '../../../questions/entry-language.ts';
import { permissions } from '../permissions.ts';
import type { AskedQuestion, Round } from '../question-reads.server.ts';
import { readSession } from '../reads.server.ts';
import { handsRows, type HandsRow } from './hands.ts';
import { firstFree } from './paper-number.ts';

/** The round into which voices are entered, and where it stands. */
export type EntryPage = Readonly<{
	title: Readonly<Record<string, string>>;
	question: Pick<AskedQuestion, 'id' | 'position' | 'type' | 'prompt' | 'config'>;
	of: number;
	round: Round;
	/** Reason code of what stands against entering now, or null. */
	closed: 'entry_not_running' | 'entry_shown' | null;
}>;

export type HandsPage = EntryPage &
	Readonly<{
		/** Null: hands cannot be counted for this question. */
		rows: readonly (HandsRow & Readonly<{ hands: number | null }>)[] | null;
		present: number | null;
		/** Number of the count that holds; 0: none was entered. */
		seen: number;
	}>;

export type PaperPage = EntryPage &
	Readonly<{
		/** Sheets that are typed by now. */
		typed: number;
		/** Number that the next one gets. */
		next: number;
		/** Number of the sheet with the highest number; null: none. */
		last: number | null;
		/** The sheet that is to be put right, with what was typed. */
		sheet: Readonly<{ number: number; answer: unknown; language: string | undefined }> | null;
	}>;

/** @throws Refusal session_unknown, not_allowed, round_unknown (404) */
export async function readHandsPage(
	db: Db,
	actor: Actor,
	activityId: string,
	roundId: string,
	locale: string
): Promise<HandsPage> {
	const page = await readEntryPage(db, actor, activityId, roundId);
	const last = await db
		.selectFrom('liveHandCounts')
		.select(['number', 'counts', 'present'])
		.where('roundId', '=', roundId)
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
	const counts = (last?.counts ?? {}) as Readonly<Record<string, number>>;
	const rows = handsRows(page.question.type, page.question.config, locale);
	return {
		...page,
		rows: rows && rows.map((row) => ({ ...row, hands: counts[row.key] ?? null })),
		present: last?.present ?? null,
		seen: last?.number ?? 0
	};
}

/**
 * @param number of the sheet to put right; null: the next one is typed
 * @throws Refusal session_unknown, not_allowed, round_unknown, paper_unknown (404)
 */
export async function readPaperPage(
	db: Db,
	actor: Actor,
	activityId: string,
	roundId: string,
	number: number | null
): Promise<PaperPage> {
	const page = await readEntryPage(db, actor, activityId, roundId);
	const rows = await db
		.selectFrom('livePapers')
		.select('number')
		.where('roundId', '=', roundId)
		.where('takenBack', '=', false)
		.orderBy('number')
		.execute();
	const numbers = rows.map((row) => row.number);
	return {
		...page,
		typed: numbers.length,
		next: firstFree(numbers),
		last: numbers.at(-1) ?? null,
		sheet: number === null ? null : await readSheet(db, activityId, roundId, number)
	};
}

async function readEntryPage(
	db: Db,
	actor: Actor,
	activityId: string,
	roundId: string
): Promise<EntryPage> {
	const session = await readSession(db, actor, activityId);
	demand(permissions, actor, 'enter', session);
	for (const question of session.asked) {
		const round = question.rounds.find(({ id }) => id === roundId);
		if (!round) continue;
		return {
			title: session.title,
			question,
			of: session.asked.length,
			round,
			closed:
				session.standing === 'ended' ? 'entry_not_running' : round.revealed ? 'entry_shown' : null
		};
	}
	throw new Refusal('missing', 'round_unknown');
}

async function readSheet(db: Db, activityId: string, roundId: string, number: number) {
	const sheet = await db
		.selectFrom('liveEntered as e')
		.innerJoin('ballots as b', 'b.participant', 'e.participant')
		.select(['e.number', 'b.answer', 'b.tallyKeys'])
		.where('e.activityId', '=', activityId)
		.where('e.source', '=', 'paper')
		.where('e.number', '=', number)
		.where('b.roundId', '=', roundId)
		.executeTakeFirst();
	if (!sheet) throw new Refusal('missing', 'paper_unknown');
	const { tallyKeys, ...read } = sheet;
	return { ...read, language: languageOfBallot(tallyKeys) };
}
