import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { dayText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { textFor, type Translated } from '../../../platform/i18n/translated.ts';
import { readableBankQuestion } from '../bank/reach.server.ts';
import { permissions } from '../permissions.ts';
import { shownTally, tallyOfRound } from '../question-reads.server.ts';
import { wordingsThen } from './asked-then.server.ts';
import { compareTimes, type AskedTime, type Comparison } from './comparison.ts';

/** A session in which a question of the bank was asked and answered. */
export type AskedSession = Readonly<{
	/** Id of the question in the session. */
	question: string;
	activityId: string;
	title: Translated;
	placeName: string;
	day: Date;
}>;

export type ComparedSessions = Readonly<{
	sessions: readonly AskedSession[];
	/** Ids of those that are compared. */
	chosen: readonly string[];
	comparison: Comparison | null;
}>;

/** More columns than this nobody reads side by side. */
export const mostCompared = 12;

/**
 * The last closed round of each session that asked a question of the bank, oldest first: the earlier ones were before
 * an input, or were asked again. Only sessions at places where the actor may compare; of those that they may not open
 * the last round that was shown.
 * @param wanted questions of sessions to compare; empty: the newest ones
 * @throws Refusal bank_unknown (404)
 */
export async function compareSessions(
	db: Db,
	actor: Actor,
	bankQuestion: string,
	wanted: readonly string[],
	{ locale, smallCellK }: { locale: string; smallCellK: number }
): Promise<ComparedSessions> {
	await readableBankQuestion(db, actor, bankQuestion);
	const asked = lastOfEach(
		(await closedRounds(db, bankQuestion)).filter(
			(round) =>
				can(permissions, actor, 'compare', round) &&
				(round.wasRevealed || can(permissions, actor, 'view', round))
		)
	);
	const named = asked.filter(({ question }) => wanted.includes(question));
	const compared = (named.length > 0 ? named : asked).slice(-mostCompared);
	const then = await wordingsThen(
		db,
		compared.map(({ question }) => question)
	);
	const times: AskedTime[] = [];
	for (const row of compared) {
		const now = { type: row.type, prompt: row.prompt as Translated, config: row.config };
		times.push({
			key: row.question,
			label: labelOf(row, compared, locale),
			asked: then(row.question, now, row.openedAt),
			tally: shownTally(await tallyOfRound(db, row.activityId, row.round))
		});
	}
	return {
		sessions: asked.map(({ question, activityId, title, placeName, openedAt }) => ({
			...{ question, activityId, placeName },
			title: title as Translated,
			day: openedAt
		})),
		chosen: compared.map(({ question }) => question),
		comparison: times.length > 0 ? compareTimes(times, locale, smallCellK) : null
	};
}

type ClosedRound = Awaited<ReturnType<typeof closedRounds>>[number];

/** The rounds with ballots, of each question the newest first. */
async function closedRounds(db: Db, bankQuestion: string) {
	return db
		.selectFrom('liveQuestions as q')
		.innerJoin('liveRounds as r', 'r.questionId', 'q.id')
		.innerJoin('activities as a', 'a.id', 'q.activityId')
		.innerJoin('places as p', 'p.id', 'a.placeId')
		.select(['q.id as question', 'q.type', 'q.prompt', 'q.config', 'r.id as round', 'r.openedAt'])
		.select('r.wasRevealed')
		.select(['a.id as activityId', 'a.title', 'a.placeId', 'p.name as placeName'])
		.where('q.bankQuestion', '=', bankQuestion)
		.where('r.closedAt', 'is not', null)
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('liveTallies as t')
					.select('t.key')
					.whereRef('t.roundId', '=', 'r.id')
					.where('t.ballots', '>', 0)
			)
		)
		.orderBy('q.id')
		.orderBy('r.number', 'desc')
		.execute();
}

/** Oldest first. */
function lastOfEach(rounds: readonly ClosedRound[]): ClosedRound[] {
	const last = [...Map.groupBy(rounds, ({ question }) => question).values()].map(([one]) => one!);
	return last.toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
}

/** The day; with the place where the sessions were at several, and the title where that does not tell them apart. */
function labelOf(row: ClosedRound, all: readonly ClosedRound[], locale: string): string {
	const day = dayText(row.openedAt, inLocale(locale).locale);
	const places = new Set(all.map(({ placeId }) => placeId));
	const sameDay = all.filter(
		(other) => other.placeId === row.placeId && dayText(other.openedAt) === dayText(row.openedAt)
	);
	const place = places.size > 1 ? [row.placeName] : [];
	const title = sameDay.length > 1 ? [textFor(row.title as Translated, locale)] : [];
	return [day, ...place, ...title].join(' · ');
}
