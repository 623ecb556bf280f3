import { sql } from 'kysely';
import type { ActivityStatus } from '../../../core/activities/run.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { isOpen } from './round.server.ts';

/** A round in the list that everybody sees. */
export type PublicRound = Readonly<{
	slug: string;
	title: Translated;
	placeId: string;
	placeName: string;
	status: Exclude<ActivityStatus, 'draft'>;
	startsAt: Date | null;
	endsAt: Date | null;
	/** Applications may be sent now. */
	open: boolean;
	year: number;
	/** What is left in its pot. */
	freeCents: number;
}>;

export type RoundsOfPlace = Readonly<{ placeName: string; rounds: readonly PublicRound[] }>;

/** All rounds but drafts, by place; at each place those that are open first, then what comes, then what is over. */
export async function roundsByPlace(db: Db, now: Date): Promise<RoundsOfPlace[]> {
	const rows = await db
		.selectFrom('fundRounds as r')
		.innerJoin('activities as y', 'y.id', 'r.activityId')
		.innerJoin('places as p', 'p.id', 'y.placeId')
		.innerJoin('fundPots as t', 't.id', 'r.potId')
		.select(['r.slug', 'y.title', 'y.placeId', 'p.name as placeName', 'y.status'])
		.select(['y.startsAt', 'y.endsAt', 't.year'])
		.select(sql<number>`t.amount_cents - t.committed_cents`.as('freeCents'))
		.where('y.status', '<>', 'draft')
		.orderBy(sql`p.name collate "und-x-icu"`)
		.orderBy('t.year', 'desc')
		.orderBy('y.createdAt', 'desc')
		.execute();
	const rounds = rows.map((row) => {
		const round = {
			...row,
			title: row.title as Translated,
			status: row.status as PublicRound['status']
		};
		return { ...round, open: isOpen(round, now) };
	});
	return [...Map.groupBy(rounds, ({ placeId }) => placeId).values()].map((own) => ({
		placeName: own[0]!.placeName,
		rounds: own.sort((a, b) => rank(a) - rank(b))
	}));
}

const rank = ({ open, status }: PublicRound): number =>
	open ? 0 : status === 'announced' || status === 'running' ? 1 : 2;

/** Whether residents vote in a round or have voted; null: neither. */
export async function votingOf(db: Db, activityId: string): Promise<'open' | 'closed' | null> {
	const row = await db
		.selectFrom('fundVotings')
		.select('state')
		.where('activityId', '=', activityId)
		.where('state', '<>', 'draft')
		.executeTakeFirst();
	return (row?.state as 'open' | 'closed' | undefined) ?? null;
}
