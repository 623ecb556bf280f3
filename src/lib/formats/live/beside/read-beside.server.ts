import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';
import { askedAgain, type AskedAgain, type OverlapOf } from '../compare/asked-again.server.ts';
import type { LeftOut } from '../compare/comparison.ts';
import { pairOf } from '../compare/pair.ts';
import { besideOf, type Beside } from './beside.ts';

/** A round and the question that it is of. */
export type RoundOf = Readonly<{ id: string; questionId: string }>;

export type BesideAsked = Readonly<{
	now: RoundOf;
	before: string;
	smallCellK: number;
	/** Absent: counted anew. */
	overlapOf?: OverlapOf;
}>;

/** What everybody sees of an earlier round beside the one on the stage; null: nothing of both may be shown. */
export async function readBeside(
	db: Db | Trx,
	activityId: string,
	{ now, before, smallCellK, overlapOf }: BesideAsked
): Promise<Beside | null> {
	const again = await shownRounds(db, activityId, now, overlapOf);
	const [earlier, onStage] = [before, now.id].map((one) =>
		again?.rounds.find(({ id }) => id === one)
	);
	if (!again || !earlier || !onStage) return null;
	const inEach = new Map(
		locales.flatMap((locale) => {
			const pair = pairOf(again.compared(locale, smallCellK), before, now.id);
			return pair ? [[locale, pair] as const] : [];
		})
	);
	return besideOf(earlier, onStage.asked, inEach, smallCellK);
}

/** An earlier round of the question on the stage. */
export type BesideChoice = Readonly<{
	id: string;
	number: number;
	/** Why it cannot stand beside it, and whether that is because of this round or of the one on the stage. */
	whyNot: Readonly<{ reason: LeftOut | 'hidden'; round: number }> | null;
}>;

/** Earlier rounds that everybody was shown, newest first; none where answers of this type are not compared. */
export async function besideChoices(
	db: Db | Trx,
	activityId: string,
	now: RoundOf,
	smallCellK: number,
	overlapOf?: OverlapOf
): Promise<BesideChoice[]> {
	const again = await shownRounds(db, activityId, now, overlapOf);
	const onStage = again?.rounds.find(({ id }) => id === now.id);
	if (!again || !onStage) return [];
	const comparison = again.compared(locales[0], smallCellK);
	if (comparison.kind === 'none') return [];
	const leftOut = (id: string) => comparison.times.find(({ key }) => key === id)!.leftOut;
	return again.rounds
		.filter(({ number }) => number < onStage.number)
		.toReversed()
		.map(({ id, number }) => {
			const because = ({ id, number: round }: { id: string; number: number }) => {
				const reason = leftOut(id);
				return reason && { reason, round };
			};
			const isShown = pairOf(comparison, id, now.id) !== null;
			const whyNot = because(onStage) ??
				because({ id, number }) ?? { reason: 'hidden' as const, round: number };
			return { id, number, whyNot: isShown ? null : whyNot };
		});
}

async function shownRounds(
	db: Db | Trx,
	activityId: string,
	{ questionId }: RoundOf,
	overlapOf?: OverlapOf
): Promise<AskedAgain | undefined> {
	const [again] = await askedAgain(db, activityId, {
		onlyShown: true,
		question: questionId,
		...(overlapOf && { overlapOf })
	});
	return again;
}
