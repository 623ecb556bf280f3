import type { AccountActor, Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Upload } from '../../../platform/files/upload.server.ts';
import { mapSubject } from '../map.server.ts';
import { permissions } from '../permissions.ts';
import { readFile } from './read-file.server.ts';
import { workAt } from './work.server.ts';

/** Bytes of the largest file that is taken. */
export const largestFile = 50 * 1024 * 1024;

/** Work that goes on after the answer; a test waits for it, a page asks how far it is. */
export type Started = Readonly<{ importId: string; work: Promise<void> }>;

/**
 * Begins an import with its file, which is read in the background and deleted after that.
 * @throws Refusal forbidden, map_unknown
 */
export async function startImport(
	db: Db,
	actor: Actor,
	activityId: string,
	receive: () => Promise<Upload>
): Promise<Started> {
	// Before the upload is read: who may not import sends nothing to our disk.
	demand(permissions, actor, 'import', await mapSubject(db, activityId));
	const file = await receive();
	const { id } = await db
		.insertInto('ideaImports')
		.values({
			activityId,
			fileName: file.name.replaceAll('\0', '').toWellFormed(),
			state: 'reading',
			total: file.bytes,
			createdBy: (actor as AccountActor).accountId
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const work = workAt(db, id, 'failed', (progress) => readFile(db, id, file, progress)).finally(
		file.discard
	);
	return { importId: id, work };
}
