import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	definitionFrom,
	typedDefinition,
	type TypedDefinition
} from '#lib/core/indicators/definition-form.ts';
import { goalState, type Target } from '#lib/core/indicators/rules.ts';
import { definitionSchema, type Definition, type Metric } from '#lib/core/indicators/schema.ts';
import { definitionWords, operationWords } from '#lib/core/indicators/definition-words.ts';
import { saysItsUnit, sentenceOf, valueWords, type Told } from '#lib/core/indicators/wording.ts';
import { valueOf } from '#lib/core/indicators/reads.server.ts';
import { locales } from '#lib/platform/i18n/paraglide/runtime.js';

const bound = fc.integer({ min: 0, max: 60 });
const threshold = fc.oneof(
	fc.record({ comparator: fc.constantFrom('>=' as const, '<=' as const), lower: bound }),
	bound.map((lower) => ({ comparator: 'between' as const, lower, upper: lower + 20 }))
);
const period = fc.constantFrom('year' as const, 'month' as const, 'week' as const);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const metric: fc.Arbitrary<Metric> = fc.oneof(
	fc.constantFrom<Metric>({ operation: 'sum' }, { operation: 'milestone' }, { operation: 'count' }),
	fc.record({
		operation: fc.constantFrom('perPeriodSum' as const, 'perPeriodCount' as const),
		period,
		meets: maybe(threshold)
	}),
	fc.record({
		operation: fc.constant('each' as const),
		judged: fc.constantFrom('values' as const, 'organisations' as const),
		meets: threshold
	})
);
const keys = maybe(
	fc.uniqueArray(fc.constantFrom('encounter', 'walk', 'families', 'Mehr Bänke'), { minLength: 1 })
);
const filter = fc
	.record({ outcomes: keys, audiences: keys })
	.map((limits) => Object.fromEntries(Object.entries(limits).filter(([, of]) => of !== undefined)));
const withMetric = (metric: Metric, limits: object = {}): Definition =>
	definitionSchema.parse({
		facts: { format: 'events', kinds: ['attendance'] },
		filter: { ...limits, finalOnly: true },
		metric
	});

test('the form that shows a definition is the form that makes it', () => {
	fc.assert(
		fc.property(metric, filter, (one, limits) => {
			const definition = withMetric(one, limits);
			expect(definitionFrom(typedDefinition(definition))).toEqual(definition);
		})
	);
});

test('what narrows a definition is told by its names, and as it is kept where it has none', () => {
	const limits = { outcomes: ['encounter', 'Mehr Bänke'], audiences: ['families'] };
	const words = { outcomes: { encounter: 'Begegnung' }, audiences: { families: 'Familien' } };
	expect(definitionWords(withMetric({ operation: 'count' }, limits), 'de', words)).toEqual(
		expect.arrayContaining(['nur: Begegnung, Mehr Bänke', 'für: Familien'])
	);
});

test('without scripts the form sends the fields of every operation; only those of the chosen one count', () => {
	fc.assert(
		fc.property(metric, metric, (chosen, other) => {
			fc.pre(chosen.operation !== other.operation);
			const both = {
				...typedDefinition(withMetric(other)),
				...typedDefinition(withMetric(chosen))
			};
			expect(definitionFrom(both).metric).toEqual(withMetric(chosen).metric);
		})
	);
});

test('what is wrong is said at the field of the chosen operation', () => {
	const wrong = (typed: TypedDefinition) => {
		try {
			definitionFrom({ format: ['events'], kinds: ['attendance'], ...typed });
			return {};
		} catch (thrown) {
			return (thrown as { fields: object }).fields;
		}
	};
	expect(wrong({ operation: ['each'], judged: ['values'] })).toHaveProperty('eachComparator');
	const band = { eachComparator: ['between'], eachLower: ['50'], eachUpper: ['30'] };
	expect(wrong({ operation: ['each'], judged: ['values'], ...band })).toEqual({
		eachUpper: 'upper_bound_wrong'
	});
	expect(wrong({ operation: ['perPeriodSum'], sumPeriod: ['day'] })).toHaveProperty('sumPeriod');
	expect(wrong({ operation: ['perPeriodCount'], period: ['day'] })).toHaveProperty('period');
});

const told = (metric: Metric, numbers: Partial<Told>): Told =>
	({
		value: 0,
		numerator: null,
		denominator: null,
		n: 4,
		missing: 0,
		definition: withMetric(metric),
		entry: null,
		...numbers
	}) as Told;

const band: Metric = {
	operation: 'each',
	judged: 'values',
	meets: { comparator: 'between', lower: 30, upper: 50 }
};

test('of what is judged one by one the value says how many of all, without a unit', () => {
	const value = told(band, { value: 3, numerator: 3, denominator: 4 });
	expect(valueWords(value, 'de')).toBe('3 von 4');
	expect(sentenceOf(value, 'de')).toBe('3 von 4 erfüllen die Vorgabe: 30 bis 50.');
	expect(operationWords(band, 'de')).toBe('Jeder Beitrag für sich: 30 bis 50');
	expect(saysItsUnit(value)).toBe(true);
	expect(saysItsUnit(told({ operation: 'sum' }, { value: 90 }))).toBe(false);
});

test('a band per event is met when each of them meets it, not when their number lies in the band', () => {
	const target: Target = { comparator: 'between', lowerBound: 30, upperBound: 50, due: null };
	const goal = (met: number, all: number) => {
		const value = told(band, { value: met, numerator: met, denominator: all });
		return goalState(target, valueOf(value as Parameters<typeof valueOf>[0]), '2026-11-26');
	};
	expect([goal(4, 4), goal(3, 4), goal(35, 40)]).toEqual(['met', 'notYet', 'notYet']);
});

test('a milestone is reached or not, in words, and its target says so', () => {
	const target: Target = { comparator: 'done', lowerBound: null, upperBound: null, due: null };
	const of = (value: number) => told({ operation: 'milestone' }, { value, n: value });
	expect([0, 1].map((value) => valueWords(of(value), 'de'))).toEqual([
		'Noch nicht erreicht',
		'Erreicht'
	]);
	const goal = (value: number) =>
		goalState(target, valueOf(of(value) as Parameters<typeof valueOf>[0]), '2026-11-26');
	expect([goal(0), goal(1)]).toEqual(['notYet', 'met']);
});

test('every way to count has a sentence in every language', () => {
	fc.assert(
		fc.property(metric, fc.constantFrom(...locales), (one, locale) => {
			const value = told(one, { value: 2, numerator: 2, denominator: 3 });
			expect(sentenceOf(value, locale)).toBeTruthy();
			expect(operationWords(one, locale)).toBeTruthy();
		})
	);
});
