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
import { lockApplication, type Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { mostAttachments } from './attachments.ts';
import { isWritable } from './save-draft.server.ts';

/** In the order in which they were added. */
export async function attachmentsOf(db: Db | Trx, applicationId: string): Promise<ShownDocument[]> {
	return documentsOf(db, await idsOf(db, applicationId));
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
		const values = tickets.map((ticket) => ({
			documentId: documents.idOf(ticket, owner)!,
			applicationId: application.applicationId
		}));
		await trx.insertInto('fundAttachments').values(values).execute();
	});
}

/** Harmless to repeat. @throws Refusal not_allowed, not_possible_now (409) */
export async function detachFile(
	db: Db,
	actor: Actor,
	applicationId: string,
	documentId: string
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await demandWritable(trx, actor, applicationId);
		if (!isUuid(documentId)) return;
		await trx
			.deleteFrom('fundAttachments')
			.where('applicationId', '=', applicationId)
			.where('documentId', '=', documentId)
			.execute();
	});
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
