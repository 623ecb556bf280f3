import { sql } from 'kysely';
import type { AccountActor, Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Upload } from '../../../platform/files/upload.server.ts';
import { seriesOf } from '../series/series.server.ts';
import { fatesOf, type FatedRow } from './fates.server.ts';
import { readRows, type ReadFile } from './read-rows.server.ts';
import { rowContext } from './row-context.server.ts';
import { demandFewFiles, demandRight, demandTaking, type Into } from './whose.server.ts';

/** Bytes of the largest file that is taken. */
export const largestFile = 10 * 1024 * 1024;

/** What the form of an import sends. */
export type SentFile = Readonly<{
	/** Made by the empty form: sent twice it is one import. */
	clientKey: string;
	/** Called only once it is clear that this person may send a file. */
	receive: () => Promise<Upload>;
}>;

/**
 * Reads a file into rows that wait to be taken; nothing of the programme changes. The file itself is not kept.
 * @returns id of the import
 * @throws Refusal not_allowed, series_unknown; series_closed, only_invited (409); too_many_files (429); file_too_large
 *   (413); file_missing and the reasons of `readRows` at the field `file` (422)
 */
export async function stageImport(
	db: Db,
	actor: Actor,
	into: Into,
	{ clientKey, receive }: SentFile,
	now: Date
): Promise<string> {
	const { activityId, organisationId } = into;
	const series = await seriesOf(db, activityId);
	demandRight(actor, series, organisationId);
	await demandTaking(db, series, organisationId, now);
	if (!isUuid(clientKey)) throw new Refusal('invalid', 'input_invalid');
	const file = await receive();
	try {
		const before = await stagedBefore(db, into, clientKey);
		if (before) return before;
		await demandFewFiles(db, organisationId, now);
		const read = await readRows(file.path, await rowContext(db, series, organisationId, now));
		const rows = await fatesOf(db, { ...into, source: read.format }, read.rows);
		return await keep(db, actor as AccountActor, into, {
			clientKey,
			fileName: file.name,
			read,
			rows
		});
	} finally {
		await file.discard();
	}
}

/** @throws Refusal input_invalid for a key that somebody else has used */
async function stagedBefore(
	db: Db | Trx,
	{ activityId, organisationId }: Into,
	clientKey: string
): Promise<string | null> {
	const row = await db
		.selectFrom('eventImports')
		.select(['id', 'organisationId'])
		.where('activityId', '=', activityId)
		.where('clientKey', '=', clientKey)
		.executeTakeFirst();
	if (row && row.organisationId !== organisationId) throw new Refusal('invalid', 'input_invalid');
	return row?.id ?? null;
}

type Staged = Readonly<{
	clientKey: string;
	fileName: string;
	read: ReadFile;
	rows: readonly FatedRow[];
}>;

async function keep(
	db: Db,
	{ accountId }: AccountActor,
	into: Into,
	{ clientKey, fileName, read, rows }: Staged
): Promise<string> {
	return db.transaction().execute(async (trx) => {
		const kept = await trx
			.insertInto('eventImports')
			.values({
				...{ ...into, clientKey, fileName: storable(fileName), createdBy: accountId },
				...{ format: read.format, encoding: read.encoding, unused: read.unused.map(storable) },
				total: rows.filter(({ brought }) => brought !== null).length
			})
			.onConflict((on) => on.columns(['activityId', 'clientKey']).doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!kept) return (await stagedBefore(trx, into, clientKey))!;
		await keepRows(trx, kept.id, rows);
		return kept.id;
	});
}

async function keepRows(trx: Trx, importId: string, rows: readonly FatedRow[]): Promise<void> {
	const values = rows.map(({ eventId, ...row }, index) => ({
		...row,
		row: index + 1,
		event: eventId
	}));
	await sql`
		insert into event_import_rows (import_id, row, line, uid, title, fate, brought, problems, notes, digest, event_id)
		select ${importId}, v.row, v.line, v.uid, v.title, v.fate, v.brought, v.problems, v.notes, v.digest, v.event
		from jsonb_to_recordset(${JSON.stringify(values, storableValue)}::jsonb) as v (row integer, line integer, uid text,
			title text, fate text, brought jsonb, problems jsonb, notes jsonb, digest text, event uuid)`.execute(
		trx
	);
}

/** PostgreSQL keeps no zero character and JSON no half of a surrogate pair. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();
const storableValue = (_: string, value: unknown) =>
	typeof value === 'string' ? storable(value) : value;
