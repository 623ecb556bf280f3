import type { Actor } from '../../access/actor.ts';
import { can } from '../../access/can.ts';
import { isOverdue } from './check-age.ts';
import { offerPermissions } from './permissions.ts';
import type { KeptOffer } from './reads.server.ts';

/** An offer on the pages of those who keep it. */
export type KeptCard = Pick<
	KeptOffer,
	'id' | 'kind' | 'name' | 'organisationId' | 'organisation' | 'place' | 'lastCheckedOn'
> &
	Readonly<{ checkedBy: string | null; overdue: boolean; archived: boolean; mayChange: boolean }>;

/** @param today YYYY-MM-DD */
export const keptCards = (offers: readonly KeptOffer[], actor: Actor, today: string): KeptCard[] =>
	offers.map((offer) => {
		const { id, kind, name, organisationId, organisation, place, lastCheckedOn, checkedBy } = offer;
		const archived = offer.archivedAt !== null;
		return {
			...{ id, kind, name, organisationId, organisation, place, lastCheckedOn, checkedBy },
			archived,
			overdue: !archived && isOverdue(lastCheckedOn, today),
			mayChange: can(offerPermissions, actor, 'offer.change', offer)
		};
	});

/** Whether the actor belongs to the organisation and keeps its offers from inside. */
export const belongsTo = (actor: Actor, organisationId: string): boolean =>
	actor.kind === 'account' && actor.organisations.some(({ id }) => id === organisationId);
