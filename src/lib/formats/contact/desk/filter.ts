import { messageStates, type MessageState } from '../states.ts';

/** What the team looks for; empty: everything. */
export type InboxFilter = Readonly<{
	/** `due`: what waits for the team, `overdue`: what waits too long. */
	state: MessageState | 'due' | 'overdue' | '';
	topic: string;
	place: string;
	/** Only what I take care of. */
	mine: boolean;
	/** From 1. */
	page: number;
}>;

/** States that can be asked for, in the order in which they are offered. */
export const askedStates = ['due', 'overdue', ...messageStates] as const;

export function filterOf(query: URLSearchParams): InboxFilter {
	const state = query.get('state') ?? '';
	return {
		state: (askedStates as readonly string[]).includes(state)
			? (state as InboxFilter['state'])
			: '',
		topic: query.get('topic') ?? '',
		place: query.get('place') ?? '',
		mine: query.get('mine') === '1',
		page: Math.min(Math.max(1, Math.trunc(Number(query.get('page'))) || 1), 10_000)
	};
}

export const isFiltered = ({ state, topic, place, mine }: InboxFilter): boolean =>
	state !== '' || topic !== '' || place !== '' || mine;

/** The same filter on another page of the list, as a query. */
export function queryOf({ state, topic, place, mine }: InboxFilter, page: number): string {
	const query = new URLSearchParams();
	if (state) query.set('state', state);
	if (topic) query.set('topic', topic);
	if (place) query.set('place', place);
	if (mine) query.set('mine', '1');
	if (page > 1) query.set('page', String(page));
	return query.size > 0 ? `?${query}` : '';
}
