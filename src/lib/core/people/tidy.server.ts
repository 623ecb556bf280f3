import { system } from '../../access/actor.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { record } from '../history/record.server.ts';
import { forgottenAfterHours } from './sign-in/attempts.server.ts';

/** Used and expired links are kept this long, so that somebody who clicks a stale one is told that it has expired. */
const linkDays = 30;

/** Deletes what nobody can use any more: sessions, mailed links and counters of failed attempts whose time is over. */
export async function tidyPeople(db: Db, now: Date): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const sessions = await deleted(
			trx.deleteFrom('accountSessions').where('expiresAt', '<=', now).executeTakeFirst()
		);
		const longAgo = new Date(now.getTime() - linkDays * 86_400_000);
		const links = await deleted(
			trx.deleteFrom('accountTokens').where('expiresAt', '<=', longAgo).executeTakeFirst()
		);
		await trx
			.deleteFrom('attemptCounters')
			.where('windowEndsAt', '<', new Date(now.getTime() - forgottenAfterHours * 3_600_000))
			.execute();
		if (sessions + links > 0) await tell(trx, { sessions, links });
	});
}

const deleted = async (result: Promise<{ numDeletedRows: bigint }>) =>
	Number((await result).numDeletedRows);

function tell(trx: Trx, detail: { sessions: number; links: number }): Promise<void> {
	return record(trx, system, {
		action: 'people.tidied',
		subjectKind: 'house',
		subjectId: 'people',
		detail
	});
}
