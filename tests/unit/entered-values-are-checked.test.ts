import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { peopleBehind, type EnteredIndicator } from '#lib/core/indicators/entered-value.ts';
import { readEntry, typedFromEntry, type TypedEntry } from '#lib/core/indicators/entry-form.ts';
import { Refusal } from '#lib/platform/errors.ts';

const today = '2026-11-26';
const indicator = (different: Partial<EnteredIndicator> = {}): EnteredIndicator => ({
	unit: 'Standorte',
	per: null,
	feed: { format: 'manual', metric: 'count', note: 'Standortmeldung' },
	target: { comparator: '>=', lowerBound: 2 },
	...different
});
const milestone = indicator({ unit: null, target: { comparator: 'done', lowerBound: null } });
const share = indicator({ unit: 'Prozent', feed: null });

const typed = (different: Partial<TypedEntry> = {}): TypedEntry => ({
	value: '3',
	numerator: '',
	denominator: '',
	from: '2026-01-01',
	to: '2026-06-30',
	reached: '',
	countsPeople: '',
	url: '',
	document: 'Drs. 1234/2020-2025',
	origin: '',
	note: '',
	...different
});

const reasons = (entry: TypedEntry, of = indicator()) => {
	try {
		readEntry(entry, of, today);
		return {};
	} catch (error) {
		if (error instanceof Refusal) return error.fields;
		throw error;
	}
};

test('a number with its period and a decision is taken as it is', () => {
	expect(readEntry(typed(), indicator(), today)).toEqual({
		kind: 'number',
		value: 3,
		numerator: null,
		denominator: null,
		periodFrom: '2026-01-01',
		periodTo: '2026-06-30',
		countsPeople: false,
		evidence: { url: null, document: 'Drs. 1234/2020-2025', origin: null, note: null }
	});
});

describe('numbers', () => {
	test.for([
		['1.250', 'Seitenaufrufe', 1250],
		['1.000.000', 'Euro', 1_000_000],
		['1,000,000.50', 'Euro', 1_000_000.5],
		['0,75', 'VZÄ', 0.75],
		['8.2', 'Stellen', 8.2]
	] as const)('%s %s is %d', ([value, unit, read]) => {
		expect(readEntry(typed({ value }), indicator({ unit }), today).value).toBe(read);
	});

	test.for([
		['', 'Standorte', 'required'],
		['drei', 'Standorte', 'not_a_number'],
		['-1', 'Standorte', 'negative'],
		['2,5', 'Standorte', 'not_whole'],
		['2,5', 'Personen', 'not_whole'],
		['1.234', 'Euro', 'ambiguous_number'],
		['9999999999999', 'Euro', 'out_of_range']
	] as const)('"%s" %s is refused: %s', ([value, unit, reason]) => {
		expect(reasons(typed({ value }), indicator({ unit }))).toEqual({ value: reason });
	});

	test('a negative number is taken where the target itself is below zero', () => {
		const change = indicator({ unit: 'Euro', target: { comparator: '<=', lowerBound: -100 } });
		expect(readEntry(typed({ value: '-250,5' }), change, today).value).toBe(-250.5);
	});

	test('what counts people is whole, whatever the unit', () => {
		const entry = typed({ value: '2,5', countsPeople: 'on' });
		expect(reasons(entry, indicator({ unit: 'VZÄ' }))).toEqual({ value: 'not_whole' });
	});
});

describe('shares', () => {
	test('percent are worked out from numerator and denominator', () => {
		const entry = typed({ value: '', numerator: '28', denominator: '40' });
		expect(readEntry(entry, share, today)).toMatchObject({
			kind: 'share',
			value: 70,
			numerator: 28,
			denominator: 40
		});
	});

	test('or given as they are, where the parts are not known', () => {
		expect(readEntry(typed({ value: '85,5 %' }), share, today)).toMatchObject({
			value: 85.5,
			numerator: null
		});
	});

	test('all three agree within the rounding to whole percent', () => {
		const parts = { numerator: '2', denominator: '3' };
		expect(readEntry(typed({ ...parts, value: '67' }), share, today).value).toBe(66.666667);
		expect(reasons(typed({ ...parts, value: '70' }), share)).toEqual({ value: 'parts_disagree' });
	});

	test.for([
		[{ value: '100,1' }, { value: 'over_hundred' }],
		[{ value: '', numerator: '5', denominator: '' }, { denominator: 'required' }],
		[{ value: '', numerator: '0', denominator: '0' }, { denominator: 'not_zero' }],
		[{ value: '', numerator: '5', denominator: '4' }, { numerator: 'more_than_all' }],
		[{ value: '80', countsPeople: 'on' }, { numerator: 'parts_needed' }]
	] as [Partial<TypedEntry>, object][])('%o is refused: %o', ([different, fields]) => {
		expect(reasons(typed(different), share)).toEqual(fields);
	});
});

