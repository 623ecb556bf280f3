import { placeChoices, type PlaceChoice } from '../../../core/activities/choices.server.ts';
import { pathOf, subtreeIds } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { noEvent, valuesOf, type EventValues } from '../entry/event-form.ts';
import type { EventDetail } from '../read-event.server.ts';
import type { Series } from '../series/series.server.ts';
import { copyChoices, copyOf, type CopyChoice } from './copy-event.server.ts';

/** What the form of an event shows beside its values. */
export type EventFormPage = Readonly<{
	series: Pick<Series, 'activityId' | 'slug' | 'title' | 'themes'>;
	/** The first language of the series. */
	main: string;
	places: readonly PlaceChoice[];
	values: EventValues;
}>;

/** The form of an event that there is. */
export const editPage = async (db: Db, { series, content }: EventDetail): Promise<EventFormPage> =>
	page(db, series, valuesOf(content));

/** The empty form, or one that begins with an earlier event of the organisation. */
export async function newPage(
	db: Db,
	series: Series,
	organisationId: string | null,
	copiedFrom: string | null
): Promise<EventFormPage & { copies: readonly CopyChoice[]; copiedFrom: string | null }> {
	const copy = copiedFrom ? await copyOf(db, organisationId, copiedFrom, series) : null;
	return {
		...(await page(db, series, copy ? valuesOf(copy) : noEvent)),
		copies: await copyChoices(db, organisationId),
		copiedFrom: copy ? copiedFrom : null
	};
}

async function page(db: Db, series: Series, values: EventValues): Promise<EventFormPage> {
	const [city] = await pathOf(db, series.placeId);
	const within = await subtreeIds(db, [city?.id ?? series.placeId]);
	const { activityId, slug, title, themes } = series;
	return {
		series: { activityId, slug, title, themes },
		main: series.locales[0]!,
		places: await placeChoices(db, [...within]),
		values
	};
}
