import type { AnyCause, DateState } from '../states.ts';

export type Occurrence = Readonly<{ local: string; startsAt: Date; endsAt: Date }>;

/** A date as it is kept. */
export type KeptDate = Readonly<{
	id: string;
	local: string;
	startsAt: Date;
	endsAt: Date;
	state: DateState;
	cause: AnyCause | null;
	moved: boolean;
	/** Something hangs on it: it may be called off, never deleted. */
	needed: boolean;
}>;

/** What to do so that the dates follow the recurrence. */
export type DatePlan = Readonly<{
	insert: readonly Occurrence[];
	/** Another duration, or a clock that was changed by law. */
	retime: readonly Readonly<{ id: string; to: Occurrence }>[];
	/** Called off because an earlier rule had it no more; this one has it again. */
	revive: readonly Readonly<{ id: string; to: Occurrence }>[];
	cancel: readonly string[];
	remove: readonly string[];
}>;

type Moment = Readonly<{
	now: Date;
	/** It was approved at some time: people may have been there, so the past stays as it was. */
	published: boolean;
}>;

/**
 * Compares dates and recurrence. A date that stays keeps its id, whatever changes around it. Of a published event the
 * past is left alone and gets no new dates: changing the rule says what will be, not what was.
 */
export function planDates(
	kept: readonly KeptDate[],
	wanted: readonly Occurrence[],
	{ now, published }: Moment
): DatePlan {
	const isFixed = ({ startsAt }: { startsAt: Date }) => published && startsAt <= now;
	const byLocal = new Map(kept.map((date) => [date.local, date]));
	const named = new Set(wanted.map(({ local }) => local));
	const pairs = wanted.flatMap((to) => {
		const date = byLocal.get(to.local);
		return date && !isFixed(date) ? [{ date, to }] : [];
	});
	const gone = kept.filter((date) => !named.has(date.local) && !isFixed(date));
	return {
		insert: wanted.filter((to) => !byLocal.has(to.local) && !isFixed(to)),
		retime: pairs
			.filter(({ date, to }) => date.state === 'planned' && !date.moved && !sameTime(date, to))
			.map(({ date, to }) => ({ id: date.id, to })),
		revive: pairs
			.filter(({ date }) => date.cause === 'rule')
			.map(({ date, to }) => ({ id: date.id, to })),
		cancel: gone.filter(({ needed, state }) => needed && state === 'planned').map(({ id }) => id),
		remove: gone.filter(({ needed }) => !needed).map(({ id }) => id)
	};
}

const sameTime = (date: KeptDate, to: Occurrence): boolean =>
	date.startsAt.getTime() === to.startsAt.getTime() &&
	date.endsAt.getTime() === to.endsAt.getTime();
