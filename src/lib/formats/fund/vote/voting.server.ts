import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { Voting, VotingOption } from './voting.ts';

/** Null: none has been set up for this round. */
export async function votingOf(db: Db | Trx, activityId: string): Promise<Voting | null> {
	const row = await db
		.selectFrom('fundVotings')
		.select(['state', 'question', 'most', 'sumCents', 'rule', 'closesAt', 'revision'])
		.where('activityId', '=', activityId)
		.executeTakeFirst();
	return row ? (row as Voting) : null;
}

/** The same, locked until the transaction ends: no ballot is being written while it is held. */
export async function lockVoting(trx: Trx, activityId: string): Promise<Voting | null> {
	const row = await trx
		.selectFrom('fundVotings')
		.select(['state', 'question', 'most', 'sumCents', 'rule', 'closesAt', 'revision'])
		.where('activityId', '=', activityId)
		.forUpdate()
		.executeTakeFirst();
	return row ? (row as Voting) : null;
}

/** What people choose from since the vote was opened. */
export async function frozenOptions(db: Db | Trx, activityId: string): Promise<VotingOption[]> {
	return db
		.selectFrom('fundVotingOptions')
		.select(['applicationId', 'number', 'title', 'costCents'])
		.where('activityId', '=', activityId)
		.orderBy('number')
		.execute();
}

/** What people would choose from if it were opened now: applications that are ready to be decided. */
export async function readyOptions(db: Db | Trx, activityId: string): Promise<VotingOption[]> {
	const rows = await db
		.selectFrom('fundApplications')
		.select(['id as applicationId', 'number', 'title', 'askedCents as costCents'])
		.where('activityId', '=', activityId)
		.where('state', '=', 'ready')
		.where('askedCents', '>', 0)
		.orderBy('number')
		.execute();
	return rows.map((row) => ({ ...row, number: row.number!, costCents: row.costCents! }));
}
