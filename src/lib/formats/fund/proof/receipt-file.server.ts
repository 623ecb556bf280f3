import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { documentFile, type StoredDocument } from '../../../platform/documents/store.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';

/**
 * The picture of a receipt. Names and signatures stand on receipts, so only those see it who see who applied: jury and
 * planners do not.
 * @throws Refusal not_allowed; receipt_unknown (404)
 */
export async function receiptFile(
	db: Db,
	actor: Actor,
	application: Application,
	receiptId: string
): Promise<StoredDocument> {
	demand(permissions, actor, 'seeContact', application);
	const row = isUuid(receiptId)
		? await db
				.selectFrom('fundReceiptFiles as f')
				.innerJoin('fundReceipts as r', 'r.id', 'f.receiptId')
				.select('f.documentId')
				.where('r.id', '=', receiptId)
				.where('r.applicationId', '=', application.applicationId)
				.executeTakeFirst()
		: undefined;
	const file = row ? await documentFile(db, row.documentId) : null;
	if (!file) throw new Refusal('missing', 'receipt_unknown');
	return file;
}
