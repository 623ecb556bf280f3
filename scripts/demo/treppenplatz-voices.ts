import { dealt } from './voices.ts';

/** What the square needs, in the words of the bank: up to two answers each. */
type Needs = readonly string[][];

/** 38 people, two years ago. */
export const firstComfort = dealt<number>([
	[5, 3],
	[4, 8],
	[3, 14],
	[2, 9],
	[1, 4]
]);
export const firstNeeds: Needs = dealt<string[]>([
	[['sitzen', 'toiletten'], 12],
	[['toiletten', 'licht'], 8],
	[['sitzen'], 5],
	[['schatten', 'sitzen'], 4],
	[['licht', 'spielen'], 4],
	[['schatten'], 3],
	[['none'], 2]
]);

/** The same 44 people, last year: before and after they were shown how hot the square gets. */
export const secondComfort = dealt<number>([
	[5, 5],
	[4, 12],
	[3, 15],
	[2, 9],
	[1, 3]
]);
export const needsBefore: Needs = dealt<string[]>([
	[['sitzen', 'toiletten'], 13],
	[['schatten', 'toiletten'], 9],
	[['licht', 'toiletten'], 8],
	[['schatten', 'sitzen'], 7],
	[['spielen'], 5],
	[['ansprechen'], 2]
]);
export const needsAfter: Needs = dealt<string[]>([
	[['schatten', 'sitzen'], 12],
	[['schatten', 'toiletten'], 13],
	[['schatten', 'licht'], 6],
	[['sitzen', 'toiletten'], 6],
	[['spielen'], 5],
	[['ansprechen'], 2]
]);

/** 46 people, three weeks ago. */
export const comfort = dealt<number>([
	[5, 6],
	[4, 14],
	[3, 15],
	[2, 8],
	[1, 3]
]);
export const needs: Needs = dealt<string[]>([
	[['schatten', 'sitzen'], 12],
	[['toiletten', 'licht'], 10],
	[['schatten', 'toiletten'], 9],
	[['sitzen'], 6],
	[['spielen', 'schatten'], 6],
	[['ansprechen'], 3]
]);
export const inWords: readonly string[][] = dealt<string[]>([
	[['Treffpunkt'], 11],
	[['heiß'], 9],
	[['laut'], 7],
	[['Treppe'], 6],
	[['gemütlich'], 5],
	[['Eis'], 4],
	[['dunkel'], 4]
]);
