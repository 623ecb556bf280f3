/** How an event stands; German names in docs/glossary.md. */
export const states = [
	'draft',
	'submitted',
	'queried',
	'approved',
	'rejected',
	'withdrawn',
	'cancelled'
] as const;
export type State = (typeof states)[number];

/** Everybody sees them, unless the event is a closed one. */
export const publicStates = ['approved', 'cancelled'] as const satisfies readonly State[];

/** In which host and office may still change what is written. */
export const openStates: readonly State[] = ['draft', 'submitted', 'queried', 'approved'];

/** How one date stands. */
export const dateStates = ['planned', 'cancelled', 'held', 'notHeld'] as const;
export type DateState = (typeof dateStates)[number];

/** Why somebody calls a date off. The database also knows `rule` and `event`, which nobody chooses. */
export const causes = ['weather', 'illness', 'tooFew', 'room', 'other'] as const;
export type Cause = (typeof causes)[number];
export type AnyCause = Cause | 'rule' | 'event';

/** `actionWeek` has a first and a last day; `running` goes on until it is finished. */
export const seriesKinds = ['actionWeek', 'running'] as const;
export type SeriesKind = (typeof seriesKinds)[number];

export const coverageKinds = ['district', 'socialSpace', 'quarter', 'square'] as const;
export type CoverageKind = (typeof coverageKinds)[number];
