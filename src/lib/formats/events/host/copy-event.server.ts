import type { Db } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { contentRow } from '../entry/change-event.server.ts';
import type { EventContent } from '../entry/schema.ts';
import type { Series } from '../series/series.server.ts';
import { publicStates } from '../states.ts';

export type CopyChoice = Readonly<{ eventId: string; title: Translated; series: Translated }>;

const copyable = (db: Db, organisationId: string) =>
	db
		.selectFrom('events as e')
		.innerJoin('activities as y', 'y.id', 'e.activityId')
		.innerJoin('eventSeries as s', 's.activityId', 'e.activityId')
		.select(['e.id as eventId', 'e.title', 'y.title as series'])
		.where('e.organisationId', '=', organisationId)
		.where('e.state', 'in', publicStates)
		.where('e.closed', '=', false);

/** What the organisation did before and everybody has seen: a start for the next event. Latest first. */
export async function copyChoices(db: Db, organisationId: string | null): Promise<CopyChoice[]> {
	if (organisationId === null) return [];
	const rows = await copyable(db, organisationId)
		.orderBy('s.firstDay', 'desc')
		.orderBy('e.number', 'desc')
		.limit(50)
		.execute();
	return rows as CopyChoice[];
}

/**
 * The event as the start of another one: without its times, without what was asked of the office, and with consent and
 * themes only as far as they hold for the new series. Null for one that is not the organisation's to copy.
 */
export async function copyOf(
	db: Db,
	organisationId: string | null,
	eventId: string,
	{ themes }: Pick<Series, 'themes'>
): Promise<EventContent | null> {
	if (organisationId === null || !isUuid(eventId)) return null;
	const found = await copyable(db, organisationId).where('e.id', '=', eventId).executeTakeFirst();
	if (!found) return null;
	const content = await contentRow(db, eventId);
	const known = new Set(themes.map(({ key }) => key));
	return {
		...content,
		themes: content.themes.filter((key) => known.has(key)),
		contactConsent: false,
		support: [],
		supportText: '',
		startsLocal: null,
		minutes: null,
		rule: null,
		except: [],
		also: []
	};
}
