import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { readHead } from '#lib/platform/db/backup/file.server.ts';
import { restore } from '#lib/platform/db/backup/restore.server.ts';
import { rowsAtOnce, tablesOf } from '#lib/platform/db/backup/tables.server.ts';
import { save } from '#lib/platform/db/backup/save.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { filesIn, formDocuments, takeFiles } from '#lib/platform/documents/of-form.server.ts';
import {
	deleteUnusedDocuments,
	documentFile,
	openDocuments
} from '#lib/platform/documents/store.server.ts';
import { openVirusScanner } from '#lib/platform/documents/virus-scanner.server.ts';
import { cleanScanner, scannerThatSays } from '../../fixture/clamd.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { pdf, script } from '../../fixture/documents.ts';
import { jpeg } from '../../fixture/photos.ts';
import { throwAwayFolder } from '../../fixture/throw-away-folder.ts';

const now = new Date('2026-05-01T12:00:00Z');
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
const owner = 'application 1';

const storeOf = (db: Db, url?: string) =>
	openDocuments(db, {
		appSecret: 's'.repeat(32),
		scanner: url ? openVirusScanner(url) : null,
		clock: () => now
	});

const count = async (db: Db) => (await db.selectFrom('documents').select('id').execute()).length;

/** As a format keeps documents: a table with their ids and the two triggers. */
async function tableWithDocuments(db: Db): Promise<void> {
	await sql`create table proofs (document_id uuid references documents (id))`.execute(db);
	await sql`create trigger use_documents after insert on proofs
		referencing new table as taken for each statement execute function use_documents()`.execute(db);
	await sql`create trigger delete_documents after delete on proofs
		referencing old table as left_behind for each statement execute function delete_documents()`.execute(
		db
	);
}
const attach = (db: Db, ...ids: (string | null)[]) =>
	sql`insert into proofs select unnest(${sql.val(ids)}::uuid[])`.execute(db);

test('a file that was sent is there again when the form comes back', async () => {
	const { db } = await freshDatabase();
	const documents = storeOf(db);
	const form = new FormData();
	form.append('documents', new File([new Uint8Array(pdf())], 'Angebot.pdf'));
	form.append('documents', new File([new Uint8Array(await jpeg())], 'beleg.png'));
	form.append('documents', new File([], ''));
	const files = filesIn(form, 'documents');
	const tickets = await takeFiles(documents, files, { has: 0, most: 2, owner });

	const shown = await formDocuments(db, documents, tickets, owner);
	expect(
		shown.map(({ name, mediaType, scan, uploadedOn }) => [name, mediaType, scan, uploadedOn])
	).toEqual([
		['Angebot.pdf', 'application/pdf', 'unscanned', '2026-05-01'],
		['beleg.jpg', 'image/jpeg', 'unscanned', '2026-05-01']
	]);
	expect(shown.map(({ ticket }) => ticket)).toEqual(tickets);
	expect(await documentFile(db, shown[0]!.id)).toEqual({
		name: 'Angebot.pdf',
		mediaType: 'application/pdf',
		bytes: pdf()
	});
	const { size, sha256 } = await db
		.selectFrom('documents')
		.select(['size', 'sha256'])
		.where('id', '=', shown[0]!.id)
		.executeTakeFirstOrThrow();
	expect([size, sha256]).toEqual([pdf().length, createHash('sha256').update(pdf()).digest()]);
});

test("nobody gets at another's file with its ticket, nor with a made up one", async () => {
	const { db } = await freshDatabase();
	const documents = storeOf(db);
	const ticket = await documents.take(pdf(), 'a.pdf', owner);
	const [id = '', hash = ''] = ticket.split('.');
	expect(documents.idOf(ticket, owner)).toBe(id);
	const other = await documents.take(pdf(), 'b.pdf', owner);
	for (const forged of [id, `${id}.`, `${id}.AAAA`, `${other.split('.')[0]}.${hash}`, '', 'x.y']) {
		expect(documents.idOf(forged, owner)).toBeNull();
	}
	expect(documents.idOf(ticket, 'application 2')).toBeNull();
	expect(await formDocuments(db, documents, [ticket], 'application 2')).toEqual([]);
});

test('too many files are refused before one is kept', async () => {
	const { db } = await freshDatabase();
	const file = new File([new Uint8Array(pdf())], 'a.pdf');
	await expect(
		takeFiles(storeOf(db), [file, file], { has: 2, most: 3, owner })
	).rejects.toMatchObject({ reason: 'documents_too_many' });
	expect(await count(db)).toBe(0);
});

