import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { forgetMailsTo } from '../../../platform/mail/outbox.server.ts';
import { dropAnswers } from './questions/answers.server.ts';

/** Registrations that are forgotten in one transaction. */
const batch = 500;

/** Days after the date that the host chose: names, addresses, answers and receipts go, numbers stay. */
export async function forgetGuests(db: Db, now: Date): Promise<void> {
	for (;;) {
		const forgotten = await db.transaction().execute(async (trx) => {
			const { rows } = await sql<{ id: string }>`
				select r.id from event_registrations r
				join event_dates d on d.id = r.date_id join event_ticketing t on t.event_id = r.event_id
				where not r.erased and d.ends_at + make_interval(days => t.forget_days) < ${now}
				limit ${batch} for update of r skip locked`.execute(trx);
			await forget(
				trx,
				rows.map(({ id }) => id)
			);
			return rows.length;
		});
		if (forgotten < batch) return;
	}
}

/** The same at once for everybody who ever registered in a series, when it is archived. */
export async function forgetGuestsOf(trx: Trx, activityId: string): Promise<void> {
	const rows = await trx
		.selectFrom('eventRegistrations as r')
		.innerJoin('events as e', 'e.id', 'r.eventId')
		.select('r.id')
		.where('e.activityId', '=', activityId)
		.where('r.erased', '=', false)
		.execute();
	for (let from = 0; from < rows.length; from += batch)
		await forget(
			trx,
			rows.slice(from, from + batch).map(({ id }) => id)
		);
}

async function forget(trx: Trx, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return;
	const known = await trx
		.selectFrom('eventRegistrations')
		.select('email')
		.where('id', 'in', ids)
		.execute();
	await trx
		.updateTable('eventRegistrations')
		.set({ name: null, email: null, askLater: false, erased: true })
		.where('id', 'in', ids)
		.execute();
	await dropAnswers(trx, ids);
	await trx.deleteFrom('receipts').where('subjectId', 'in', ids).execute();
	await forgetMailsTo(
		trx,
		known.flatMap(({ email }) => email ?? [])
	);
}
