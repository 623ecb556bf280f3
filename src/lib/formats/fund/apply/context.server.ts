import { placeChoices, type PlaceChoice } from '../../../core/activities/choices.server.ts';
import type {
	IndicatorTranslations,
	MeasureTranslations
} from '../../../core/measures/translations.ts';
import { withGerman } from '../../../core/measures/translations.ts';
import { boundaryOf, subtreeIds } from '../../../core/places/reads.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { localDay } from '../../../platform/local-time.ts';
import type { Application } from '../application.server.ts';
import type { CheckFacts } from './checks.ts';

/** What an application is checked against today; an answer to a query counts from its first submission. */
export async function checkFacts(
	db: Db | Trx,
	{ applicationId, activityId, placeId, rules }: Application,
	now: Date
): Promise<CheckFacts> {
	const row = await db
		.selectFrom('fundApplications')
		.select('submittedOn')
		.where('id', '=', applicationId)
		.executeTakeFirst();
	return {
		rules,
		placeIds: await subtreeIds(db, [placeId]),
		area: await boundaryOf(db, placeId),
		contributions: new Set((await contributionChoices(db, activityId)).map(({ value }) => value)),
		submittedOn: row?.submittedOn ?? localDay(now)
	};
}

/** A measure that the round serves, or one of its indicators, to choose what a project contributes to. */
export type ContributionChoice = Readonly<{ value: string; label: Translated; measure: string }>;

/** Each measure before its indicators. */
export async function contributionChoices(
	db: Db | Trx,
	activityId: string
): Promise<ContributionChoice[]> {
	const measures = await db
		.selectFrom('activityMeasures as l')
		.innerJoin('measures as m', 'm.code', 'l.measureCode')
		.select(['m.code', 'm.title', 'm.translations'])
		.where('l.activityId', '=', activityId)
		.orderBy('m.position')
		.execute();
	if (measures.length === 0) return [];
	const indicators = await db
		.selectFrom('indicators')
		.select(['key', 'label', 'translations', 'measureCode'])
		.where(
			'measureCode',
			'in',
			measures.map(({ code }) => code)
		)
		.where('retiredAt', 'is', null)
		.orderBy('position')
		.execute();
	return measures.flatMap(({ code, title, translations }) => [
		{
			value: code,
			measure: code,
			label: withGerman(title, (translations as MeasureTranslations).title)
		},
		...indicators
			.filter(({ measureCode }) => measureCode === code)
			.map((one) => ({
				value: `${code} ${one.key}`,
				measure: code,
				label: withGerman(one.label, (one.translations as IndicatorTranslations).label)
			}))
	]);
}

/** The places in which the round funds projects, in the order of the tree. */
export async function applicationPlaces(db: Db, placeId: string): Promise<PlaceChoice[]> {
	return placeChoices(db, [...(await subtreeIds(db, [placeId]))]);
}