test('an empty file with a name is told to its sender, an empty field is not', async () => {
	const { db } = await freshDatabase();
	const form = new FormData();
	form.append('documents', new File([], 'leer.pdf'));
	const files = filesIn(form, 'documents');
	await expect(takeFiles(storeOf(db), files, { has: 0, most: 3, owner })).rejects.toMatchObject({
		reason: 'document_empty'
	});
});

test('a scanned file is marked clean', async () => {
	const { db } = await freshDatabase();
	const scanner = await cleanScanner();
	await storeOf(db, scanner.url).take(pdf(), 'a.pdf', owner);
	expect(scanner.received).toEqual([pdf()]);
	expect(await db.selectFrom('documents').select('scan').execute()).toEqual([{ scan: 'clean' }]);
});

test('a picture is scanned as it came, not as it was made anew', async () => {
	const { db } = await freshDatabase();
	const scanner = await cleanScanner();
	const picture = await jpeg();
	await storeOf(db, scanner.url).take(picture, 'a.jpg', owner);
	expect(scanner.received).toEqual([picture]);
});

test('of an infected file, of a dangerous one and of one that nobody could scan nothing is kept', async () => {
	const { db } = await freshDatabase();
	const finds = await scannerThatSays(() => 'stream: Eicar FOUND\0');
	const infected = storeOf(db, finds.url).take(pdf(), 'a.pdf', owner);
	await expect(infected).rejects.toMatchObject({ status: 422, reason: 'document_infected' });
	const unseen = storeOf(db, 'unix:/nowhere/clamd.ctl').take(pdf(), 'a.pdf', owner);
	await expect(unseen).rejects.toMatchObject({ status: 503, reason: 'scan_away' });
	const active = storeOf(db).take(pdf({ catalog: script }), 'a.pdf', owner);
	await expect(active).rejects.toMatchObject({ status: 422, reason: 'document_active' });
	expect(await count(db)).toBe(0);
});

test('a file whose form was never sent goes after a day; one in use stays, and goes with what it belongs to', async () => {
	const { db } = await freshDatabase();
	await tableWithDocuments(db);
	const documents = storeOf(db);
	const used = documents.idOf(await documents.take(pdf(), 'a.pdf', owner), owner)!;
	await documents.take(pdf(), 'b.pdf', owner);
	await attach(db, used, null);
	await deleteUnusedDocuments(db, days(1));
	expect(await count(db)).toBe(2);
	await deleteUnusedDocuments(db, days(2));
	expect(await db.selectFrom('documents').select('id').execute()).toEqual([{ id: used }]);
	await sql`delete from proofs`.execute(db);
	expect(await count(db)).toBe(0);
});

test('a document belongs to one thing only', async () => {
	const { db } = await freshDatabase();
	await tableWithDocuments(db);
	const documents = storeOf(db);
	const id = documents.idOf(await documents.take(pdf(), 'a.pdf', owner), owner)!;
	await attach(db, id);
	await expect(attach(db, id)).rejects.toMatchObject({ constraint: 'documents_used_once' });
	const other = documents.idOf(await documents.take(pdf(), 'b.pdf', owner), owner)!;
	await expect(attach(db, other, other)).rejects.toMatchObject({
		constraint: 'documents_used_once'
	});
});

test('documents come back from a backup byte by byte, a few at a time', async () => {
	const database = await freshDatabase();
	const sizes = [2 * 1024 * 1024, ...Array<number>(19).fill(1000)];
	const sent = sizes.map((size, index) => ({
		bytes: randomBytes(size),
		name: `${index}.pdf`,
		mediaType: 'application/pdf',
		uploadedOn: '2026-05-01',
		scan: 'clean'
	}));
	for (const file of sent) await database.db.insertInto('documents').values(file).execute();
	const folder = throwAwayFolder('documents');
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, 'backup.gz');
	await save(database, path, { now, appSecret: null });
	const restored = await freshDatabase();
	await restore(restored, path, await readHead(path));
	const kept = await restored.db.selectFrom('documents').select(['name', 'sha256']).execute();
	expect(new Map(kept.map(({ name, sha256 }) => [name, sha256.toString('hex')]))).toEqual(
		new Map(sent.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')]))
	);
});

test('of tables with files a backup has few rows in memory at once', async () => {
	const { pool } = await freshDatabase();
	const client = await pool.connect();
	const tables = await tablesOf(client);
	client.release();
	const files = tables.filter(({ name }) => ['documents', 'picture_files', 'ideas'].includes(name));
	expect(files.map((table) => [table.name, rowsAtOnce(table)])).toEqual([
		['documents', 8],
		['ideas', 1000],
		['picture_files', 8]
	]);
});
