import { z } from 'zod';
import { entryKinds } from '../indicators/entered-value.ts';
import { dataStates, goalStates } from '../indicators/rules.ts';
import { definitionSchema } from '../indicators/schema.ts';

/** What programs are told of measures: numbers that would tell about too few people are null, with the reason. */

const withheldSchema = z
	.enum(['small_group', 'small_difference'])
	.nullable()
	.meta({ description: 'why numbers are null: too few people behind them or behind a difference' });

const inLanguages = z
	.record(z.string(), z.string())
	.meta({ description: 'language tag to text; German is always there' });

const numberOrWithheld = z.number().nullable();

export const targetSchema = z.object({
	comparator: z.enum(['>=', '<=', '=', 'between', 'done']),
	lowerBound: z.number().nullable().meta({ description: 'null: only the number is asked for' }),
	upperBound: z.number().nullable(),
	due: z.iso.date().nullable()
});

const lineageSchema = z.object({
	key: z.string().meta({ description: 'id of the activity, or first day of the period' }),
	n: numberOrWithheld.meta({ description: 'contributions; null: withheld' }),
	value: numberOrWithheld
});

const enteredSchema = z.object({
	kind: z.enum(entryKinds),
	periodFrom: z.iso.date(),
	periodTo: z.iso.date().meta({ description: 'of a milestone the day it was reached' }),
	enteredAt: z.iso.datetime(),
	evidence: z.object({
		url: z.url().nullable(),
		document: z.string().nullable().meta({ description: 'number of a decision or paper' }),
		origin: z.string().nullable().meta({ description: 'system or office that knows the value' }),
		note: z.string().nullable()
	})
});

export const observationSchema = z.object({
	id: z.uuid(),
	source: z.enum(['computed', 'entered']).meta({
		description: 'computed: counted from contributions; entered: by hand, with evidence'
	}),
	releasedAt: z.iso.datetime(),
	value: numberOrWithheld,
	numerator: numberOrWithheld,
	denominator: numberOrWithheld,
	n: z.number().int().nullable().meta({ description: 'contributions that counted' }),
	missing: z.number().int().nullable().meta({ description: 'asked, but no usable answer' }),
	withheld: withheldSchema,
	definitionVersion: z.number().int().nullable(),
	definition: definitionSchema.nullable().meta({ description: 'null: entered by hand' }),
	inputsHash: z.string().nullable().meta({ description: 'SHA-256 over the sorted contributions' }),
	entered: enteredSchema.nullable().meta({ description: 'null: computed' }),
	corrects: z.uuid().nullable(),
	correctionReason: z.string().nullable(),
	correctedBy: z.uuid().nullable(),
	lineage: z.object({ activities: z.array(lineageSchema), periods: z.array(lineageSchema) })
});

export const indicatorSummarySchema = z.object({
	key: z.string(),
	label: z.string(),
	unit: z.string().nullable(),
	labels: inLanguages,
	units: inLanguages.nullable(),
	per: z.string().nullable(),
	fedByParticipation: z.boolean(),
	target: targetSchema.nullable(),
	goal: z.enum(goalStates),
	data: z.enum(dataStates),
	value: numberOrWithheld.meta({ description: 'the newest released value' }),
	valueSource: z.enum(['computed', 'entered']).nullable().meta({ description: 'null: no value' })
});

export const indicatorDetailSchema = indicatorSummarySchema.extend({
	measure: z.string(),
	dimension: z.string().nullable(),
	observations: z.array(observationSchema).meta({ description: 'released ones, newest first' })
});

export const measureSummarySchema = z.object({
	code: z.string(),
	title: z.string(),
	titles: inLanguages,
	chapter: z.string(),
	indicators: z.number().int(),
	withValue: z.number().int(),
	fedByParticipation: z.boolean()
});

export const measureListSchema = z.object({ measures: z.array(measureSummarySchema) });

export const measureDetailSchema = z.object({
	code: z.string(),
	title: z.string(),
	titles: inLanguages,
	chapter: z.string(),
	targetGroup: z.string(),
	focus: z.string(),
	responsible: z.array(z.string()),
	participants: z.array(z.string()),
	goals: z.array(z.string()),
	dataSources: z.array(z.string()),
	indicators: z.array(indicatorSummarySchema)
});
