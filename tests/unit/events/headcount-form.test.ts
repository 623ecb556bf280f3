import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	headcountInputOf,
	headcountProblem,
	typedHeadcount
} from '#lib/formats/events/headcount/headcount-form.ts';
import { ageBands, headcountInput, sumOfAges } from '#lib/formats/events/headcount/schema.ts';
import { targetText, verdictText } from '#lib/formats/events/headcount/target-text.ts';

const count = fc.option(fc.integer({ min: 0, max: 9000 }), { nil: undefined });
const typed = fc.record({
	people: count,
	ages: fc.array(count, { minLength: ageBands.length, maxLength: ageBands.length })
});

test('whatever is typed, what is kept is the total of its ages, where there are any', () => {
	fc.assert(
		fc.property(typed, ({ people, ages }) => {
			const form = new FormData();
			form.set('people', String(people ?? ''));
			ageBands.forEach((band, index) => form.set(`ages.${band}`, String(ages[index] ?? '')));
			const sum = ages.reduce<number>((total, one) => total + (one ?? 0), 0);
			const isByAge = ages.some((one) => one !== undefined);
			const read = headcountInput.safeParse(headcountInputOf(typedHeadcount(form)));
			if (people === undefined && !isByAge) expect(read.success).toBe(false);
			else if (people !== undefined && isByAge && people !== sum) expect(read.success).toBe(false);
			else {
				expect(read.data!.people).toBe(people ?? sum);
				if (isByAge) expect(sumOfAges(read.data!.ages)).toBe(read.data!.people);
			}
		})
	);
});

test('what is no number is refused at its field, and the field says what the ages come to', () => {
	const form = new FormData();
	form.set('people', 'viele');
	form.set('ages.0-5', '-3');
	const { error } = headcountInput.safeParse(headcountInputOf(typedHeadcount(form)));
	expect(error!.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
		['people', 'number_invalid'],
		['ages.0-5', 'number_invalid']
	]);
	expect(headcountProblem({ people: 'ages_sum 7' }, 'people')).toContain('7');
});

test('the target is told in words, with what the count means for it', () => {
	const target = { least: 30, most: 50 };
	expect(targetText(target)).toContain('30 bis 50');
	expect([29, 30, 50, 51].map((people) => verdictText(target, people))).toEqual([
		'Es kamen weniger als geplant.',
		'Ziel erreicht.',
		'Ziel erreicht.',
		'Es kamen mehr als geplant.'
	]);
	const none = { least: null, most: null };
	expect([targetText(none), verdictText(none, 40)]).toEqual(['', '']);
});
