import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { localDay } from '../../platform/local-time.ts';
import type { Means } from '../people/means.ts';
import { findOffer, tell, whyNot } from './known.server.ts';
import { offerPermissions } from './permissions.ts';

type Own = Pick<Means, 'db' | 'clock'>;

/** The columns of a check by this actor today, as a form makes one: there is no press to take back. */
export const checkedNow = (means: Pick<Means, 'clock'>, actor: Actor) => ({
	lastCheckedOn: localDay(means.clock()),
	lastCheckedBy: accountOf(actor),
	checkedBeforeOn: null,
	checkedBeforeBy: null
});

/**
 * Says that all of an offer is right today.
 * @param seen version that the actor read: what somebody changed since then was not looked at
 * @throws Refusal offer_unknown, not_allowed, changed_since_seen (409), archived (409)
 */
export async function checkOffer(
	means: Own,
	actor: Actor,
	id: string,
	seen: number
): Promise<void> {
	const offer = await findOffer(means.db, id);
	demand(offerPermissions, actor, 'offer.check', offer);
	await means.db.transaction().execute(async (trx) => {
		const checked = await trx
			.updateTable('offers')
			.set({ ...checkedNow(means, actor), ...replaced(means, actor) })
			.where('id', '=', id)
			.where('version', '=', seen)
			.where('archivedAt', 'is', null)
			.executeTakeFirst();
		if (checked.numUpdatedRows === 0n) throw await whyNot(trx, id, seen, 'changed_since_seen');
		await tell(trx, actor, 'offer.checked', offer);
	});
}

/**
 * Takes one's own last check back: the former day and name stand there again.
 * @throws Refusal offer_unknown, not_allowed, check_gone (409), archived (409)
 */
export async function takeCheckBack(means: Own, actor: Actor, id: string): Promise<void> {
	const offer = await findOffer(means.db, id);
	demand(offerPermissions, actor, 'offer.check', offer);
	await means.db.transaction().execute(async (trx) => {
		const back = await trx
			.updateTable('offers')
			.set({
				lastCheckedOn: sql<string>`checked_before_on`,
				lastCheckedBy: sql<string | null>`checked_before_by`,
				checkedBeforeOn: null,
				checkedBeforeBy: null
			})
			.where('id', '=', id)
			.where('archivedAt', 'is', null)
			.where('checkedBeforeOn', 'is not', null)
			.where('lastCheckedBy', 'is not distinct from', accountOf(actor))
			.executeTakeFirst();
		if (back.numUpdatedRows === 0n) throw await whyNotBack(trx, id);
		await tell(trx, actor, 'offer.checkTakenBack', offer);
	});
}

/** A second press by the same person on the same day keeps what the first one replaced. */
function replaced(means: Own, actor: Actor) {
	const again = sql`(last_checked_on = ${localDay(means.clock())}::date
		and last_checked_by is not distinct from ${accountOf(actor)}::uuid)`;
	return {
		checkedBeforeOn: sql<
			string | null
		>`case when ${again} then checked_before_on else last_checked_on end`,
		checkedBeforeBy: sql<
			string | null
		>`case when ${again} then checked_before_by else last_checked_by end`
	};
}

async function whyNotBack(trx: Trx, id: string): Promise<Refusal> {
	const { archivedAt } = await trx
		.selectFrom('offers')
		.select('archivedAt')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return new Refusal('conflict', archivedAt ? 'archived' : 'check_gone');
}

const accountOf = (actor: Actor): string | null =>
	actor.kind === 'account' ? actor.accountId : null;
