import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Series } from '../series/series.server.ts';
import {
	fateCounts,
	importOf,
	lacksHost,
	toldRows,
	waitingRows,
	type EventImport,
	type FateCounts,
	type StagedRow,
	type ToldRow,
	type Which
} from './imports.server.ts';

const previewed = 12;
const toldAtOnce = 50;
/** Each of them has a tick; more are ticked by sending a smaller file. */
const editedShown = 200;

/** Everything that the page of one import shows. */
export type ImportPage = Readonly<{
	series: Series;
	item: EventImport;
	counts: FateCounts;
	needsHost: boolean;
	preview: readonly StagedRow[];
	/** Changed here since: whoever takes the import ticks what shall be as the file has it. */
	edited: readonly StagedRow[];
	refused: readonly ToldRow[];
	noted: readonly ToldRow[];
	placeNames: Readonly<Record<string, string>>;
	organisationNames: Readonly<Record<string, string>>;
}>;

/** @throws Refusal not_allowed, series_unknown, import_unknown (404) */
export async function importPage(
	db: Db,
	actor: Actor,
	which: Which,
	now: Date
): Promise<ImportPage> {
	const { series, item } = await importOf(db, actor, which, now);
	const isWaiting = item.state === 'checked';
	const preview = isWaiting ? await waitingRows(db, item.id, ['new', 'changed'], previewed) : [];
	return {
		series,
		item,
		counts: await fateCounts(db, item.id),
		needsHost: isWaiting && (await lacksHost(db, item.id)),
		preview,
		edited: isWaiting ? await waitingRows(db, item.id, ['edited'], editedShown) : [],
		refused: await toldRows(db, item.id, 'problems', toldAtOnce),
		noted: isWaiting ? await toldRows(db, item.id, 'notes', toldAtOnce) : [],
		...(await namesIn(db, preview))
	};
}

async function namesIn(db: Db, rows: readonly StagedRow[]) {
	const places = rows.flatMap(({ brought }) => brought.content.placeId ?? []);
	const organisations = rows.flatMap(({ brought }) => brought.organisationId ?? []);
	return {
		placeNames: await namesOf(db, 'places', places),
		organisationNames: await namesOf(db, 'organisations', organisations)
	};
}

async function namesOf(
	db: Db,
	table: 'places' | 'organisations',
	ids: readonly string[]
): Promise<Readonly<Record<string, string>>> {
	if (ids.length === 0) return {};
	const rows = await db
		.selectFrom(table)
		.select(['id', 'name'])
		.where('id', 'in', [...new Set(ids)])
		.execute();
	return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
