import type { Trx } from '../../../platform/db/database.server.ts';

/** Deletes what was written in these matters, by whoever wrote, by the team and to whom it was passed on. */
export async function eraseWords(trx: Trx, messageIds: readonly string[]): Promise<void> {
	if (messageIds.length === 0) return;
	await trx.deleteFrom('contactEntries').where('messageId', 'in', messageIds).execute();
	await trx
		.updateTable('contactMessages')
		.set({ passedTo: null, erased: true })
		.where('id', 'in', messageIds)
		.execute();
}
