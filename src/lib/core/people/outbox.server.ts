import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import { readOutbox, retryNow, type OutboxRow } from '../../platform/mail/outbox.server.ts';
import { record } from '../history/record.server.ts';
import type { Means } from './means.ts';
import { people } from './permissions.ts';

const pageSize = 50;

/** What mails wait, went out or were given up; never their text. */
export async function listOutbox(
	means: Means,
	actor: Actor,
	page: number
): Promise<{ rows: OutboxRow[]; pages: number }> {
	demand(people, actor, 'outbox.read', await wholeHouse(means));
	const offset = (Math.max(page, 1) - 1) * pageSize;
	const { rows, total } = await readOutbox(means.db, { offset, limit: pageSize });
	return { rows, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

/** Does not wait for the next try; of a mail that was sent or given up nothing changes. */
export async function retryMail(means: Means, actor: Actor, id: string): Promise<void> {
	demand(people, actor, 'outbox.retry', await wholeHouse(means));
	if (!isUuid(id)) return;
	await means.db.transaction().execute(async (trx) => {
		if (!(await retryNow(trx, id, means.clock()))) return;
		await record(trx, actor, { action: 'mail.retried', subjectKind: 'mail', subjectId: id });
	});
}

async function wholeHouse(means: Means) {
	const top = await means.db
		.selectFrom('places')
		.select('id')
		.where('parentId', 'is', null)
		.execute();
	return { topPlaces: top.map(({ id }) => id) };
}
