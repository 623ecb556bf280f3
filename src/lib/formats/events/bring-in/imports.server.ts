import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { seriesOf, type Series } from '../series/series.server.ts';
import type { Brought } from './brought.ts';
import type { Fate } from './fates.server.ts';
import type { NoteCode, Told } from './problems.ts';
import { demandRight, type Into, type TakenAs } from './whose.server.ts';
import { isInterrupted } from './work.server.ts';

export type ImportState = 'checked' | 'importing' | 'done' | 'undone' | 'cancelled';

/** An import as its page shows it. */
export type EventImport = Readonly<{
	id: string;
	activityId: string;
	/** Whose programme it is; null: staff brought it. */
	organisationId: string | null;
	fileName: string;
	format: 'ical' | 'csv';
	encoding: string;
	unused: readonly string[];
	state: ImportState;
	takenAs: TakenAs;
	hostName: string | null;
	/** Rows of which something becomes. */
	total: number;
	done: number;
	added: number;
	changed: number;
	failed: boolean;
	/** The process that worked at it has ended: it can be gone on with. */
	interrupted: boolean;
	createdAt: Date;
}>;

/** One row that waits. */
export type StagedRow = Readonly<{
	row: number;
	line: number;
	title: string;
	fate: Fate;
	brought: Brought;
}>;
/** One row that is left out, or of which something is taken otherwise than it stands there. */
export type ToldRow = Readonly<{
	line: number;
	title: string;
	problems: readonly Told[];
	notes: readonly Told<NoteCode>[];
}>;

export type Which = Readonly<{ activityId: string; importId: string }>;

/** What was brought into a series, newest first. @throws Refusal not_allowed, series_unknown */
export async function importsOf(
	db: Db,
	actor: Actor,
	{ activityId, organisationId }: Into,
	now: Date
): Promise<{ series: Series; imports: EventImport[] }> {
	const series = await seriesOf(db, activityId);
	demandRight(actor, series, organisationId);
	const rows = await columns(db)
		.where('activityId', '=', activityId)
		.where('organisationId', 'is not distinct from', organisationId)
		.orderBy('createdAt', 'desc')
		.limit(50)
		.execute();
	return { series, imports: rows.map((row) => shaped(row, now)) };
}

/** @throws Refusal not_allowed, series_unknown, import_unknown (404) */
export async function importOf(
	db: Db | Trx,
	actor: Actor,
	{ activityId, importId }: Which,
	now: Date
): Promise<{ series: Series; item: EventImport }> {
	const series = await seriesOf(db, activityId);
	const row = isUuid(importId)
		? await columns(db)
				.where('id', '=', importId)
				.where('activityId', '=', activityId)
				.executeTakeFirst()
		: undefined;
	// Whoever may bring in nothing is told no before anything else.
	if (!row) {
		demandRight(actor, series, null);
		throw new Refusal('missing', 'import_unknown');
	}
	demandRight(actor, series, row.organisationId);
	return { series, item: shaped(row, now) };
}

const columns = (db: Db | Trx) =>
	db
		.selectFrom('eventImports')
		.select(['id', 'activityId', 'fileName', 'format', 'encoding', 'unused', 'state', 'takenAs'])
		.select('organisationId')
		.select([
			'hostName',
			'total',
			'done',
			'added',
			'changed',
			'failed',
			'heartbeatAt',
			'createdAt'
		]);

type Read = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

const shaped = ({ heartbeatAt, ...row }: Read, now: Date): EventImport =>
	({
		...row,
		interrupted: row.state === 'importing' && isInterrupted(heartbeatAt, now)
	}) as EventImport;

/** How many rows share a fate; absent: none. */
export type FateCounts = Readonly<Partial<Record<Fate, number>>>;

export async function fateCounts(db: Db, importId: string): Promise<FateCounts> {
	const rows = await db
		.selectFrom('eventImportRows')
		.select(['fate', sql<number>`count(*)::int`.as('rows')])
		.where('importId', '=', importId)
		.groupBy('fate')
		.execute();
	return Object.fromEntries(rows.map(({ fate, rows }) => [fate, rows]));
}

/** Whether a row names no host: whoever takes the import says one. */
export async function lacksHost(db: Db | Trx, importId: string): Promise<boolean> {
	const row = await db
		.selectFrom('eventImportRows')
		.select('row')
		.where('importId', '=', importId)
		.where('fate', '=', 'new')
		.where(sql<boolean>`brought->>'organisationId' is null and brought->>'hostName' = ''`)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Rows of these fates in the order of the file. */
export async function waitingRows(
	db: Db | Trx,
	importId: string,
	fate: readonly Fate[],
	limit: number
): Promise<StagedRow[]> {
	const rows = await db
		.selectFrom('eventImportRows')
		.select(['row', 'line', 'title', 'fate', 'brought'])
		.where('importId', '=', importId)
		.where('fate', 'in', [...fate])
		.orderBy('row')
		.limit(limit)
		.execute();
	return rows as unknown as StagedRow[];
}

/** Rows of which there is something to tell. @param limit null: all of them */
export async function toldRows(
	db: Db,
	importId: string,
	what: 'problems' | 'notes',
	limit: number | null
): Promise<ToldRow[]> {
	const rows = await db
		.selectFrom('eventImportRows')
		.select(['line', 'title', 'problems', 'notes'])
		.where('importId', '=', importId)
		.where(sql.ref(what), '<>', sql<never>`'[]'`)
		.$if(what === 'notes', (query) => query.where('fate', '<>', 'refused'))
		.orderBy('row')
		.$if(limit !== null, (query) => query.limit(limit!))
		.execute();
	return rows as unknown as ToldRow[];
}
