import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { ShownDocument } from '../../../platform/documents/limits.ts';
import { takeFiles } from '../../../platform/documents/of-form.server.ts';
import {
	documentFile,
	documentsOf,
	type Documents,
	type StoredDocument
} from '../../../platform/documents/store.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { lockApplication, recordOfApplication, type Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { mostAttachments } from './attachments.ts';
import { isWritable } from './save-draft.server.ts';

/** A file of an application. */
export type Attachment = ShownDocument &
	Readonly<{
		/** The office has it with what was handed in: it stays. */
		wasSeen: boolean;
	}>;

/** In the order in which they were added. */
export async function attachmentsOf(db: Db | Trx, applicationId: string): Promise<Attachment[]> {
	const rows = await db
		.selectFrom('fundAttachments as t')
		.innerJoin('fundApplications as a', 'a.id', 't.applicationId')
		.select(['t.documentId', (eb) => eb('t.version', '<', eb.ref('a.version')).as('wasSeen')])
		.where('t.applicationId', '=', applicationId)
		.orderBy('t.sequence')
		.execute();
	const seen = new Map(rows.map(({ documentId, wasSeen }) => [documentId, Boolean(wasSeen)]));
	const documents = await documentsOf(db, [...seen.keys()]);
	return documents.map((document) => ({ ...document, wasSeen: seen.get(document.id)! }));
}

async function idsOf(db: Db | Trx, applicationId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('fundAttachments')
		.select('documentId')
		.where('applicationId', '=', applicationId)
		.orderBy('sequence')
		.execute();
	return rows.map(({ documentId }) => documentId);
}

/**
 * Attaches files to a draft. They are looked at before the application is locked: that takes seconds.
 * @throws Refusal of the store of documents; documents_too_many (422), not_allowed, not_possible_now (409)
 */
export async function attachFiles(
	db: Db,
	actor: Actor,
	documents: Documents,
	applicationId: string,
	files: readonly File[]
): Promise<void> {
	if (files.length === 0) return;
	const owner = `fund application ${applicationId}`;
	const has = (await idsOf(db, applicationId)).length;
	const tickets = await takeFiles(documents, files, { has, most: mostAttachments, owner });
	await db.transaction().execute(async (trx) => {
		const application = await demandWritable(trx, actor, applicationId);
		// Two devices at once: each saw room for its own.
		if ((await idsOf(trx, applicationId)).length + tickets.length > mostAttachments)
			throw new Refusal('invalid', 'documents_too_many', { documents: 'documents_too_many' });
		const version = await versionOf(trx, applicationId);
		const values = tickets.map((ticket) => ({
			version,
			documentId: documents.idOf(ticket, owner)!,
			applicationId: application.applicationId
		}));
		await trx.insertInto('fundAttachments').values(values).execute();
		await noteFiles(trx, actor, application, 'attached', tickets.length);
	});
}

/**
 * Takes away what was added since the application was last handed in; what the office has seen stays. Harmless to repeat.
 * @throws Refusal not_allowed, not_possible_now, attachment_was_seen (409)
 */
export async function detachFile(
	db: Db,
	actor: Actor,
	applicationId: string,
	documentId: string
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await demandWritable(trx, actor, applicationId);
		if (!isUuid(documentId)) return;
		const gone = await trx
			.deleteFrom('fundAttachments')
			.where('applicationId', '=', applicationId)
			.where('documentId', '=', documentId)
			.returning('version')
			.executeTakeFirst();
		if (!gone) return;
		if (gone.version < (await versionOf(trx, applicationId)))
			throw new Refusal('conflict', 'attachment_was_seen');
		await noteFiles(trx, actor, application, 'detached', 1);
	});
}

/** How often the application has been handed in. */
export async function versionOf(db: Db | Trx, applicationId: string): Promise<number> {
	const { version } = await db
		.selectFrom('fundApplications')
		.select('version')
		.where('id', '=', applicationId)
		.executeTakeFirstOrThrow();
	return version;
}

/** From the first submission on; a draft is nobody's business yet. */
async function noteFiles(
	trx: Trx,
	actor: Actor,
	application: Application,
	verb: 'attached' | 'detached',
	files: number
): Promise<void> {
	if (application.state === 'draft') return;
	await recordOfApplication(trx, actor, application, verb, { files });
}

async function demandWritable(trx: Trx, actor: Actor, id: string): Promise<Application> {
	const application = await lockApplication(trx, id);
	demand(permissions, actor, 'apply', application);
	if (!isWritable(application)) throw new Refusal('conflict', 'not_possible_now');
	return application;
}

/** One attachment, for who may see the application. @throws Refusal not_allowed, document_unknown (404) */
export async function attachmentFile(
	db: Db,
	actor: Actor,
	application: Application,
	documentId: string
): Promise<StoredDocument> {
	demand(permissions, actor, 'see', application);
	const isIts = (await idsOf(db, application.applicationId)).includes(documentId);
	const file = isIts ? await documentFile(db, documentId) : null;
	if (!file) throw new Refusal('missing', 'document_unknown');
	return file;
}
