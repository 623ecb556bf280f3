import { openStates, queueStates, type QueueState } from './contract.ts';

/** Which part of the queue somebody looks at. */
export type QueueFilter = Readonly<{
	states: readonly QueueState[];
	/** `<format>.<kind>`; empty: all. */
	kind: string;
	activityId: string | null;
	/** Only what has waited for at least so many days. */
	minDays: number;
}>;

/** What the tabs offer: all that is open, or one state. */
export const queueTabs = ['open', 'waiting', 'reported', 'unchecked', 'hidden'] as const;
export type QueueTab = (typeof queueTabs)[number];

/** Days that the filter offers. */
export const ages = [0, 2, 7, 14] as const;

export const tabOf = (query: URLSearchParams): QueueTab =>
	queueTabs.find((tab) => tab === query.get('state')) ?? 'open';

const statesOf = (tab: QueueTab): readonly QueueState[] =>
	tab === 'open' ? openStates : queueStates.filter((state) => state === tab);

/** Reads the filter from an address; what makes no sense there does not limit. */
export function queueFilterOf(query: URLSearchParams): QueueFilter {
	const activity = query.get('activity') ?? '';
	const kind = query.get('kind') ?? '';
	const days = Number(query.get('days') ?? 0);
	return {
		states: statesOf(tabOf(query)),
		kind: isKind(kind) ? kind : '',
		activityId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(activity) ? activity : null,
		minDays: Number.isInteger(days) && days > 0 && days < 10_000 ? days : 0
	};
}

const isKind = (text: string): boolean => /^[a-z]+\.[a-z]+$/i.test(text);
