import { cleanLine, cleanText } from '../clean-text.ts';
import type { CalendarEvent, EventStatus, EventWords } from './calendar-event.ts';
import type { IcalProperty } from './ical-properties.ts';

/** Finds a property by its name. */
export type Property = (name: string) => IcalProperty | undefined;

export const wordsOf = (property: Property): EventWords => ({
	title: cleanLine(property('SUMMARY')?.values[0] ?? ''),
	description: cleanText(property('DESCRIPTION')?.values[0] ?? ''),
	location: cleanLine(property('LOCATION')?.values[0] ?? ''),
	url: webAddress(property('URL')?.raw ?? '')
});

export function statusOf(property: Property): EventStatus {
	const status = property('STATUS')?.raw.toLowerCase();
	return status === 'cancelled' || status === 'tentative' ? status : 'confirmed';
}

export const sequenceOf = (property: Property): number => {
	const sequence = Number(property('SEQUENCE')?.raw);
	return Number.isSafeInteger(sequence) && sequence > 0 && sequence < 2 ** 31 ? sequence : 0;
};

export function geoOf(property: Property): CalendarEvent['geo'] {
	const [, lat, lng] =
		/^([+-]?\d{1,3}(?:\.\d+)?)[;,]([+-]?\d{1,3}(?:\.\d+)?)$/.exec(property('GEO')?.raw ?? '') ?? [];
	const geo = { lat: Number(lat), lng: Number(lng) };
	return Math.abs(geo.lat) <= 90 && Math.abs(geo.lng) <= 180 ? geo : null;
}

/** Only the name that stands beside the address; one that is an address itself is none. */
export function organizerOf(property: Property): string | null {
	const name = cleanLine(property('ORGANIZER')?.parameters['cn'] ?? '');
	return name === '' || name.includes('@') ? null : name;
}

export const categoriesOf = (properties: readonly IcalProperty[]): string[] => [
	...new Set(
		properties
			.filter(({ name }) => name === 'CATEGORIES')
			.flatMap(({ values }) => values.map(cleanLine))
			.filter(Boolean)
	)
];

function webAddress(text: string): string | null {
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
	const { href, username, password } = new URL(text);
	return username || password ? null : href;
}
