import type { z } from 'zod';
import type { IndicatorView, ReadingContext } from '../indicators/reads.server.ts';
import type { PublishedObservation } from '../indicators/published.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../platform/i18n/paraglide/runtime.js';
import type {
	indicatorDetailSchema,
	indicatorSummarySchema,
	measureDetailSchema,
	measureListSchema,
	observationSchema
} from './api-schema.ts';
import { isFed, measuresWithIndicators, measureWithIndicators } from './reads.server.ts';

export async function measureListForPrograms(
	db: Db,
	context: ReadingContext
): Promise<z.infer<typeof measureListSchema>> {
	const measures = await measuresWithIndicators(db, context);
	return {
		measures: measures.map(({ code, title, titles, chapter, indicators }) => ({
			code,
			title,
			titles,
			chapter,
			indicators: indicators.length,
			withValue: indicators.filter(({ current }) => current !== null).length,
			fedByParticipation: indicators.some(isFed)
		}))
	};
}

/** @throws Refusal measure_unknown */
export async function measureForPrograms(
	db: Db,
	code: string,
	context: ReadingContext
): Promise<z.infer<typeof measureDetailSchema>> {
	const measure = await measureWithIndicators(db, code, context);
	const { placeId: _, indicators, ...rest } = measure;
	return { ...rest, ...copied(measure), indicators: indicators.map(summary) };
}

/** @throws Refusal measure_unknown, indicator_unknown */
export async function indicatorForPrograms(
	db: Db,
	code: string,
	key: string,
	context: ReadingContext
): Promise<z.infer<typeof indicatorDetailSchema>> {
	const { indicators } = await measureWithIndicators(db, code, context);
	const indicator = indicators.find((one) => one.key === key);
	if (!indicator) throw new Refusal('missing', 'indicator_unknown');
	return {
		...summary(indicator),
		measure: code,
		dimension: indicator.dimension,
		observations: indicator.series.map(observation)
	};
}

function copied(measure: Awaited<ReturnType<typeof measureWithIndicators>>) {
	return {
		responsible: [...measure.responsible],
		participants: [...measure.participants],
		goals: [...measure.goals],
		dataSources: [...measure.dataSources]
	};
}

function summary(indicator: IndicatorView): z.infer<typeof indicatorSummarySchema> {
	const { key, label, unit, labels, units, per, target, goal, data, current } = indicator;
	return {
		key,
		label,
		unit,
		labels,
		units,
		per,
		fedByParticipation: isFed(indicator),
		target,
		goal,
		data,
		value: current?.value ?? null,
		valueSource: current?.source ?? null
	};
}

function observation(published: PublishedObservation): z.infer<typeof observationSchema> {
	const { activities, periods, correctsId, correctedById, releasedAt, entry, ...rest } = published;
	return {
		...rest,
		entered: entry && { ...entry, enteredAt: entry.enteredAt.toISOString() },
		releasedAt: releasedAt.toISOString(),
		corrects: correctsId,
		correctedBy: correctedById,
		lineage: { activities: [...activities], periods: [...periods] }
	};
}

/** What a refusal of these addresses says. */
export function measureProblemText(reason: string, locale: Locale): string {
	const texts: Record<string, typeof m.measures_problem_fault> = {
		measure_unknown: m.measures_problem_measure_unknown,
		indicator_unknown: m.measures_problem_indicator_unknown
	};
	return (texts[reason] ?? m.measures_problem_fault)({}, { locale });
}
