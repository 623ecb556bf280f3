import {
	indicatorViews,
	type IndicatorView,
	type ReadingContext
} from '../indicators/reads.server.ts';
import type { GoalState } from '../indicators/rules.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { measureTranslationsSchema, withGerman } from './translations.ts';

export type Measure = Readonly<{
	code: string;
	title: string;
	/** The title in the languages it exists in, German first. */
	titles: Translated;
	chapter: string;
	targetGroup: string;
	focus: string;
	responsible: readonly string[];
	participants: readonly string[];
	goals: readonly string[];
	dataSources: readonly string[];
	placeId: string | null;
}>;

export type MeasureWithIndicators = Measure & Readonly<{ indicators: readonly IndicatorView[] }>;

export type MeasureFilter = Readonly<{
	/** Words that all must occur in the measure or its indicators. */
	search: string;
	chapter: string | null;
	/** Only measures with an indicator in this state. */
	goal: GoalState | null;
	/** Only measures with an indicator that participation feeds. */
	fedOnly: boolean;
}>;

/** All measures of the plan in its order, with indicators and values as everybody may see them. */
export async function measuresWithIndicators(
	db: Db,
	context: ReadingContext
): Promise<MeasureWithIndicators[]> {
	const rows = await measureRows(db).execute();
	const indicators = await indicatorViews(db, null, context);
	return rows.map((row) => ({
		...measureOf(row),
		indicators: indicators.filter(({ measureCode }) => measureCode === row.code)
	}));
}

/** @throws Refusal measure_unknown */
export async function measureWithIndicators(
	db: Db,
	code: string,
	context: ReadingContext
): Promise<MeasureWithIndicators> {
	const row = await measureRows(db).where('code', '=', code).executeTakeFirst();
	if (!row) throw new Refusal('missing', 'measure_unknown');
	return { ...measureOf(row), indicators: await indicatorViews(db, code, context) };
}

/** Whether a measure passes a filter of the list. */
export function passes(measure: MeasureWithIndicators, filter: MeasureFilter): boolean {
	const text = textOf(measure);
	return (
		words(filter.search).every((word) => text.includes(word)) &&
		(filter.chapter === null || measure.chapter === filter.chapter) &&
		(filter.goal === null || measure.indicators.some(({ goal }) => goal === filter.goal)) &&
		(!filter.fedOnly || measure.indicators.some(isFed))
	);
}

/** Participation tells its value, or can as soon as it is bound. */
export const isFed = ({ feedable, bound }: IndicatorView): boolean => feedable || bound;

type MeasureRow = Awaited<ReturnType<ReturnType<typeof measureRows>['execute']>>[number];

function measureOf({ translations, ...row }: MeasureRow): Measure {
	const { title } = measureTranslationsSchema.parse(translations);
	return { ...row, titles: withGerman(row.title, title) } as Measure;
}

/** In every language, so that a reader finds what they read. */
function textOf({ indicators, titles, ...measure }: MeasureWithIndicators): string {
	const told = [
		...Object.values(measure).flat(),
		...Object.values(titles),
		...indicators.flatMap(({ key, labels }) => [key, ...Object.values(labels)])
	];
	return told.join('\n').toLocaleLowerCase('de');
}

const words = (search: string) => search.toLocaleLowerCase('de').split(/\s+/).filter(Boolean);

function measureRows(db: Db) {
	return db
		.selectFrom('measures')
		.select(['code', 'title', 'chapter', 'targetGroup', 'focus', 'responsible', 'participants'])
		.select(['goals', 'dataSources', 'placeId', 'translations'])
		.where('retiredAt', 'is', null)
		.orderBy('position')
		.orderBy('code');
}
