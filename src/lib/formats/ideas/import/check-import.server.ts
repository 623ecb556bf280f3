import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { innermostPlaceWithin } from '../../../core/places/innermost.server.ts';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { nameUuid } from '../../../platform/db/name-uuid.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { mapOf } from '../map.server.ts';
import { importOf } from './imports.server.ts';
import { newCategoriesOf, type ImportMapping } from './mapping.ts';
import { readRow, type ImportedIdea } from './read-row.ts';
import type { PlaceToFind, RowContext } from './row.ts';
import {
	joinByHash,
	keepChecked,
	stagedRows,
	type CheckedRow,
	type StagedRow
} from './staged-rows.server.ts';
import type { Started } from './start-import.server.ts';
import { wordKey } from '../../../platform/cell-values.ts';
import { claim, workAt, type Progress } from './work.server.ts';

/**
 * Reads every staged row as the mapping says and keeps what becomes of it. Changes nothing but the import itself; may
 * be done again with another mapping.
 * @throws Refusal import_unknown (404), too_many_categories, column_unknown (422), not_possible_now (409)
 */
export async function checkImport(
	db: Db,
	actor: Actor,
	{ activityId, importId }: { activityId: string; importId: string },
	mapping: ImportMapping,
	now: Date
): Promise<Started> {
	const { columns } = await importOf(db, actor, activityId, importId, now);
	const map = await mapOf(db, activityId, now);
	if (!newCategoriesOf(mapping, map.categories).fits)
		throw new Refusal('invalid', 'too_many_categories', { categories: 'too_many_categories' });
	if (Object.values(mapping.columns).some((index) => index >= columns.length))
		throw new Refusal('invalid', 'column_unknown');
	if (!(await claim(db, importId, ['mapping', 'checked'], 'checking')))
		throw new Refusal('conflict', 'not_possible_now');
	await db
		.updateTable('ideaImports')
		.set({ mapping: JSON.stringify(mapping) })
		.where('id', '=', importId)
		.execute();
	const context: RowContext = {
		map,
		mapping,
		columns,
		places: await placesToFind(db, map.placeId),
		innermost: await innermostPlaceWithin(db, map.placeId),
		today: localDay(now)
	};
	const work = workAt(db, importId, 'mapping', (progress) =>
		checkRows(db, importId, context, progress)
	);
	return { importId, work };
}

async function placesToFind(
	db: Db,
	placeId: string
): Promise<ReadonlyMap<string, PlaceToFind | null>> {
	const places = await db
		.selectFrom('places')
		.select(['id', 'name', 'lat', 'lng'])
		.where('id', 'in', [...(await subtreeIds(db, [placeId]))])
		.execute();
	const found = new Map<string, PlaceToFind | null>();
	for (const { name, ...place } of places) {
		const key = wordKey(name);
		found.set(key, found.has(key) ? null : place);
	}
	for (const { id, lat, lng } of places) found.set(wordKey(id), { id, lat, lng });
	return found;
}

async function checkRows(db: Db, importId: string, context: RowContext, progress: Progress) {
	const keys = keyMaker(context.map.activityId);
	let done = 0;
	for await (const rows of stagedRows(db, importId)) {
		const ours = await ownIdeas(db, context, rows);
		await keepChecked(
			db,
			importId,
			rows.map((row) => checked(row, context, keys, ours))
		);
		await progress((done += rows.length));
	}
	await db.transaction().execute((trx) => countChecked(trx, importId, context.map.activityId));
}

async function countChecked(trx: Trx, importId: string, activityId: string): Promise<void> {
	await joinByHash(trx);
	await sql`
		update idea_imports m set state = 'checked', good = c.good, bad = c.bad, known = c.known
		from (
			select count(r.idea) as good, count(r.problems) as bad, count(i.id) as known
			from idea_import_rows r
			left join ideas i on i.activity_id = ${activityId} and i.client_key = r.client_key
			where r.import_id = ${importId}
		) c
		where m.id = ${importId}`.execute(trx);
}

/** Ideas of this very map that were exported and come back: their own keys, by id. */
async function ownIdeas(
	db: Db,
	{ map, mapping }: RowContext,
	rows: readonly StagedRow[]
): Promise<ReadonlyMap<string, string>> {
	const index = mapping.columns.sourceId;
	const ids = index === undefined ? [] : rows.map(({ cells }) => cells[index] ?? '').filter(isUuid);
	if (ids.length === 0) return new Map();
	const found = await db
		.selectFrom('ideas')
		.select(['id', 'clientKey'])
		.where('activityId', '=', map.activityId)
		.where(sql<boolean>`id = any(${ids}::uuid[])`)
		.execute();
	return new Map(found.map(({ id, clientKey }) => [id, clientKey]));
}

type Keys = ReturnType<typeof keyMaker>;

/**
 * The key by which the same row of the same procedure is the same idea, however often it is brought: of the id it has
 * there, else of what it says and the how-manieth it is that says so.
 */
function keyMaker(activityId: string) {
	const seen = new Map<string, number>();
	return ({ sourceId, ...idea }: ImportedIdea): { key: string; isFirst: boolean } => {
		const said = sourceId === null ? `text ${digest(idea)}` : `id ${sourceId}`;
		const before = seen.get(said) ?? 0;
		seen.set(said, before + 1);
		if (sourceId !== null) return { key: nameUuid(activityId, said), isFirst: before === 0 };
		return { key: nameUuid(activityId, `${said} ${before}`), isFirst: true };
	};
}

/** By what it says and where: status, supports and answers may have gone on meanwhile. */
const digest = ({ title, body, lat, lng }: Omit<ImportedIdea, 'sourceId'>): string =>
	createHash('sha256')
		.update(JSON.stringify([title, body, lat, lng]))
		.digest('hex');

function checked(
	{ row, cells }: StagedRow,
	context: RowContext,
	keys: Keys,
	ours: ReadonlyMap<string, string>
): CheckedRow {
	const read = readRow(cells, context);
	if ('problems' in read) return { row, idea: null, problems: read.problems, clientKey: null };
	const { idea } = read;
	const { key, isFirst } = keys(idea);
	if (isFirst)
		return { row, idea, problems: null, clientKey: ours.get(idea.sourceId ?? '') ?? key };
	const column = context.columns[context.mapping.columns.sourceId!]?.name ?? null;
	const twice = { code: 'source_id_twice', column, found: idea.sourceId ?? '' } as const;
	return { row, idea: null, problems: [twice], clientKey: null };
}
