import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from '#lib/platform/csv.ts';
import { ballotKey, type ResultTable } from '#lib/questions/contract.ts';
import { counted, everySample, hostile, locales, type Sample } from './samples.ts';

const ballots = ({ answer }: Sample) => fc.array(answer, { maxLength: 30 });
const summed = (one: Record<string, number>, other: Record<string, number>) =>
	[...new Set([...Object.keys(one), ...Object.keys(other)])].reduce((sum, key) => {
		sum.set(
			key,
			(Object.hasOwn(one, key) ? one[key]! : 0) + (Object.hasOwn(other, key) ? other[key]! : 0)
		);
		return sum;
	}, new Map<string, number>());
const total = ({ rows }: ResultTable) => rows.reduce((sum, { count }) => sum + count, 0);

describe.each(everySample)('%s', (_, sample) => {
	const { type, config } = sample;

	test('the order of ballots does not matter', () => {
		fc.assert(
			fc.property(ballots(sample), fc.constantFrom(...locales), (answers, locale) => {
				const [there, back] = [counted(sample, answers), counted(sample, answers.toReversed())];
				expect(type.table(config, back, locale)).toEqual(type.table(config, there, locale));
				expect(type.sentence(config, back, locale)).toBe(type.sentence(config, there, locale));
			})
		);
	});

	test('the tallies of two parts together are the tally of the whole', () => {
		fc.assert(
			fc.property(ballots(sample), ballots(sample), (one, other) => {
				const [a, b, whole] = [one, other, [...one, ...other]].map((part) => counted(sample, part));
				expect(a!.ballots + b!.ballots).toBe(whole!.ballots);
				expect(summed(a!.counts, b!.counts)).toEqual(new Map(Object.entries(whole!.counts)));
			})
		);
	});

	test('who changes the vote counts once, with the last one', () => {
		fc.assert(
			fc.property(ballots(sample), sample.answer, sample.answer, (others, first, last) => {
				const changed = new Map<string, number>(
					Object.entries(counted(sample, [...others, first]).counts)
				);
				const schema = type.answerSchema(config);
				for (const key of type.tallyKeys(config, schema.parse(first)))
					changed.set(key, changed.get(key)! - 1);
				for (const key of type.tallyKeys(config, schema.parse(last)))
					changed.set(key, (changed.get(key) ?? 0) + 1);
				const tally = { ballots: others.length + 1, counts: Object.fromEntries(changed) };
				const told = type.table(config, tally, 'de');
				const once = type.table(config, counted(sample, [...others, last]), 'de');
				expect(told.rows.map(({ label, count }) => [label, count])).toEqual(
					once.rows.map(({ label, count }) => [label, count])
				);
			})
		);
	});

	test('shares are of people: each between 0 and 1, its count divided by the ballots', () => {
		fc.assert(
			fc.property(ballots(sample), (answers) => {
				const tally = counted(sample, answers);
				const { rows, ballots: people } = type.table(config, tally, 'de');
				expect(people).toBe(answers.length);
				for (const { count, share } of rows) {
					expect(share).toBeGreaterThanOrEqual(0);
					expect(share).toBeLessThanOrEqual(1);
					expect(share).toBe(people === 0 ? 0 : count / people);
				}
			})
		);
	});

	test('a stored answer fits again and means the same', () => {
		fc.assert(
			fc.property(sample.answer, (raw) => {
				const schema = type.answerSchema(config);
				const stored = schema.parse(raw);
				expect(schema.parse(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
			})
		);
	});

	test('no key is the one of the ballot itself, is there twice or is too long for the table', () => {
		fc.assert(
			fc.property(sample.answer, (raw) => {
				const keys = type.tallyKeys(config, type.answerSchema(config).parse(raw));
				expect(keys).not.toContain(ballotKey);
				expect(new Set(keys).size).toBe(keys.length);
				expect(keys.every((key) => [...key].length <= 501)).toBe(true);
			})
		);
	});

	test('whatever is sent as an answer fits or gets a message in every language', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), hostile, fc.array(hostile)), (raw) => {
				const parsed = type.answerSchema(config).safeParse(raw);
				if (parsed.success) return;
				for (const locale of locales) {
					const message = type.answerProblem(config, parsed.error.issues[0]!.message, locale);
					expect(message).toMatch(/[.؟?]$/);
				}
			})
		);
	});

	test('whatever is in a tally, table and sentence can be made and nobody is counted who did not answer', () => {
		const counts = fc.dictionary(hostile, fc.nat(50), { noNullPrototype: true });
		fc.assert(
			fc.property(fc.nat(50), counts, fc.constantFrom(...locales), (people, said, locale) => {
				const tally = { ballots: people, counts: said };
				const { rows, further } = type.table(config, tally, locale);
				expect(type.sentence(config, tally, locale)).not.toMatch(/undefined|NaN|null|\{|\}.*\{/);
				expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
				expect(further).toBeGreaterThanOrEqual(0);
			})
		);
	});

	test('an export has a cell for every column and no cell starts a formula', () => {
		fc.assert(
			fc.property(sample.answer, fc.constantFrom(...locales), (raw, locale) => {
				const answer = type.answerSchema(config).parse(raw);
				const columns = type.csv.columns(config, locale);
				const cells = type.csv.cells(config, answer, locale);
				expect(cells).toHaveLength(columns.length);
				const read: string[][] = parse(toCsv(columns, [cells]), { bom: true });
				expect(read[1]).toHaveLength(columns.length);
				for (const cell of read.flat())
					expect(/^-\d+(\.\d+)?$/.test(cell) || !/^\s*[=+\-@]|^[\t\r]/.test(cell)).toBe(true);
			})
		);
	});

	test('a question edited without a change stays the same', () => {
		const languages = ['de', 'ar'];
		const form = new FormData();
		for (const [name, value] of Object.entries(type.configToForm(config, languages)))
			form.set(name, value);
		const again = type.configFromForm(form, languages, type.material?.(config));
		expect(type.configSchema.parse(again)).toEqual(config);
	});

	test('nobody and one person are told as such in every language', () => {
		for (const locale of locales) {
			const none = type.sentence(config, counted(sample, []), locale);
			const one = fc.sample(sample.answer, 1).map((raw) => counted(sample, [raw]))[0]!;
			expect(type.sentence(config, one, locale)).not.toContain(none);
			expect(none).toBe(
				{
					de: 'Noch hat niemand geantwortet.',
					en: 'Nobody has answered yet.',
					'de-simple': 'Noch niemand hat geantwortet.',
					ar: 'لم يُجب أحد بعد.'
				}[locale]
			);
			expect(type.sentence(config, one, locale)).toMatch(
				{
					de: /^Eine Person hat geantwortet\./,
					en: /^One person answered\./,
					'de-simple': /^1 Mensch hat geantwortet\./,
					ar: /^أجاب شخص واحد\./
				}[locale]
			);
		}
	});
});

test.each(everySample.filter(([name]) => name === 'choice 1' || name.startsWith('scale')))(
	'%s: with one answer each, the counts add up to the ballots',
	(_, sample) => {
		fc.assert(
			fc.property(ballots(sample), (answers) => {
				const told = sample.type.table(sample.config, counted(sample, answers), 'de');
				expect(total(told)).toBe(answers.length);
			})
		);
	}
);
