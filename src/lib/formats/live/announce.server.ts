import { sql } from 'kysely';
import type { Trx } from '../../platform/db/database.server.ts';

/** Channel on which every app process hears that a session changed. */
export const liveChannel = 'palaver_live';

/** The same for residents' questions: only who shows them looks again, what ballots need stays in memory. */
export const asksChannel = 'palaver_asks';

/** The same for players of a quiz: hundreds may come in a minute, and no ballot has to wait for that. */
export const playersChannel = 'palaver_players';

/** Tells all processes, at the commit and only then, that they should make a new snapshot of this session. */
export async function announceChange(trx: Trx, activityId: string): Promise<void> {
	await sql`select pg_notify(${liveChannel}, ${activityId})`.execute(trx);
}

/** Tells all processes that the questions of residents in this session are others now. */
export async function announceAsks(trx: Trx, activityId: string): Promise<void> {
	await sql`select pg_notify(${asksChannel}, ${activityId})`.execute(trx);
}

/** Tells all processes that who plays along in this session, or under which name, is another now. */
export async function announcePlayers(trx: Trx, activityId: string): Promise<void> {
	await sql`select pg_notify(${playersChannel}, ${activityId})`.execute(trx);
}
