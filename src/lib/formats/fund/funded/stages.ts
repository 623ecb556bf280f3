import type { State } from '../states.ts';

/**
 * How a granted project stands, as the quarter reads it: the office has more states than neighbours have questions. A
 * demand for repayment is between city and applicant; in public it is a project whose account is not closed.
 */
export const stages = ['planned', 'running', 'settling', 'finished'] as const;
export type Stage = (typeof stages)[number];

const stageOfState = {
	notified: 'planned',
	running: 'running',
	proofSubmitted: 'settling',
	proofQueried: 'settling',
	reclaimed: 'settling',
	closed: 'finished'
} as const satisfies Partial<Record<State, Stage>>;
export type PublicState = keyof typeof stageOfState;

/** In which a grant has a page of its own. Withdrawn and lapsed ones were given up before money was paid. */
export const publicStates = Object.keys(stageOfState) as readonly PublicState[];

export const stageOf = (state: PublicState): Stage => stageOfState[state];

/** Names of the colours `--category-<name>` in the design tokens. The icon tells stages apart, the colour only helps. */
export const stageColours: Readonly<Record<Stage, string>> = {
	planned: 'violet',
	running: 'blue',
	settling: 'orange',
	finished: 'green'
};

/** `d` of SVG paths in a box of 24 x 24, drawn with a round stroke of 2 and no fill. Our own drawings. */
export const stagePaths: Readonly<Record<Stage, string>> = {
	planned: 'M5 5h14v15H5zM5 10h14M9 3v4M15 3v4',
	running: 'M8 5l10 7-10 7z',
	settling: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.500 8h5M9.500 12h5',
	finished: 'M4 12.500l5 5L20 6.500'
};
