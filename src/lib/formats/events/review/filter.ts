import { isUuid } from '../../../platform/db/uuid.ts';
import { states, type State } from '../states.ts';

/** What staff narrow the list of events by; null: all. */
export type EventFilter = Readonly<{
	state: State | 'changed' | null;
	placeId: string | null;
	theme: string | null;
	organisationId: string | null;
}>;

/** Reads the address; what cannot be is left out. */
export function filterOf(query: URLSearchParams): EventFilter {
	const text = (name: string) => query.get(name)?.trim().slice(0, 200) || null;
	const state = text('state');
	const organisationId = text('host');
	return {
		state:
			state === 'changed' || (states as readonly (string | null)[]).includes(state)
				? (state as EventFilter['state'])
				: null,
		placeId: text('place'),
		theme: text('theme'),
		organisationId: organisationId && isUuid(organisationId) ? organisationId : null
	};
}

export const isFiltered = (filter: EventFilter): boolean =>
	Object.values(filter).some((value) => value !== null);
