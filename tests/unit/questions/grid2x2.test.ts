import { describe, expect, test } from 'vitest';
import { mostKeys } from '#lib/questions/contract.ts';
import { grid2x2, type GridAnswer, type GridConfig } from '#lib/questions/grid2x2/index.ts';
import { markersOf } from '#lib/questions/grid2x2/places.ts';
import { tallyOf } from '#lib/questions/tally.ts';
import { plain, problemsWith, reasonFor } from './samples.ts';

const square: GridConfig = {
	items: ['baenke', 'licht', 'wasser'].map((id) => ({ id, label: { de: id } })),
	x: { de: 'wichtig' },
	y: { de: 'machbar' },
	steps: 5,
	all: false
};

describe('an answer is refused', () => {
	test.each([
		['without any item', square, {}, 'answer_missing'],
		['with one number of two', square, { 'licht.x': '3' }, 'items_missing_1'],
		['with one number of two, nested', square, { licht: { y: 3 } }, 'items_missing_1'],
		['above the scale', square, { licht: { x: 6, y: 1 } }, 'step_unknown'],
		['for an item that is not there', square, { brunnen: { x: 1, y: 1 } }, 'option_unknown'],
		['on an axis that is not there', square, { 'licht.z': 1 }, 'option_unknown'],
		[
			'with items left out where all are asked',
			{ ...square, all: true },
			{ licht: { x: 1, y: 1 } },
			'items_missing_0_2'
		],
		['when it is a number', square, 3, 'answer_malformed']
	])('%s', (_, config, answer, reason) => {
		expect(reasonFor('grid2x2', config, answer)).toBe(reason);
	});
});

test('parts of a form and nested objects are the same answer', () => {
	const schema = grid2x2.answerSchema(square);
	const answer = { baenke: { x: 4, y: 2 } };
	expect(schema.parse({ 'baenke.x': '4', 'baenke.y': '2' })).toEqual(answer);
	expect(schema.parse({ baenke: { x: '4', y: 2 } })).toEqual(answer);
});

test('the means are of those who judged an item, and the sentence says what is above the middle in both', () => {
	const ballots: GridAnswer[] = [
		{ licht: { x: 5, y: 4 }, baenke: { x: 5, y: 1 } },
		{ licht: { x: 4, y: 4 } }
	];
	const tally = tallyOf(ballots.map((answer) => grid2x2.tallyKeys(square, answer)));
	const [benches, light, water] = grid2x2.table(square, tally, 'de').rows;
	expect(light).toMatchObject({ count: 2, share: 1, figures: { x: 4.5, y: 4 } });
	expect(benches).toMatchObject({ count: 1, share: 0.5, figures: { x: 5, y: 1 } });
	expect(water).toMatchObject({ count: 0, figures: { x: null, y: null } });
	expect(plain(grid2x2.sentence(square, tally, 'de'))).toBe(
		'2 Menschen haben geantwortet. In beidem über der Mitte: licht.'
	);
});

test('exactly in the middle is not above it', () => {
	const tally = tallyOf([grid2x2.tallyKeys(square, { licht: { x: 3, y: 5 } })]);
	expect(grid2x2.sentence(square, tally, 'de')).toContain('Nichts liegt in beidem');
});

test('markers of items at the same place do not cover each other', () => {
	const same = Object.fromEntries(square.items.map(({ id }) => [id, { x: 3, y: 3 }]));
	const tally = tallyOf([grid2x2.tallyKeys(square, same)]);
	const markers = markersOf(grid2x2.table(square, tally, 'de').rows, square);
	expect(new Set(markers.map(({ y }) => y)).size).toBe(3);
	expect(markers.map(({ number }) => number)).toEqual([1, 2, 3]);
});

test('a picture has at most ten items and nine steps, and a snapshot carries all their counts', () => {
	expect(problemsWith('grid2x2', { ...square, steps: 10 })).toEqual({ steps: 'number_too_large' });
	expect(problemsWith('grid2x2', { ...square, y: {} })).toEqual({ y: 'text_missing' });
	expect(10 * (1 + 2 * 9)).toBeLessThanOrEqual(mostKeys);
});
