import type { Actor } from '../../access/actor.ts';
import { can, demand } from '../../access/can.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Means } from '../people/means.ts';
import { findOffer, tell } from './known.server.ts';
import { belongsTo, offerPermissions } from './permissions.ts';

type Own = Pick<Means, 'db' | 'clock'>;

/**
 * Takes an offer out of the directory; it can come back. A second time nothing happens, except that staff can take
 * down for good what its people had archived.
 * @throws Refusal offer_unknown, not_allowed
 */
export async function archiveOffer(means: Own, actor: Actor, id: string): Promise<void> {
	const offer = await findOffer(means.db, id);
	demand(offerPermissions, actor, 'offer.archive', offer);
	const archivedByStaff = !belongsTo(actor, offer.organisationId);
	await means.db.transaction().execute(async (trx) => {
		const archived = await trx
			.updateTable('offers')
			.set({ archivedAt: means.clock(), archivedByStaff })
			.where('id', '=', id)
			.where((eb) =>
				archivedByStaff ? eb('archivedByStaff', '=', false) : eb('archivedAt', 'is', null)
			)
			.executeTakeFirst();
		if (archived.numUpdatedRows > 0n) await tell(trx, actor, 'offer.archived', offer);
	});
}

/**
 * Brings an archived offer back as it was, with the day of its last check.
 * @throws Refusal offer_unknown, not_allowed, archived_by_staff (403)
 */
export async function restoreOffer(means: Own, actor: Actor, id: string): Promise<void> {
	const offer = await findOffer(means.db, id);
	if (offer.archivedByStaff && can(offerPermissions, actor, 'offer.archive', offer))
		if (!can(offerPermissions, actor, 'offer.restore', offer)) throw takenDown();
	demand(offerPermissions, actor, 'offer.restore', offer);
	await means.db.transaction().execute(async (trx) => {
		const restored = await trx
			.updateTable('offers')
			.set({ archivedAt: null, archivedByStaff: false })
			.where('id', '=', id)
			.where('archivedAt', 'is not', null)
			// Staff may have taken it down since the right was looked at.
			.where('archivedByStaff', '=', offer.archivedByStaff)
			.executeTakeFirst();
		if (restored.numUpdatedRows > 0n) await tell(trx, actor, 'offer.restored', offer);
	});
}

/** Its people read why, instead of only that they may not. */
const takenDown = () => new Refusal('forbidden', 'archived_by_staff');
