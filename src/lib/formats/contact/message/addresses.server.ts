import type { Trx } from '../../../platform/db/database.server.ts';
import { forgetMailsTo } from '../../../platform/mail/outbox.server.ts';

/**
 * Forgets the address of whoever wrote, and the mail that told of an answer. While that is still on its way the address
 * is kept, because the outbox has it too: the housekeeping comes back.
 */
export async function forgetAddress(
	trx: Trx,
	{ messageId, email }: Readonly<{ messageId: string; email: string | null }>
): Promise<void> {
	if (email === null) return;
	const onItsWay = await trx
		.selectFrom('mails')
		.select('id')
		.where('recipient', '=', email)
		.where('sentAt', 'is', null)
		.where('givenUpAt', 'is', null)
		.limit(1)
		.executeTakeFirst();
	if (onItsWay) return;
	await forgetMailsTo(trx, [email]);
	await trx
		.updateTable('contactMessages')
		.set({ email: null })
		.where('id', '=', messageId)
		.execute();
}
