import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { permissions } from '../permissions.ts';
import { shownTally, tallyOfRound } from '../question-reads.server.ts';
import { sessionSubject } from '../session.server.ts';
import { wordingsThen, type AskedThen } from './asked-then.server.ts';
import { compareTimes, type AskedTime, type Comparison } from './comparison.ts';

/** A question that was asked more than once in its session. */
export type RepeatedQuestion = Readonly<{
	id: string;
	position: number;
	prompt: Translated;
	comparison: Comparison;
	/** Number of the round of which a table by groups is kept; null: of none. */
	byGroups: number | null;
}>;

export type ComparedRounds = Readonly<{
	session: Readonly<{
		activityId: string;
		title: Translated;
		placeName: string;
		/** The reader may open the session itself. */
		mayOpen: boolean;
	}>;
	questions: readonly RepeatedQuestion[];
}>;

/**
 * The closed rounds of each question that has several, side by side; for whoever may not see entries before the reveal
 * only those that were shown.
 * @throws Refusal session_unknown (404)
 */
export async function compareRounds(
	db: Db,
	actor: Actor,
	activityId: string,
	{ locale, smallCellK }: { locale: string; smallCellK: number }
): Promise<ComparedRounds> {
	const subject = await sessionSubject(db, activityId);
	demand(permissions, actor, 'compare', subject);
	const session = await db
		.selectFrom('activities as a')
		.innerJoin('places as p', 'p.id', 'a.placeId')
		.select(['a.id as activityId', 'a.title', 'p.name as placeName'])
		.where('a.id', '=', activityId)
		.executeTakeFirstOrThrow();
	const seesAll = can(permissions, actor, 'view', subject);
	const rounds = (await closedRounds(db, activityId)).filter(
		({ wasRevealed }) => seesAll || wasRevealed
	);
	const overlap = await peopleInBoth(db, activityId);
	const then = await wordingsThen(db, [...new Set(rounds.map(({ questionId }) => questionId))]);
	const questions: RepeatedQuestion[] = [];
	for (const [id, own] of Map.groupBy(rounds, ({ questionId }) => questionId)) {
		if (own.length < 2) continue;
		const times = await timesOf(db, activityId, own, then, locale);
		const comparison = compareTimes(times, locale, smallCellK, (before, after) => {
			const both = overlap(before.key, after.key);
			return { before: before.tally.ballots - both, after: after.tally.ballots - both };
		});
		const { position, prompt } = own[0]!;
		const byGroups = own.find((round) => round.byGroups !== null)?.number ?? null;
		questions.push({ id, position, prompt: prompt as Translated, comparison, byGroups });
	}
	return {
		session: { ...session, title: session.title as Translated, mayOpen: seesAll },
		questions
	};
}

type ClosedRound = Awaited<ReturnType<typeof closedRounds>>[number];

async function closedRounds(db: Db, activityId: string) {
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
		.select(['r.id', 'r.questionId', 'r.number', 'r.openedAt', 'r.wasRevealed'])
		.select('c.roundId as byGroups')
		.select(['q.place as position', 'q.type', 'q.prompt', 'q.config'])
		.where('r.activityId', '=', activityId)
		.where('r.closedAt', 'is not', null)
		.orderBy('q.position')
		.orderBy('r.number')
		.execute();
}

async function timesOf(
	db: Db,
	activityId: string,
	rounds: readonly ClosedRound[],
	then: AskedThen,
	locale: string
): Promise<AskedTime[]> {
	const times: AskedTime[] = [];
	for (const { id, number, questionId, openedAt, type, prompt, config } of rounds) {
		const now = { type, prompt: prompt as Translated, config };
		times.push({
			key: id,
			label: m.live_round({ round: formatCount(number, locale) }, inLocale(locale)),
			asked: then(questionId, now, openedAt),
			tally: shownTally(await tallyOfRound(db, activityId, id))
		});
	}
	return times;
}

/**
 * How many people answered in both of two rounds of the session; only the numbers leave the database. Whoever votes at a
 * tablet without a seat code is somebody new each time (see `countByGroup`): of them as many are taken to be the same as
 * there were at the tablet both times. Counted as people who came once they would cover the one phone that really did.
 */
async function peopleInBoth(db: Db, activityId: string) {
	const { rows } = await sql<{ one: string; other: string; both: number }>`
		with voices as (
			select r.id as round_id, r.question_id, r.number, b.participant,
				coalesce(p.source = 'tablet' and not s.seats_only, false) as new_each_time
			from live_rounds r
			join live_sessions s on s.activity_id = r.activity_id
			join ballots b on b.round_id = r.id
			left join live_participants p on p.activity_id = r.activity_id and p.participant = b.participant
			where r.activity_id = ${activityId}
		),
		strangers as (
			select round_id, count(*) filter (where new_each_time) as people from voices group by round_id
		),
		known as (
			select x.round_id as one, y.round_id as other, count(*) as people
			from voices x
			join voices y on y.question_id = x.question_id and y.number > x.number and y.participant = x.participant
			where not x.new_each_time and not y.new_each_time
			group by x.round_id, y.round_id
		)
		select r.id as one, s.id as other,
			(coalesce(k.people, 0) + least(coalesce(a.people, 0), coalesce(b.people, 0)))::int as both
		from live_rounds r
		join live_rounds s on s.question_id = r.question_id and s.number > r.number
		left join known k on k.one = r.id and k.other = s.id
		left join strangers a on a.round_id = r.id
		left join strangers b on b.round_id = s.id
		where r.activity_id = ${activityId}`.execute(db);
	return (one: string, other: string): number =>
		rows.find((row) => row.one === one && row.other === other)?.both ?? 0;
}
