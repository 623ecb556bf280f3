import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostKeys } from '#lib/questions/contract.ts';
import { addDays, daysBetween, isDay, mondayOf } from '#lib/questions/date/days.ts';
import { date, type DateConfig } from '#lib/questions/date/index.ts';
import { saidBuckets } from '#lib/questions/date/result.ts';
import { bucketsBetween, bucketOf, keyUnit, shownUnit } from '#lib/questions/date/units.ts';
import { tallyOf } from '#lib/questions/tally.ts';
import { plain, problemsWith, reasonFor } from './samples.ts';

const spring: DateConfig = { first: '2028-02-01', last: '2028-05-31' };
const tallied = (config: DateConfig, said: readonly string[]) =>
	tallyOf(said.map((day) => date.tallyKeys(config, day)));
const days = fc
	.date({ min: new Date('1950-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
	.map((day) => day.toISOString().slice(0, 10));

describe('a day', () => {
	test.each([
		['2028-02-29', '2028-02-29'],
		['29.02.2028', '2028-02-29'],
		['1. 3. 2028', '2028-03-01'],
		['١.٣.٢٠٢٨', '2028-03-01']
	])('%s is taken', (typed, day) => {
		expect(date.answerSchema(spring).parse(typed)).toBe(day);
	});

	test.each([
		['2027-02-29', 'date_unknown'],
		['2028-02-30', 'date_unknown'],
		['2028-13-01', 'date_unknown'],
		['31.04.2028', 'date_unknown'],
		['bald', 'date_unknown'],
		['2028-01-31', 'date_out_of_range'],
		['2028-06-01', 'date_out_of_range'],
		['', 'answer_missing'],
		[undefined, 'answer_missing'],
		[20280301, 'answer_malformed']
	])('%s is refused', (typed, reason) => {
		expect(reasonFor('date', spring, typed)).toBe(reason);
	});

	test('out of bounds is told with the bounds as people write them', () => {
		expect(date.answerProblem(spring, 'date_out_of_range', 'de')).toBe(
			'Dieser Tag ist nicht möglich. Bitte wählen Sie einen vom 1. Februar 2028 bis zum 31. Mai 2028.'
		);
		expect(date.answerProblem(spring, 'date_out_of_range', 'en')).toContain('1 February 2028');
	});

	test('is the same in every time zone: days are counted, never hours', () => {
		fc.assert(
			fc.property(days, fc.integer({ min: -1000, max: 1000 }), (day, by) => {
				expect(isDay(day)).toBe(true);
				expect(daysBetween(day, addDays(day, by))).toBe(by);
				expect(new Date(`${mondayOf(day)}T12:00:00Z`).getUTCDay()).toBe(1);
				expect(daysBetween(mondayOf(day), day)).toBeLessThan(7);
			})
		);
	});
});

describe('the result', () => {
	test.each([
		['days', '2028-02-01', '2028-02-29', 'day'],
		['weeks', '2028-02-01', '2028-05-31', 'week'],
		['months', '2028-02-01', '2029-02-01', 'month'],
		['years', '2020-01-01', '2029-12-31', 'year']
	])('is told in %s where the answers lie that far apart', (_, first, last, unit) => {
		expect(shownUnit('day', first, last)).toBe(unit);
	});

	test('has everybody in its table, whatever the bounds and the unit', () => {
		const bounds = fc.constantFrom<DateConfig>(
			{ first: '2028-01-01', last: '2029-12-31' },
			{ first: '2020-01-01', last: '2029-12-31' },
			{ first: '1950-01-01', last: '2029-12-31' }
		);
		fc.assert(
			fc.property(bounds, fc.array(days, { maxLength: 40 }), (config, said) => {
				const inside = said.filter((day) => day >= config.first && day <= config.last);
				const { rows } = date.table(config, tallied(config, inside), 'de');
				expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(inside.length);
				expect(rows.map(({ key }) => key)).toEqual(rows.map(({ key }) => key).sort());
			})
		);
	});

	test('has each answer in the row that names its month or year', () => {
		const pair = fc.tuple(days, days).map((two) => two.sort());
		fc.assert(
			fc.property(pair, fc.array(days, { minLength: 1, maxLength: 5 }), ([first, last], said) => {
				const config = { first: first!, last: last! };
				const inside = [first!, last!, ...said.filter((day) => day >= first! && day <= last!)];
				const { unit } = saidBuckets(config, tallied(config, inside));
				for (const day of inside) {
					const { rows } = date.table(config, tallied(config, inside), 'de');
					const [own] = date.tallyKeys(config, day);
					const row = rows.find(({ keys }) => keys.includes(own!))!;
					expect(row.key).toBe(bucketOf(unit, day));
				}
			})
		);
	});

	test('draws every day, week, month or year between the first and the last', () => {
		expect(bucketsBetween('day', '2028-02-28', '2028-03-01')).toEqual([
			'2028-02-28',
			'2028-02-29',
			'2028-03-01'
		]);
		expect(bucketsBetween('week', '2028-10-23', '2028-11-06')).toHaveLength(3);
		expect(bucketsBetween('month', '2028-11', '2029-02')).toEqual([
			'2028-11',
			'2028-12',
			'2029-01',
			'2029-02'
		]);
		expect(bucketsBetween('year', '2028', '2030')).toEqual(['2028', '2029', '2030']);
	});

	test('says the most frequent and the span in words of the language', () => {
		const tally = tallied(spring, ['2028-02-29', '2028-02-29', '2028-03-04']);
		expect(plain(date.sentence(spring, tally, 'de'))).toBe(
			'3 Menschen haben geantwortet. Am häufigsten: 29. Februar 2028 (2 von 3). Die Antworten reichen von 29. Februar 2028 bis 4. März 2028.'
		);
		expect(plain(date.sentence(spring, tally, 'en'))).toContain('29 February 2028 (2 of 3)');
	});

	test('where each day was said once, none is the most frequent', () => {
		const tally = tallied(spring, ['2028-02-29', '2028-03-04']);
		expect(date.sentence(spring, tally, 'de')).not.toContain('häufigsten');
	});
});

describe('what the asker sets is refused', () => {
	test.each([
		['a last day before the first', { last: '2028-01-01' }, { last: 'last_before_first' }],
		['a day that does not exist', { first: '2027-02-29' }, { first: 'date_invalid' }],
		['no day', { last: '' }, { last: 'date_invalid' }],
		['a century', { first: '1928-01-01' }, { last: 'span_too_long' }]
	])('%s', (_, wrong, problems) => {
		expect(problemsWith('date', { ...spring, ...wrong })).toMatchObject(problems);
	});

	test('so that a snapshot carries all days or months', () => {
		fc.assert(
			fc.property(days, fc.nat(80 * 366), (first, span) => {
				const last = addDays(first, span);
				const unit = keyUnit({ first, last });
				const keys = bucketsBetween(unit, bucketOf(unit, first), bucketOf(unit, last));
				expect(keys.length).toBeLessThanOrEqual(mostKeys);
			}),
			{ numRuns: 30 }
		);
	});
});
