import { spokenLanguages } from '../../../core/offers/schema.ts';
import { placeIn } from '../../../core/places/place-id.ts';
import { isWallClock } from '../../../platform/calendar/wall-clock.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import {
	accessFeatures,
	audiences,
	eventKinds,
	type AccessFeature,
	type Audience,
	type EventKind
} from '../choices.ts';

/** Which dates somebody looks for: the same for programme, print, feeds and API. Null and empty: all. */
export type ProgrammeFilter = Readonly<{
	/** First and last day, YYYY-MM-DD; each may stand alone. */
	from: string | null;
	to: string | null;
	/** This place and everything below it. */
	placeId: string | null;
	kind: EventKind | null;
	/** Key of the series. */
	theme: string | null;
	audience: Audience | null;
	/** In years: events that are for it, or for every age. */
	age: number | null;
	/** Spoken there, as BCP 47 tag. */
	language: string | null;
	/** Every one of them has to be there. */
	access: readonly AccessFeature[];
	free: boolean;
	/** Organisation that invites. */
	hostId: string | null;
}>;

export const noFilter: ProgrammeFilter = {
	from: null,
	to: null,
	placeId: null,
	kind: null,
	theme: null,
	audience: null,
	age: null,
	language: null,
	access: [],
	free: false,
	hostId: null
};

/** Reads the filter from an address; what makes no sense there does not limit. */
export function filterOf(query: URLSearchParams): ProgrammeFilter {
	const text = (name: string) => query.get(name) ?? '';
	const from = dayIn(text('from'));
	const to = dayIn(text('to'));
	const host = text('host');
	return {
		from,
		to: from && to && to < from ? null : to,
		placeId: placeIn(query),
		kind: oneOf(eventKinds, text('kind')),
		theme: /^[a-z0-9-]{1,40}$/.test(text('theme')) ? text('theme') : null,
		audience: oneOf(audiences, text('audience')),
		age: /^(\d{1,2}|1[01]\d|120)$/.test(text('age')) ? Number(text('age')) : null,
		language: oneOf(spokenLanguages, text('language')),
		access: accessFeatures.filter((feature) => query.getAll('access').includes(feature)),
		free: text('free') === 'yes',
		hostId: isUuid(host) ? host : null
	};
}

/** A day of this century, so that no date of the database is out of reach. */
const dayIn = (text: string): string | null =>
	/^20\d\d-\d\d-\d\d$/.test(text) && isWallClock(`${text}T00:00`) ? text : null;

const oneOf = <Choice extends string>(choices: readonly Choice[], text: string): Choice | null =>
	choices.find((choice) => choice === text) ?? null;

/** The filter as part of an address; parameters that do not limit are left out. */
export function queryOf(filter: ProgrammeFilter): URLSearchParams {
	const { from, to, placeId, kind, theme, audience, age, language, access, free, hostId } = filter;
	const single = { from, to, place: placeId, kind, theme, audience, age, language, host: hostId };
	return new URLSearchParams([
		...Object.entries(single).flatMap(([name, value]) =>
			value === null ? [] : [[name, String(value)]]
		),
		...access.map((feature) => ['access', feature]),
		...(free ? [['free', 'yes']] : [])
	]);
}

export const isFiltered = (filter: ProgrammeFilter): boolean => queryOf(filter).size > 0;

/** What somebody subscribes to: a calendar goes on, so it is never of some days only. */
export const lasting = (filter: ProgrammeFilter): ProgrammeFilter => ({
	...filter,
	from: null,
	to: null
});

/** The address of the same search, seen otherwise or of another day or place. */
export function hrefWith(
	here: string,
	filter: ProgrammeFilter,
	more: Readonly<Record<string, string>>
): string {
	const query = queryOf(filter);
	for (const [name, value] of Object.entries(more)) query.set(name, value);
	return query.size > 0 ? `${here}?${query}` : here;
}
