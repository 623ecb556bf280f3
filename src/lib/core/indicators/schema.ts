import { z } from 'zod';
import { placeKinds } from '../places/kinds.ts';

/**
 * The definition of an indicator's metric: which facts, narrowed by what, counted how. It is data, never SQL,
 * so that it can be shown, versioned and computed again. Issue messages are reason codes.
 */

// A century is enough, and bounds the number of periods that a definition can ask for.
const day = z.iso.date('not_a_day').refine((value) => value >= '2000' && value < '2100', {
	error: 'not_a_day'
});
const key = z.string().trim().min(1, 'required').max(200, 'too_long');
const keys = z.array(key).min(1, 'required').max(500, 'too_many');
const bound = z.number('not_a_number').min(-1e12, 'out_of_range').max(1e12, 'out_of_range');

export const operations = [
	'count',
	'distinct',
	'mean',
	'share',
	'coverage',
	'perPeriodCount',
	'sum',
	'perPeriodSum',
	'each',
	'milestone'
] as const;
export type Operation = (typeof operations)[number];

export const distinctSubjects = ['participants', 'organisations', 'places'] as const;
export const judgedSubjects = ['values', 'organisations'] as const;
export const periods = ['year', 'month', 'week'] as const;

/** Every limit that is absent does not limit. */
export const filterSchema = z
	.strictObject({
		activities: z.array(z.uuid('not_an_activity')).min(1).max(500, 'too_many').optional(),
		items: keys.optional(),
		/** This place and everything below it. */
		place: key.optional(),
		/** First and last day, both included. */
		from: day.optional(),
		to: day.optional(),
		outcomes: keys.optional(),
		/** For at least one of these target groups. */
		audiences: keys.optional(),
		/** Only what can no longer change: closed rounds, the last of each question. */
		finalOnly: z.boolean()
	})
	.refine(({ from, to }) => !from || !to || from <= to, {
		path: ['to'],
		error: 'ends_before_start'
	});

/** What one period, or one thing, must reach, as the target says; frozen into the definition because the count depends on it. */
export const thresholdSchema = z
	.strictObject({
		comparator: z.enum(['>=', '<=', '=', 'between']),
		lower: bound,
		upper: bound.optional()
	})
	.refine(
		({ comparator, lower, upper }) =>
			comparator === 'between' ? upper !== undefined && upper >= lower : upper === undefined,
		{ path: ['upper'], error: 'upper_bound_wrong' }
	);

export const metricSchema = z.discriminatedUnion('operation', [
	/** Contributions that say something. */
	z.strictObject({ operation: z.literal('count') }),
	/** Different participants (per activity, as pseudonyms do not reach further), organisations or places. */
	z
		.strictObject({
			operation: z.literal('distinct'),
			of: z.enum(distinctSubjects),
			/** Count places of this kind at or above the place of the fact, e.g. districts. */
			placeKind: z.enum(placeKinds).optional()
		})
		.refine(({ of, placeKind }) => of === 'places' || !placeKind, {
			path: ['placeKind'],
			error: 'only_for_places'
		}),
	/** Arithmetic mean of the values. */
	z.strictObject({ operation: z.literal('mean') }),
	/** Percent (0 to 100) of contributions, or of the participants behind them, that pass the numerator's filter. */
	z.strictObject({
		operation: z.literal('share'),
		of: z.enum(['contributions', 'participants']),
		numerator: z
			.strictObject({ outcomes: keys.optional(), from: bound.optional(), to: bound.optional() })
			.refine((numerator) => Object.values(numerator).some((limit) => limit !== undefined), {
				error: 'numerator_empty'
			})
	}),
	/** Percent (0 to 100) of all places of a kind below a place that were reached. */
	z.strictObject({
		operation: z.literal('coverage'),
		placeKind: z.enum(placeKinds),
		below: key,
		/** `register`: the places on record; `structure`: how many there are in reality, as noted at the upper place. */
		denominator: z.enum(['register', 'structure'])
	}),
	/**
	 * Contributions per calendar period. With `meets`: how many periods reach it (of all from the first to the
	 * last day); without: the mean per period.
	 */
	z.strictObject({
		operation: z.literal('perPeriodCount'),
		period: z.enum(periods),
		meets: thresholdSchema.optional()
	}),
	/** The values together, e.g. people who came. */
	z.strictObject({ operation: z.literal('sum') }),
	/** The same for values: hours per week, people per month. */
	z.strictObject({
		operation: z.literal('perPeriodSum'),
		period: z.enum(periods),
		meets: thresholdSchema.optional()
	}),
	/**
	 * Looks at one after the other and says how many of all meet the threshold: each contribution by its value, or each
	 * item (e.g. an event) by its different organisations.
	 */
	z.strictObject({
		operation: z.literal('each'),
		judged: z.enum(judgedSubjects),
		meets: thresholdSchema
	}),
	/** 1 as soon as one contribution says so, 0 before. */
	z.strictObject({ operation: z.literal('milestone') })
]);

export const definitionSchema = z.strictObject({
	facts: z.strictObject({ format: key, kinds: keys }),
	filter: filterSchema,
	metric: metricSchema
});

export type Definition = z.infer<typeof definitionSchema>;
export type Metric = Definition['metric'];
export type Filter = Definition['filter'];
export type Threshold = z.infer<typeof thresholdSchema>;
export type PerPeriod = Extract<Metric, { operation: 'perPeriodCount' | 'perPeriodSum' }>;

export const isPerPeriod = (metric: Metric): metric is PerPeriod =>
	metric.operation === 'perPeriodCount' || metric.operation === 'perPeriodSum';

/** What each period or each thing must reach; null: nothing is judged one by one. */
export const eachMustReach = (metric: Metric): Threshold | null =>
	metric.operation === 'each' || isPerPeriod(metric) ? (metric.meets ?? null) : null;

/** One row of a breakdown. `key` is the activity's id or the first day of the period. */
export const cellSchema = z.object({
	key: z.string(),
	n: z.number().int(),
	missing: z.number().int(),
	people: z.number().int(),
	groups: z.array(z.number().int()),
	value: z.number().nullable()
});
export type Cell = z.infer<typeof cellSchema>;

/** Frozen with the observation: both tables split the same contributions. Periods only where the metric is per period. */
export const breakdownSchema = z.object({
	activities: z.array(cellSchema),
	periods: z.array(cellSchema)
});
export type Breakdown = z.infer<typeof breakdownSchema>;
