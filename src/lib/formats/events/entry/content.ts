import type { Insertable } from 'kysely';
import type { Recurrence } from '../../../platform/calendar/recurrence.ts';
import type { Events } from '../../../platform/db/tables.ts';
import type { EventContent } from './schema.ts';

/** Columns of the table that hold what a host writes. */
export const contentColumns = [
	'title',
	'summary',
	'description',
	'kind',
	'themes',
	'audiences',
	'ageFrom',
	'ageTo',
	'placeId',
	'venue',
	'address',
	'lat',
	'lng',
	'meeting',
	'languages',
	'accessibility',
	'accessibilityText',
	'cost',
	'costCents',
	'costText',
	'closed',
	'needsRegistration',
	'targetLeast',
	'targetMost',
	'initiatedBy',
	'contactEmail',
	'contactPhone',
	'contactConsent',
	'support',
	'supportText',
	'startsLocal',
	'minutes',
	'rule',
	'exceptLocal',
	'alsoLocal'
] as const satisfies readonly (keyof Events)[];

type ContentRow = Pick<Insertable<Events>, (typeof contentColumns)[number]>;

export function rowOf({ except, also, ...content }: EventContent): ContentRow & { title: string } {
	return {
		...content,
		title: JSON.stringify(content.title),
		summary: JSON.stringify(content.summary),
		description: JSON.stringify(content.description),
		exceptLocal: except,
		alsoLocal: also
	};
}

/** A row with those columns, as the form and a copy begin with it. */
export function contentOf(row: Readonly<Record<string, unknown>>): EventContent {
	const content = Object.fromEntries(contentColumns.map((name) => [name, row[name]]));
	const { exceptLocal: except, alsoLocal: also, ...rest } = content;
	return { ...rest, except, also } as EventContent;
}

/** Null while nobody has said when. */
export const recurrenceOf = ({
	startsLocal,
	minutes,
	rule,
	except,
	also
}: Pick<
	EventContent,
	'startsLocal' | 'minutes' | 'rule' | 'except' | 'also'
>): Recurrence | null =>
	startsLocal === null || minutes === null
		? null
		: { start: startsLocal, minutes, rule, except, also };

/** What an event that is handed in must have beside its title; field to reason code. */
export function missingIn(content: EventContent): Record<string, string> {
	const missing = {
		kind: content.kind === null && 'choice_missing',
		placeId: content.placeId === null && 'place_missing',
		starts: content.startsLocal === null && 'moment_missing',
		audiences: content.audiences.length === 0 && 'choice_missing',
		languages: content.languages.length === 0 && 'choice_missing',
		summary: Object.keys(content.summary).length === 0 && 'text_missing'
	};
	return Object.fromEntries(
		Object.entries(missing).filter(([, reason]) => reason !== false)
	) as Record<string, string>;
}
