import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Asked } from '../../../questions/changes.ts';
import type { Tally } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import { tallyOfRound, type RoundTally } from '../question-reads.server.ts';
import { wordingsThen } from './asked-then.server.ts';
import { compareTimes, type Comparison } from './comparison.ts';
import { peopleInBoth, type Overlap } from './people-in-both.server.ts';
import { withoutHidden } from './without-hidden.server.ts';

/** A question that was asked more than once in its session, with its closed rounds, oldest first. */
export type AskedAgain = Readonly<{
	id: string;
	position: number;
	prompt: Translated;
	rounds: readonly AskedRound[];
	/** All of these rounds side by side; each is known by its id. */
	compared(locale: string, smallCellK: number): Comparison;
}>;

export type AskedRound = Readonly<{
	id: string;
	number: number;
	/** As people read it then. */
	asked: Asked;
	/** Without what was hidden in any of the rounds. */
	tally: Tally;
	/** A table by groups is kept of it. */
	isByGroups: boolean;
}>;

export type OverlapOf = (rounds: readonly AskedRound[]) => Promise<Overlap>;

type Wanted = Readonly<{
	/** Only rounds whose result everybody was shown after the last ballot, and that is not hidden again. */
	onlyShown: boolean;
	/** Absent: all questions of the session. */
	question?: string;
	/** How many of their people are the same; absent: counted. */
	overlapOf?: OverlapOf;
}>;

export async function askedAgain(
	db: Db | Trx,
	activityId: string,
	wanted: Wanted
): Promise<AskedAgain[]> {
	const counted: OverlapOf = (some) => peopleInBoth(db, some.map(idOf));
	const { overlapOf = counted } = wanted;
	const rounds = await closedRounds(db, activityId, wanted);
	const several = [...Map.groupBy(rounds, ({ questionId }) => questionId)].filter(
		([, own]) => own.length > 1
	);
	if (several.length === 0) return [];
	const then = await wordingsThen(
		db,
		several.map(([id]) => id)
	);
	const questions: AskedAgain[] = [];
	for (const [id, own] of several) {
		const read: RoundTally[] = [];
		for (const { id: round } of own) read.push(await tallyOfRound(db, activityId, round));
		const tallies = withoutHidden(read, questionType(own[0]!.type).sameEntry);
		const asked = own.map(
			({ id: round, number, openedAt, type, prompt, config, isByGroups }, n): AskedRound => {
				const now = { type, prompt: prompt as Translated, config };
				return {
					id: round,
					number,
					asked: then(id, now, openedAt),
					tally: tallies[n]!,
					isByGroups
				};
			}
		);
		const overlap = await overlapOf(asked);
		const { position, prompt } = own[0]!;
		const compared = (locale: string, k: number) => sideBySide(asked, overlap, locale, k);
		questions.push({ id, position, prompt: prompt as Translated, rounds: asked, compared });
	}
	return questions;
}

const idOf = ({ id }: AskedRound) => id;

function sideBySide(
	rounds: readonly AskedRound[],
	overlap: Overlap,
	locale: string,
	k: number
): Comparison {
	const times = rounds.map(({ id, number, asked, tally }) => ({
		key: id,
		label: m.live_round({ round: formatCount(number, locale) }, inLocale(locale)),
		asked,
		tally
	}));
	return compareTimes(times, locale, k, (before, after) => {
		const both = overlap(before.key, after.key);
		return { before: before.tally.ballots - both, after: after.tally.ballots - both };
	});
}

async function closedRounds(db: Db | Trx, activityId: string, { onlyShown, question }: Wanted) {
	return db
		.with('listed', (cte) =>
			cte
				.selectFrom('liveQuestions')
				.selectAll()
				.select(sql<number>`(row_number() over (order by position))::int`.as('place'))
				.where('activityId', '=', activityId)
		)
		.selectFrom('liveRounds as r')
		.innerJoin('listed as q', 'q.id', 'r.questionId')
		.leftJoin('liveCrosstabs as c', 'c.roundId', 'r.id')
		.select(['r.id', 'r.questionId', 'r.number', 'r.openedAt'])
		.select(sql<boolean>`c.round_id is not null`.as('isByGroups'))
		.select(['q.place as position', 'q.type', 'q.prompt', 'q.config'])
		.where('r.activityId', '=', activityId)
		.where('r.closedAt', 'is not', null)
		.$if(onlyShown, (query) =>
			// Shown while people voted, it was another result; hidden again, it takes paper and hands.
			query.where('r.told', '=', true).where('r.revealedAt', 'is not', null)
		)
		.$if(question !== undefined, (query) => query.where('r.questionId', '=', question!))
		.orderBy('q.position')
		.orderBy('r.number')
		.execute();
}
