import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { system } from '#lib/access/actor.ts';
import { record } from '#lib/core/history/record.server.ts';
import { readHead } from '#lib/platform/db/backup/file.server.ts';
import { restore } from '#lib/platform/db/backup/restore.server.ts';
import { save } from '#lib/platform/db/backup/save.server.ts';
import { tablesOf } from '#lib/platform/db/backup/tables.server.ts';
import type { Database, Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../fixture/database.ts';
import { buildTown, staff } from '../fixture/town.ts';

const difficult = `Straße "Ost", \\ Zeile 1\nZeile 2 (), {x}, ساحة 🏳️‍🌈`;

test('a restored house has every row as it was, and counts nothing twice', async () => {
	const { file, database } = await savedHouse();
	const restored = await freshDatabase();
	const rows = await restore(restored, file, await readHead(file));
	expect(rows).toBeGreaterThan(10);
	expect(await everything(restored)).toEqual(await everything(database));
	const tally = await restored.db
		.selectFrom('liveTallies')
		.select('ballots')
		.where('key', '=', '*')
		.execute();
	expect(tally).toEqual([{ ballots: 3 }]);
});

test('triggers, keys and running numbers of a restored house work', async () => {
	const { file } = await savedHouse();
	const { db, ...restored } = await freshDatabase();
	await restore({ db, ...restored }, file, await readHead(file));
	await castBallot(db, 'fourth');
	const { ballots } = await db
		.selectFrom('liveTallies')
		.select('ballots')
		.where('key', '=', '*')
		.executeTakeFirstOrThrow();
	expect(ballots).toBe(4);
	const orphan = db.insertInto('places').values({
		id: 'orphan',
		name: 'Orphan',
		kind: 'square',
		parentId: 'nowhere'
	});
	await expect(orphan.execute()).rejects.toThrow('foreign key');
	await db.transaction().execute((trx) => record(trx, system, placeImported));
	const ids = await db.selectFrom('history').select('id').orderBy('id').execute();
	expect(new Set(ids.map(({ id }) => id)).size).toBe(2);
});

test('a backup does not tell in which order people voted', async () => {
	const { file, database } = await savedHouse();
	const cast = await database.db.selectFrom('ballots').select('participant').execute();
	const inOrder = cast.map(({ participant }) => participant.toString('hex')).toSorted();
	const lines = gunzipSync(readFileSync(file)).toString();
	const saved = inOrder.toSorted((a, b) => lines.indexOf(a) - lines.indexOf(b));
	expect(inOrder.every((participant) => lines.includes(participant))).toBe(true);
	expect(saved).toEqual(inOrder);
});

test('a backup is only for its owner and holds the secret that belongs to it', async () => {
	const { file } = await savedHouse();
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(await readHead(file)).toMatchObject({ appSecret: 'secret', palaver: 'backup' });
});

test('a database with something in it is not overwritten', async () => {
	const { file, database } = await savedHouse();
	const before = await everything(database);
	await expect(restore(database, file, await readHead(file))).rejects.toThrow(/is not empty/);
	expect(await everything(database)).toEqual(before);
});

test.each([
	['cut off', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, -40))],
	['without its end', (file: string) => edit(file, (lines) => lines.slice(0, -2))],
	['with a row missing', (file: string) => edit(file, (lines) => lines.toSpliced(3, 1))],
	['with a strange row', (file: string) => edit(file, (lines) => lines.toSpliced(3, 0, '{"a":1}'))]
])('a file %s changes nothing and says so', async (_, damage) => {
	const { file } = await savedHouse();
	const head = await readHead(file);
	damage(file);
	const restored = await freshDatabase();
	const empty = await everything(restored);
	await expect(restore(restored, file, head)).rejects.toThrow(/damaged|does not fit/);
	expect(await everything(restored)).toEqual(empty);
});

test('a file that is no backup is named as such', async () => {
	const { file } = await savedHouse();
	writeFileSync(file, gzipSync('{"hello":1}\n'));
	await expect(readHead(file)).rejects.toThrow(/is not a backup of Palaver/);
	writeFileSync(file, 'hello');
	await expect(readHead(file)).rejects.toThrow(/damaged/);
});

test('a backup of a newer Palaver is refused', async () => {
	const { file } = await savedHouse();
	const head = { ...(await readHead(file)), migration: '29990101T0000_add_future' };
	await expect(restore(await freshDatabase(), file, head)).rejects.toThrow(/newer Palaver/);
});

const placeImported = {
	action: 'place.imported',
	subjectKind: 'place',
	subjectId: 'bielefeld',
	detail: { note: difficult }
} as const;

async function savedHouse(): Promise<{ file: string; database: Database }> {
	const database = await freshDatabase();
	const { db } = database;
	await buildTown(db);
	await staff(db, 'moderator', ['bielefeld']);
	await db.updateTable('places').set({ name: difficult }).where('id', '=', 'bielefeld').execute();
	await db.transaction().execute((trx) => record(trx, system, placeImported));
	await openRound(db);
	for (const participant of ['third', 'first', 'second']) await castBallot(db, participant);
	const folder = mkdtempSync(join(tmpdir(), 'palaver-backup-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const file = join(folder, 'house.backup');
	await save(database, file, { now: new Date('2026-01-01'), appSecret: 'secret' });
	return { file, database };
}

/** A session with one open round, as its tables have it. */
async function openRound(db: Db): Promise<void> {
	await sql`
		with activity as (
			insert into activities (format, title, place_id, locales, retain_until, participant_key)
			values ('live', '{"de": "Sitzung"}', 'bielefeld', '{de,"de-simple"}', '2030-01-01', '\\x00ff')
			returning id
		), session as (
			insert into live_sessions (activity_id, code) select id, '123456' from activity returning activity_id
		), question as (
			insert into live_questions (activity_id, position, type, prompt, config)
			select activity_id, 1, 'text', '{"de": "Was?"}', '{}' from session returning id, activity_id
		)
		insert into live_rounds (activity_id, question_id, number) select activity_id, id, 1 from question`.execute(
		db
	);
}

async function castBallot(db: Db, participant: string): Promise<void> {
	await sql`
		insert into ballots (round_id, participant, answer, tally_keys)
		select id, ${participant}::text::bytea, ${JSON.stringify({ said: difficult })}::jsonb, ${['*', difficult]}::text[]
		from live_rounds`.execute(db);
}

async function everything({ pool }: Database): Promise<Record<string, unknown[]>> {
	const client = await pool.connect();
	const content: Record<string, unknown[]> = {};
	for (const { name } of await tablesOf(client)) {
		const { rows } = await client.query(`select t::text as row from ${name} t order by 1`);
		content[name] = rows;
	}
	client.release();
	return content;
}

function edit(file: string, change: (lines: string[]) => string[]): void {
	const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
	writeFileSync(file, gzipSync(change(lines).join('\n')));
}
