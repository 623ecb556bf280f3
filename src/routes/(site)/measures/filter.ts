import { goalStates, type GoalState } from '#lib/core/indicators/rules.ts';
import type { MeasureFilter } from '#lib/core/measures/reads.server.ts';

/** The filter of the list as it stands in the address; what makes no sense is no filter. */
export function filterFrom(query: URLSearchParams): MeasureFilter {
	const goal = query.get('goal') as GoalState;
	return {
		search: (query.get('q') ?? '').slice(0, 200),
		chapter: query.get('chapter') || null,
		goal: goalStates.includes(goal) ? goal : null,
		fedOnly: query.has('fed')
	};
}