describe('milestones', () => {
	test('are reached on a day', () => {
		const entry = typed({ value: '', from: '', reached: 'yes', to: '2026-03-12' });
		expect(readEntry(entry, milestone, today)).toMatchObject({
			kind: 'milestone',
			value: 1,
			periodFrom: '2026-03-12',
			periodTo: '2026-03-12'
		});
	});

	test('or not yet, when somebody looked', () => {
		expect(readEntry(typed({ reached: 'no' }), milestone, today).value).toBe(0);
	});

	test('need an answer, and a day that has come', () => {
		expect(reasons(typed({ reached: '', to: '2026-11-27' }), milestone)).toEqual({
			reached: 'required',
			to: 'in_future'
		});
	});
});

describe('periods', () => {
	test('may end today, not later', () => {
		expect(reasons(typed({ to: today }))).toEqual({});
		expect(reasons(typed({ to: '2026-12-31' }))).toEqual({ to: 'in_future' });
	});

	test.for([
		[
			{ from: '', to: '' },
			{ from: 'required', to: 'required' }
		],
		[{ from: '2026-02-30' }, { from: 'not_a_day' }],
		[{ from: '01.02.2026' }, { from: 'not_a_day' }],
		[{ from: '1999-12-31' }, { from: 'not_a_day' }],
		[{ from: '2026-07-01' }, { to: 'ends_before_start' }]
	] as [Partial<TypedEntry>, object][])('%o is refused: %o', ([different, fields]) => {
		expect(reasons(typed(different))).toEqual(fields);
	});

	test('are no longer than the target asks for', () => {
		const monthly = indicator({ per: 'month', unit: 'Klicks' });
		expect(reasons(typed({ from: '2026-05-01', to: '2026-05-31' }), monthly)).toEqual({});
		expect(reasons(typed({ from: '2026-05-01', to: '2026-06-01' }), monthly)).toEqual({
			to: 'period_too_long'
		});
		const yearly = indicator({ per: 'year' });
		expect(reasons(typed({ from: '2024-01-01', to: '2024-12-31' }), yearly)).toEqual({});
	});
});

describe('evidence', () => {
	test.for(['url', 'document', 'origin', 'note'] as const)('%s alone is enough', (field) => {
		const none = { url: '', document: '', origin: '', note: '' };
		const given = { ...none, [field]: 'https://anna.bielefeld.example/drs/1' };
		expect(reasons(typed(given))).toEqual({});
	});

	test.for([
		['', 'evidence_missing'],
		['http://stadt.example/drs/1', 'not_https'],
		['javascript:alert(1)', 'not_https'],
		['stadt.example', 'not_a_link'],
		['https://intranet/drs/1', 'not_a_link'],
		['https://name:password@stadt.example/', 'not_a_link'],
		[`https://stadt.example/${'x'.repeat(500)}`, 'too_long']
	])('the link "%s" is refused: %s', ([url, reason]) => {
		expect(reasons(typed({ url, document: '' }))).toEqual({ url: reason });
	});

	test('blanks are none', () => {
		expect(reasons(typed({ document: ' \u200b ' }))).toEqual({ url: 'evidence_missing' });
	});

	test('longer texts than anybody reads are refused at their field', () => {
		const fields = { document: 'x'.repeat(121), origin: 'x'.repeat(201), note: 'x'.repeat(1001) };
		expect(reasons(typed(fields))).toEqual({
			document: 'too_long',
			origin: 'too_long',
			note: 'too_long'
		});
	});
});

test('everything that is wrong is named at once', () => {
	expect(reasons(typed({ value: 'x', from: '', to: 'y', document: '' }))).toEqual({
		value: 'not_a_number',
		from: 'required',
		to: 'not_a_day',
		url: 'evidence_missing'
	});
});

test('a stored value shown in the form again and saved is the same value', () => {
	const number = fc.integer({ min: 0, max: 1e6 });
	const entries = fc.oneof(
		fc.record({ of: fc.constant(indicator()), value: number.map(String), people: fc.boolean() }),
		fc.record({
			of: fc.constant(indicator({ unit: 'Euro' })),
			value: fc.integer({ min: 0, max: 1e10 }).map((parts) => (parts / 1e4).toFixed(4)),
			people: fc.constant(false)
		})
	);
	fc.assert(
		fc.property(entries, ({ of, value, people }) => {
			const first = readEntry(typed({ value, countsPeople: people ? 'on' : '' }), of, today);
			expect(readEntry(typedFromEntry(first), of, today)).toEqual(first);
		})
	);
});

test('the small-cell rule sees the people that a value counts, and both groups of a share', () => {
	const people = typed({ value: '12', countsPeople: 'on' });
	expect(peopleBehind(readEntry(people, indicator(), today))).toEqual({ people: 12, groups: [] });
	const parts = typed({ value: '', numerator: '28', denominator: '40', countsPeople: 'on' });
	expect(peopleBehind(readEntry(parts, share, today))).toEqual({ people: 40, groups: [28, 12] });
	expect(peopleBehind(readEntry(typed(), indicator(), today))).toEqual({ people: 0, groups: [] });
});
