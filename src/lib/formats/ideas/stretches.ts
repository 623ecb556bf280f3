import { acts, allowedActs, currentPhases, type Act, type Phase } from './rules.ts';

/** What people may do in one stretch of time, and which phases make it so. */
export type Stretch = Readonly<{
	from: Date | null;
	until: Date | null;
	/** Positions of the phases, from 0. */
	phases: readonly number[];
	acts: readonly Act[];
}>;

/**
 * The phases laid out in time: at each boundary a new stretch begins. Shows where phases overlap (their acts add up)
 * and where nothing is possible between two of them.
 */
export function stretchesOf(phases: readonly Phase[]): Stretch[] {
	const boundaries = phases
		.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])
		.filter((at) => at !== null)
		.map((at) => at.getTime());
	const starts = [null, ...[...new Set(boundaries)].sort((a, b) => a - b)];
	return starts
		.map((start, index): Stretch => {
			const until = starts[index + 1] ?? null;
			const within = new Date(start ?? (until ?? 0) - 1);
			const inside = (phase: Phase) => currentPhases([phase], within).length > 0;
			const allowed = allowedActs('running', phases, within);
			return {
				from: start === null ? null : new Date(start),
				until: until === null ? null : new Date(until),
				phases: phases.flatMap((phase, position) => (inside(phase) ? [position] : [])),
				acts: acts.filter((act) => allowed.has(act))
			};
		})
		.filter(
			({ phases: inside, from, until }) => inside.length > 0 || (from !== null && until !== null)
		);
}
