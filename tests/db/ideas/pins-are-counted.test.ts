import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openDatabase, type Db, type Trx } from '#lib/platform/db/database.server.ts';
import { cellOf } from '#lib/core/geo/cells.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, type TestMap } from '../../fixture/idea-map.ts';
import { pinned, type Point } from '../../fixture/pins.ts';
import { wrongCells } from '../../fixture/recount-pins.ts';

const point = fc.record({
	// Few places, so that pins meet in cells; and some far away.
	lat: fc.oneof(
		fc.constantFrom(52.02, 52.0201, 52.5, 0, 90, -90),
		fc.double({ min: -90, max: 90, noNaN: true })
	),
	lng: fc.oneof(
		fc.constantFrom(8.53, 8.5301, 9, 180, -180),
		fc.double({ min: -180, max: 180, noNaN: true })
	)
});

test('the database and the app give a point the same cell', async () => {
	const { db } = await freshDatabase();
	await fc.assert(
		fc.asyncProperty(point, async ({ lat, lng }) => {
			const { rows } = await sql<{ cell: number }>`
				select map_cell(${lat}::float8, ${lng}::float8) as cell`.execute(db);
			expect(cellOf(lat, lng, 22)).toBe(rows[0]!.cell);
		})
	);
});

/** What may happen to ideas; `which` picks some of them, by the remainder of their number. */
const event = fc.oneof(
	fc.record({ kind: fc.constant('insert' as const), points: fc.array(point, { maxLength: 5 }) }),
	fc.record({
		kind: fc.constantFrom(
			'hide',
			'show',
			'wait',
			'merge',
			'split',
			'move',
			'sort',
			'unplace',
			'support',
			'delete'
		),
		which: fc.nat(4),
		point
	})
);
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

const changes: Record<string, (point: Point, test: TestMap) => ReturnType<typeof sql>> = {
	hide: () => sql`update ideas set visibility = 'hidden', hidden_reason = 'spam'`,
	show: () => sql`update ideas set visibility = 'public', hidden_reason = null`,
	wait: () => sql`update ideas set visibility = 'waiting', hidden_reason = null`,
	merge: () =>
		sql`update ideas i set merged_into = (select id from ideas o where o.activity_id = i.activity_id and o.id <> i.id limit 1)`,
	split: () => sql`update ideas set merged_into = null`,
	move: ({ lat, lng }) => sql`update ideas set lat = ${lat}, lng = ${lng}`,
	sort: (_, { map }) => sql`update ideas set category_id = ${map.categories[1]!.id}`,
	unplace: () => sql`update ideas set lat = null, lng = null, whereabouts = 'quarter'`,
	support: () => sql`update ideas set supports = supports + 1`,
	delete: () => sql`delete from ideas i`
};

async function happen(db: Db | Trx, test: TestMap, happening: Event): Promise<void> {
	if (happening.kind === 'insert') return pinned(db as Db, test, happening.points);
	const change = changes[happening.kind]!(happening.point, test);
	const untied =
		happening.kind === 'delete'
			? sql`and not exists (select from ideas o where o.merged_into = ideas.id)`
			: sql``;
	const chosen = sql`id in (select id from ideas where activity_id = ${test.activityId} and number % 5 = ${happening.which} ${untied})`;
	await sql`${change} where ${chosen}`.execute(db);
}

test('whatever happens to ideas, the counters say what counting anew says', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await fc.assert(
		fc.asyncProperty(
			fc.array(event, { minLength: 1, maxLength: 8 }),
			fc.constantFrom('each', 'together', 'undone'),
			async (events, transactions) => {
				if (transactions === 'each') for (const one of events) await happen(db, test, one);
				else
					await db
						.transaction()
						.execute(async (trx) => {
							for (const one of events) await happen(trx, test, one);
							if (transactions === 'undone') throw new Error('undone');
						})
						.catch((error: Error) => expect(error.message).toBe('undone'));
				expect(await wrongCells(db)).toEqual([]);
			}
		),
		{ numRuns: 60, endOnFailure: true }
	);
	const left =
		await sql`select from idea_cell_changes union all select from idea_cell_turns`.execute(db);
	expect(left.rows).toEqual([]);
}, 120_000);

test('many who change the same spot at once neither block each other for good nor lose a count', async () => {
	const { db, url } = await freshDatabase();
	const test = await ideaMap(db);
	const spot = { lat: 52.02, lng: 8.53 };
	await pinned(
		db,
		test,
		Array.from({ length: 40 }, () => spot)
	);
	const crowd = openDatabase(url, 8);
	try {
		await Promise.all(
			Array.from({ length: 40 }, (_, nth) =>
				crowd.db.transaction().execute(async (trx) => {
					// Each takes two ideas of its own, in an order of its own, with a statement for each.
					const own = [nth + 1, ((nth + 20) % 40) + 1].sort((a, b) => a - b);
					for (const number of own) {
						const moved = { lat: 52.02 + (nth % 3) * 0.001, lng: 8.53 + (nth % 2) };
						const category = test.map.categories[(nth + number) % 2]!.id;
						await trx
							.updateTable('ideas')
							.set({ ...moved, categoryId: category })
							.where('activityId', '=', test.activityId)
							.where('number', '=', number)
							.execute();
					}
				})
			)
		);
	} finally {
		await crowd.close();
	}
	expect(await wrongCells(db)).toEqual([]);
});

test('two transactions that touch ideas and cells in opposite orders both end', async () => {
	const { db, url } = await freshDatabase();
	const test = await ideaMap(db);
	await pinned(db, test, [
		{ lat: 52.02, lng: 8.53 },
		{ lat: -30, lng: 100 },
		{ lat: 10, lng: 20 },
		{ lat: 60, lng: -80 }
	]);
	const [one, other] = [openDatabase(url, 1), openDatabase(url, 1)];
	const hide = (trx: Trx, number: number) =>
		trx
			.updateTable('ideas')
			.set({ visibility: 'waiting' })
			.where('activityId', '=', test.activityId)
			.where('number', '=', number)
			.execute();
	try {
		const first = await one.db.startTransaction().execute();
		const second = await other.db.startTransaction().execute();
		await hide(first, 1);
		await hide(second, 2);
		await hide(first, 3);
		await hide(second, 4);
		await Promise.all([first.commit().execute(), second.commit().execute()]);
	} finally {
		await Promise.all([one.close(), other.close()]);
	}
	expect(await wrongCells(db)).toEqual([]);
});

test('a map that is deleted leaves no counters behind', async () => {
	const { db } = await freshDatabase();
	const [kept, gone] = [await ideaMap(db), await ideaMap(db)];
	for (const test of [kept, gone]) await pinned(db, test, [{ lat: 52.02, lng: 8.53 }]);
	await db.deleteFrom('activities').where('id', '=', gone.activityId).execute();
	expect(await wrongCells(db)).toEqual([]);
	const maps = await db.selectFrom('ideaCells').select('activityId').distinct().execute();
	expect(maps).toEqual([{ activityId: kept.activityId }]);
});
