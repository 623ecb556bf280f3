import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { applicationOf } from '../application.server.ts';
import { potSubject, type Pot } from '../ledger/pots.server.ts';
import { permissions } from '../permissions.ts';
import { roundOf, type Round } from '../round/round.server.ts';
import { visibleScores } from './visible-scores.server.ts';
import { byScore, suggest, type Wish } from './simulation.ts';

export type SimulatedWish = Wish &
	Readonly<{ title: string; locale: string; applicantName: string; scores: number }>;

export type Simulation = Readonly<{
	round: Round;
	pot: Pot;
	/** Best first. */
	wishes: readonly SimulatedWish[];
	/** Cents by number. */
	suggested: ReadonlyMap<number, number>;
	/** Ready as well, but closed to the reader by a conflict of interest. */
	hidden: number;
}>;

/**
 * All applications that wait for a decision, beside what the pot still holds; nothing is changed. For the office, because
 * it shows everybody's scores.
 * @throws Refusal round_unknown, not_allowed
 */
export async function readSimulation(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<Simulation> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'holdMeeting', round);
	const rows = await db
		.selectFrom('fundApplications')
		.select(['id', 'applicantName'])
		.where('activityId', '=', activityId)
		.where('state', '=', 'ready')
		.execute();
	const wishes: SimulatedWish[] = [];
	for (const { id, applicantName } of rows) {
		const application = await applicationOf(db, id);
		if (!can(permissions, actor, 'seeAsStaff', application)) continue;
		const { share, count } = await visibleScores(db, actor, application);
		const { title, locale } = application;
		wishes.push({
			number: application.number!,
			title,
			locale,
			applicantName,
			askedCents: application.askedCents ?? 0,
			share,
			scores: count
		});
	}
	const pot = await potSubject(db, round.potId);
	return {
		round,
		pot,
		wishes: wishes.sort(byScore),
		suggested: suggest(wishes, pot.amountCents - pot.committedCents),
		hidden: rows.length - wishes.length
	};
}
