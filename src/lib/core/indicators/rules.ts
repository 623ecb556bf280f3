/** What a value means for its target. Pure: today is handed in as YYYY-MM-DD. */

export type Target = Readonly<{
	comparator: '>=' | '<=' | '=' | 'between' | 'done';
	/** Null: only the number is asked for. */
	lowerBound: number | null;
	upperBound: number | null;
	/** Last day, YYYY-MM-DD. */
	due: string | null;
}>;

/** First axis: the goal. `notComputable`: there is no value (yet), so nothing can be said. */
export const goalStates = [
	'met',
	'notYet',
	'missed',
	'reportedOnly',
	'noTarget',
	'notComputable'
] as const;
export type GoalState = (typeof goalStates)[number];

/** Second axis: the data. `stale`: the facts behind the released value have changed since. */
export const dataStates = ['none', 'draftOnly', 'released', 'stale', 'suppressed'] as const;
export type DataState = (typeof dataStates)[number];

/** A value as it may be shown; `judged`: where every period or every event has to meet the target, how many did. */
export type Value = Readonly<{ value: number; judged: { met: number; all: number } | null }>;

export function goalState(target: Target | null, value: Value | null, today: string): GoalState {
	if (!target) return 'noTarget';
	if (asksOnlyForTheNumber(target)) return 'reportedOnly';
	if (!value) return 'notComputable';
	if (meets(target, value)) return 'met';
	return target.due !== null && today > target.due ? 'missed' : 'notYet';
}

export function dataState(indicator: {
	released: boolean;
	draft: boolean;
	suppressed: boolean;
	stale: boolean;
}): DataState {
	if (!indicator.released) return indicator.draft ? 'draftOnly' : 'none';
	if (indicator.suppressed) return 'suppressed';
	return indicator.stale ? 'stale' : 'released';
}

function meets(target: Target, { value, judged }: Value): boolean {
	if (judged) return judged.all > 0 && judged.met === judged.all;
	switch (target.comparator) {
		case '>=':
			return value >= target.lowerBound!;
		case '<=':
			return value <= target.lowerBound!;
		case '=':
			return value === target.lowerBound;
		case 'between':
			return value >= target.lowerBound! && value <= target.upperBound!;
		case 'done':
			return value >= 1;
	}
}

export function asksOnlyForTheNumber({ comparator, lowerBound }: Target): boolean {
	return comparator !== 'done' && lowerBound === null;
}

/** Days from today within which a target counts as due soon. */
const soon = 90;

export function isDueSoon({ due }: Target, today: string): boolean {
	if (due === null || due < today) return false;
	return (Date.parse(due) - Date.parse(today)) / 86_400_000 <= soon;
}

/**
 * Where value and target stand on a bar from 0 to 1. Percent end at 100; everything else a little beyond the
 * larger of value and target. Null where a bar would say nothing.
 */
export function barPositions(
	target: Target | null,
	value: number,
	unit: string | null
): { value: number; from: number | null; to: number | null } | null {
	if (value < 0 || !target || target.lowerBound === null || target.lowerBound < 0) return null;
	const top = target.upperBound ?? target.lowerBound;
	const end = unit === 'Prozent' ? 100 : Math.max(value, top) * 1.15;
	if (end === 0) return null;
	const at = (bound: number | null) => (bound === null ? null : Math.min(bound / end, 1));
	return {
		value: Math.min(value / end, 1),
		from: at(target.lowerBound),
		to: at(target.upperBound)
	};
}
