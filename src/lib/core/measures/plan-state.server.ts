import type { Db } from '../../platform/db/database.server.ts';
import type { IndicatorState, MeasureState, PlanState, TargetState } from './catalogue-changes.ts';
import type { Plan } from './plan.ts';
import { indicatorTranslationsSchema, measureTranslationsSchema } from './translations.ts';

/** The places whose planners may change this plan. `placeId` null: the plan of the whole installation. */
export async function planOf(db: Db, placeId: string | null): Promise<Plan> {
	if (placeId !== null) return { places: [placeId] };
	const cities = await db.selectFrom('places').select('id').where('parentId', 'is', null).execute();
	return { places: cities.map(({ id }) => id) };
}

/** Where an import belongs if nobody says: where the plan already is, else the only city, else the installation. */
export async function usualPlanPlace(db: Db): Promise<string | null> {
	const plans = await db.selectFrom('measures').select('placeId').distinct().execute();
	if (plans.length === 1) return plans[0]!.placeId;
	const cities = await db.selectFrom('places').select('id').where('parentId', 'is', null).execute();
	return plans.length === 0 && cities.length === 1 ? cities[0]!.id : null;
}

/** The plan of a place as it stands, in a fixed order, so that equal plans have equal text. */
export async function readPlan(db: Db, placeId: string | null): Promise<PlanState> {
	const measures = await db
		.selectFrom('measures')
		.select(['code', 'title', 'chapter', 'targetGroup', 'focus'])
		.select(['responsible', 'participants', 'goals', 'dataSources', 'translations', 'position'])
		.select((eb) => eb('retiredAt', 'is not', null).as('retired'))
		.where('placeId', 'is not distinct from', placeId)
		.orderBy('code')
		.execute();
	const indicators = await db
		.selectFrom('indicators as i')
		.innerJoin('measures as m', 'm.code', 'i.measureCode')
		.select(['i.key', 'i.measureCode', 'i.label', 'i.unit', 'i.per', 'i.dimension', 'i.feedable'])
		.select(['i.feed', 'i.translations', 'i.position'])
		.select((eb) => eb('i.retiredAt', 'is not', null).as('retired'))
		.where('m.placeId', 'is not distinct from', placeId)
		.orderBy('i.key')
		.execute();
	const targets = await db
		.selectFrom('targets as t')
		.innerJoin('indicators as i', 'i.key', 't.indicatorKey')
		.innerJoin('measures as m', 'm.code', 'i.measureCode')
		.select(['t.indicatorKey', 't.comparator', 't.lowerBound', 't.upperBound', 't.due'])
		.where('m.placeId', 'is not distinct from', placeId)
		.where('t.source', '=', 'catalogue')
		.where('t.retiredAt', 'is', null)
		.orderBy('t.indicatorKey')
		.execute();
	return {
		measures: measures.map((row) => ({
			...row,
			translations: measureTranslationsSchema.parse(row.translations)
		})) as MeasureState[],
		indicators: indicators.map((row) => ({
			...row,
			feed: inOrder(row.feed),
			translations: indicatorTranslationsSchema.parse(row.translations)
		})) as IndicatorState[],
		targets: targets as TargetState[]
	};
}

/** jsonb keeps its keys in an order of its own. */
function inOrder(feed: unknown): IndicatorState['feed'] {
	if (!feed) return null;
	const { format, metric, note } = feed as NonNullable<IndicatorState['feed']>;
	return { format, metric, note };
}
