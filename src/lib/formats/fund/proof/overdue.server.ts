import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { permissions } from '../permissions.ts';
import { roundOf } from '../round/round.server.ts';

/** A project whose proof was due and has not come. */
export type OverdueProof = Readonly<{
	applicationId: string;
	activityId: string;
	organisationId: string | null;
	/** Accounts with a declared conflict of interest. */
	conflicted: readonly string[];
	number: number;
	title: string;
	applicantName: string;
	/** Language in which the applicant is written to. */
	locale: string;
	/** YYYY-MM-DD: its first day, or the one that a query has set. */
	dueOn: string;
	/** The office asked something about a proof that came, and nobody answered. */
	isQuery: boolean;
}>;

/**
 * Proofs and answers to queries about them that were due before today, longest overdue first.
 * @param today YYYY-MM-DD
 * @param activityId of one round; null: of all
 */
export async function overdueProofs(
	db: Db,
	today: string,
	activityId: string | null = null
): Promise<OverdueProof[]> {
	const rows = await db
		.selectFrom('fundApplications as a')
		.innerJoin('fundProofs as p', 'p.applicationId', 'a.id')
		.select(['a.id as applicationId', 'a.activityId', 'a.organisationId', 'a.number', 'a.title'])
		.select(['a.applicantName', 'a.locale', 'a.state'])
		.select(
			sql<
				string[]
			>`array(select c.account_id::text from fund_conflicts c where c.application_id = a.id)`.as(
				'conflicted'
			)
		)
		.select((eb) =>
			eb
				.case()
				.when('a.state', '=', 'proofQueried')
				.then(eb.ref('a.dueOn'))
				.else(eb.ref('p.dueOn'))
				.end()
				.as('dueOn')
		)
		.where((eb) =>
			eb.or([
				eb('a.state', '=', 'running').and('p.dueOn', '<', today),
				eb('a.state', '=', 'proofQueried').and('a.dueOn', '<', today)
			])
		)
		.$if(activityId !== null, (query) => query.where('a.activityId', '=', activityId))
		.orderBy('dueOn')
		.orderBy('a.id')
		.execute();
	return rows.map(({ state, ...row }) => ({
		...row,
		number: row.number!,
		dueOn: row.dueOn!,
		isQuery: state === 'proofQueried'
	}));
}

/** The same for the office of one round, without those a conflict of interest closes to the reader. @throws Refusal not_allowed */
export async function overdueProofsOfRound(
	db: Db,
	actor: Actor,
	activityId: string,
	today: string
): Promise<OverdueProof[]> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'seeRound', round);
	const found = await overdueProofs(db, today, activityId);
	return found.filter((proof) =>
		can(permissions, actor, 'seeAsStaff', { ...proof, placeId: round.placeId })
	);
}
