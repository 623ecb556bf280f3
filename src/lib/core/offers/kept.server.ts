import type { Actor } from '../../access/actor.ts';
import { can } from '../../access/can.ts';
import { isOverdue } from './check-age.ts';
import { offerPermissions } from './permissions.ts';
import type { KeptOffer } from './reads.server.ts';

type Shown =
	| 'id'
	| 'kind'
	| 'name'
	| 'organisationId'
	| 'organisation'
	| 'place'
	| 'lastCheckedOn'
	| 'checkedBy'
	| 'archivedByStaff'
	| 'version';

/** What changes with time and is compared before somebody says that it is right. */
type ToCompare = 'opening' | 'phone' | 'address' | 'website';

/** An offer on the pages of those who keep it. */
export type KeptCard = Pick<KeptOffer, Shown | ToCompare> &
	Readonly<{
		overdue: boolean;
		archived: boolean;
		mayChange: boolean;
		mayRestore: boolean;
		/** The last check was a press of this actor and can be taken back. */
		mayTakeBack: boolean;
	}>;

/** @param today YYYY-MM-DD */
export const keptCards = (offers: readonly KeptOffer[], actor: Actor, today: string): KeptCard[] =>
	offers.map((offer) => {
		const { id, kind, name, organisationId, organisation, place, lastCheckedOn, checkedBy } = offer;
		const { opening, phone, address, website, version, archivedByStaff } = offer;
		const archived = offer.archivedAt !== null;
		return {
			...{ id, kind, name, organisationId, organisation, place, lastCheckedOn, checkedBy },
			...{ opening, phone, address, website, version, archivedByStaff },
			archived,
			overdue: !archived && isOverdue(lastCheckedOn, today),
			mayChange: can(offerPermissions, actor, 'offer.change', offer),
			mayRestore: can(offerPermissions, actor, 'offer.restore', offer),
			mayTakeBack: !archived && offer.checkedBeforeOn !== null && isOwnCheck(offer, actor)
		};
	});

const isOwnCheck = ({ lastCheckedBy }: KeptOffer, actor: Actor): boolean =>
	actor.kind === 'account' && lastCheckedBy === actor.accountId;
