import { bounded } from '../bounded.ts';
import type { Db, Trx } from '../db/database.server.ts';
import { ownerTickets } from '../owner-tickets.server.ts';
import { deriveKey } from '../secrets.ts';
import type { DocumentMediaType, ShownDocument } from './limits.ts';
import { demandDocument, documentName, makeDocument } from './make.server.ts';
import type { VirusScanner } from './virus-scanner.server.ts';

/** Documents of a running process. */
export type Documents = Readonly<{
	/**
	 * Checks and stores a file that nothing has yet.
	 * @param name as the sender's device calls it
	 * @param owner what it is for; only under the same owner does its ticket count
	 * @returns a ticket to put into the form
	 * @throws Refusal of `demandDocument`, `VirusScanner.demandClean` and `makeDocument`; `away` documents_busy (503)
	 */
	take(bytes: Uint8Array, name: string, owner: string): Promise<string>;
	/** The document's id, or null for a ticket that is forged or another owner's. */
	idOf(ticket: string, owner: string): string | null;
}>;

/** One at a time decodes at most 150 MB of pixels; pictures on pages have their own turn. */
const checks = { running: 1, waiting: 20, reason: 'documents_busy' } as const;

const day = 86_400_000;

/** @param scanner null: none is configured, and documents say so */
export function openDocuments(
	db: Db,
	{
		appSecret,
		scanner,
		clock
	}: { appSecret: string; scanner: VirusScanner | null; clock: () => Date }
): Documents {
	const tickets = ownerTickets(deriveKey(appSecret, 'documents'));
	const inTurn = bounded(checks);
	return {
		take: async (bytes, name, owner) => {
			const kind = demandDocument(bytes);
			// As it came: of a picture made anew nothing could be found any more.
			await scanner?.demandClean(bytes);
			const made = await inTurn(() => makeDocument(bytes, kind));
			const { id } = await db
				.insertInto('documents')
				.values({
					...made,
					name: documentName(name, made.mediaType),
					uploadedOn: dateOf(clock()),
					scan: scanner ? 'clean' : 'unscanned'
				})
				.returning('id')
				.executeTakeFirstOrThrow();
			return tickets.ticketOf(id, owner);
		},
		idOf: tickets.idOf
	};
}

const dateOf = (time: Date): string => time.toISOString().slice(0, 10);

/** What pages show of these documents, in the order of their ids; those that are gone are left out. */
export async function documentsOf(db: Db | Trx, ids: readonly string[]): Promise<ShownDocument[]> {
	if (ids.length === 0) return [];
	const rows = await db
		.selectFrom('documents')
		.select(['id', 'name', 'mediaType', 'size', 'scan', 'uploadedOn'])
		.where('id', 'in', ids)
		.execute();
	const byId = new Map(rows.map((row) => [row.id, row as ShownDocument]));
	return ids.flatMap((id) => byId.get(id) ?? []);
}

/** A document with its bytes. Who may have it is for the caller to decide. */
export type StoredDocument = Readonly<{
	name: string;
	mediaType: DocumentMediaType;
	bytes: Buffer;
}>;

export async function documentFile(db: Db, id: string): Promise<StoredDocument | null> {
	const row = await db
		.selectFrom('documents')
		.select(['name', 'mediaType', 'bytes'])
		.where('id', '=', id)
		.executeTakeFirst();
	return (row as StoredDocument | undefined) ?? null;
}

/** Files of forms that were never sent: kept for one day and the rest of it. */
export async function deleteUnusedDocuments(db: Db, now: Date): Promise<void> {
	const yesterday = dateOf(new Date(now.getTime() - day));
	await db
		.deleteFrom('documents')
		.where('inUse', '=', false)
		.where('uploadedOn', '<', yesterday)
		.execute();
}
