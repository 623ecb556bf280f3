import { describe, expect, test } from 'vitest';
import { mostKeys } from '#lib/questions/contract.ts';
import { matrix, type MatrixAnswer, type MatrixConfig } from '#lib/questions/matrix/index.ts';
import { tallyOf } from '#lib/questions/tally.ts';
import { plain, problemsWith, reasonFor } from './samples.ts';

const square: MatrixConfig = {
	items: ['sicher', 'sauber', 'leise'].map((id) => ({ id, label: { de: id } })),
	steps: ['nie', 'manchmal', 'meist', 'immer'].map((de) => ({ de })),
	dontKnow: true,
	all: false
};
const strict = { ...square, all: true, dontKnow: false };

describe('an answer is refused', () => {
	test.each([
		['without any item', square, {}, 'answer_missing'],
		['with a step above the scale', square, { sicher: 5 }, 'step_unknown'],
		['with a step below it', square, { sicher: 0 }, 'step_unknown'],
		['between two steps', square, { sicher: 2.5 }, 'step_unknown'],
		['with "don’t know" where that is not offered', strict, { sicher: 'dontKnow' }, 'step_unknown'],
		['for an item that is not there', square, { laut: 1 }, 'option_unknown'],
		['with items left out where all are asked', strict, { sauber: 1 }, 'items_missing_0_2'],
		['when it is no object', square, 'immer', 'answer_malformed']
	])('%s', (_, config, answer, reason) => {
		expect(reasonFor('matrix', config, answer)).toBe(reason);
	});

	test('and the message names what is missing', () => {
		expect(plain(matrix.answerProblem(strict, 'items_missing_0_2', 'de'))).toBe(
			'Hier fehlt noch eine Antwort: sicher und leise.'
		);
	});
});

test('means are of those who gave a step, people of all who said something', () => {
	const ballots: MatrixAnswer[] = [{ sicher: 4, sauber: 1 }, { sicher: 3 }, { sicher: 'dontKnow' }];
	const tally = tallyOf(ballots.map((answer) => matrix.tallyKeys(square, answer)));
	const [safe, clean, quiet] = matrix.table(square, tally, 'de').rows;
	expect(safe).toMatchObject({ count: 3, share: 1, figures: { mean: 3.5, dontKnow: 1, 4: 1 } });
	expect(clean).toMatchObject({ count: 1, figures: { mean: 1 } });
	expect(quiet).toMatchObject({ count: 0, figures: { mean: null } });
	expect(plain(matrix.sentence(square, tally, 'de'))).toBe(
		'3 Menschen haben geantwortet. Im Mittel am höchsten: sicher (3,5 von 4). Am niedrigsten: sauber (1).'
	);
});

test('where nobody knew anything no mean is claimed', () => {
	const tally = tallyOf([matrix.tallyKeys(square, { sicher: 'dontKnow' })]);
	expect(matrix.sentence(square, tally, 'de')).toBe('Eine Person hat geantwortet.');
});

test('what is typed in lines becomes items with ids and steps by their place', () => {
	const form = new FormData();
	form.set('items.de', 'Sicherheit\nLärm');
	form.set('items.ar', '\nضوضاء');
	form.set('steps.de', 'nein\nja');
	expect(matrix.configSchema.parse(matrix.configFromForm(form, ['de', 'ar']))).toEqual({
		items: [
			{ id: 'sicherheit', label: { de: 'Sicherheit' } },
			{ id: 'larm', label: { de: 'Lärm', ar: 'ضوضاء' } }
		],
		steps: [{ de: 'nein' }, { de: 'ja' }],
		dontKnow: false,
		all: false
	});
});

test('a table has at most ten lines and ten steps, and a snapshot carries all their counts', () => {
	const many = (count: number) =>
		Array.from({ length: count }, (_, n) => ({ id: `p${n}`, label: { de: `${n}` } }));
	expect(problemsWith('matrix', { ...square, items: many(11) })).toEqual({
		items: 'items_above_10'
	});
	expect(problemsWith('matrix', { ...square, steps: [{ de: 'ja' }] })).toEqual({
		steps: 'items_too_few'
	});
	expect(10 * (1 + 11)).toBeLessThanOrEqual(mostKeys);
});
