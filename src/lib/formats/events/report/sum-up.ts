import { verdict, type PeopleTarget } from '../headcount/target-text.ts';
import type { AnyCause, DateState } from '../states.ts';

/** One date of a series as its report looks at it. */
export type ReportedDate = Readonly<{
	eventId: string;
	state: DateState;
	cause: AnyCause | null;
	/** YYYY-MM-DD */
	day: string;
	/** Of the kind that the report looks at; null: it lies in none of them. */
	placeId: string | null;
	hasBegun: boolean;
	/** Confirmed places; 0 where nobody could register. */
	registered: number;
	/** How many came; null: nobody counted. */
	attended: number | null;
	target: PeopleTarget;
}>;

/** What was held, and for how many people. */
export type Sums = Readonly<{ dates: number; registered: number; attended: number }>;

export type Summary = Sums &
	Readonly<{
		/** Events with at least one date that was held. */
		events: number;
		/** Of the dates that were held: of how many it is known who came. */
		counted: number;
		/** Begun, and nobody said whether they were held. */
		unsaid: number;
		toCome: number;
		notHeld: number;
		cancelled: number;
		causes: readonly Readonly<{ cause: AnyCause; dates: number }>[];
		/** Of the counted dates whose event has a target. */
		target: Readonly<{ met: number; fewer: number; more: number }>;
		byDay: ReadonlyMap<string, Sums>;
		byPlace: ReadonlyMap<string | null, Sums>;
	}>;

/** Pure, so that every number of the report can be counted again. */
export function sumUp(dates: readonly ReportedDate[]): Summary {
	const held = dates.filter(({ state }) => state === 'held');
	const cancelled = dates.filter(({ state }) => state === 'cancelled');
	const planned = dates.filter(({ state }) => state === 'planned');
	const begun = planned.filter(({ hasBegun }) => hasBegun).length;
	const counted = held.filter(({ attended }) => attended !== null);
	const verdicts = counted.map(({ target, attended }) => verdict(target, attended!));
	const how = (one: 'met' | 'fewer' | 'more') => verdicts.filter((word) => word === one).length;
	return {
		...sumsOf(held),
		events: new Set(held.map(({ eventId }) => eventId)).size,
		counted: counted.length,
		unsaid: begun,
		toCome: planned.length - begun,
		notHeld: dates.filter(({ state }) => state === 'notHeld').length,
		cancelled: cancelled.length,
		causes: [...Map.groupBy(cancelled, ({ cause }) => cause!)]
			.map(([cause, { length }]) => ({ cause, dates: length }))
			.sort((a, b) => b.dates - a.dates),
		target: { met: how('met'), fewer: how('fewer'), more: how('more') },
		byDay: sumsBy(held, ({ day }) => day),
		byPlace: sumsBy(held, ({ placeId }) => placeId)
	};
}

const sumsBy = <Key>(held: readonly ReportedDate[], key: (date: ReportedDate) => Key) =>
	new Map([...Map.groupBy(held, key)].map(([group, dates]) => [group, sumsOf(dates)] as const));

const sumsOf = (held: readonly ReportedDate[]): Sums => ({
	dates: held.length,
	registered: held.reduce((sum, { registered }) => sum + registered, 0),
	attended: held.reduce((sum, { attended }) => sum + (attended ?? 0), 0)
});
