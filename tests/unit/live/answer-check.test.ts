import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerCheck } from '#lib/formats/live/answer-check.ts';
import { questionType } from '#lib/questions/registry.ts';
import { choiceOf } from '../../fixture/session.ts';

const options = ['bank', 'baum', 'licht', 'wasser', 'wiese', 'tisch', 'spiel', 'kunst', 'markt'];
const { config } = choiceOf(options, options.length);
const check = () => answerCheck(questionType('choice'), config);

const outcome = (of: ReturnType<typeof check>, answer: unknown) => {
	try {
		return of(answer);
	} catch (error) {
		return (error as { fields: unknown }).fields;
	}
};

test('an answer is judged the same however many others were judged before it', () => {
	const said = fc.oneof(
		fc.subarray(options),
		fc.shuffledSubarray(options),
		fc.array(fc.constantFrom(...options, 'none', 'fountain'), { maxLength: 10 }),
		fc.jsonValue(),
		fc.constant(undefined)
	);
	fc.assert(
		fc.property(fc.array(said, { maxLength: 60 }), (answers) => {
			const remembering = check();
			// Twice: what was remembered, and what was refused before.
			for (const answer of [...answers, ...answers])
				expect(outcome(remembering, answer)).toEqual(outcome(check(), answer));
		})
	);
});

test('more different answers than are remembered are all judged right', () => {
	const remembering = check();
	const subsets = Array.from({ length: 511 }, (_, index) =>
		options.filter((_option, bit) => ((index + 1) >> bit) & 1)
	);
	for (const answer of [...subsets, ...subsets])
		expect(remembering(answer)).toEqual({
			answer: JSON.stringify(answer),
			tallyKeys: ['*', ...answer]
		});
});

test('a refusal keeps the number that its message tells', () => {
	const paid = {
		projects: ['bank', 'baum'].map((id) => ({ id, label: { de: id }, costCents: 30_000 })),
		budgetCents: 50_000,
		max: null
	};
	const refused = outcome(answerCheck(questionType('budget'), paid), ['bank', 'baum']);
	expect(refused).toEqual({ answer: 'over_budget_by_10000' });
});
