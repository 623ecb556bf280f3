import { plainName } from '../../../core/places/search.ts';

/** What a column of a table can be. */
export const tableFields = [
	'id',
	'title',
	'summary',
	'description',
	'date',
	'start',
	'end',
	'endDate',
	'rule',
	'place',
	'venue',
	'address',
	'lat',
	'lng',
	'meeting',
	'host',
	'kind',
	'theme',
	'audience',
	'language',
	'cost',
	'registration'
] as const;
export type TableField = (typeof tableFields)[number];

/** Headers in German and English; the first one stands in the example file. */
export const headers: Readonly<Record<TableField, readonly string[]>> = {
	id: ['Kennung', 'ID', 'UID', 'Nr.', 'Nr', 'Nummer', 'Number', 'Key'],
	title: ['Titel', 'Title', 'Veranstaltung', 'Event', 'Name', 'Bezeichnung', 'Überschrift'],
	summary: ['Kurztext', 'Summary', 'Kurzbeschreibung', 'Teaser', 'Anriss'],
	description: ['Beschreibung', 'Description', 'Text', 'Inhalt', 'Details'],
	date: ['Datum', 'Date', 'Tag', 'Day', 'Startdatum', 'Start date', 'Beginn Datum', 'Von Datum'],
	start: ['Beginn', 'Start', 'Uhrzeit', 'Time', 'Von', 'From', 'Startzeit', 'Start time', 'Anfang'],
	end: ['Ende', 'End', 'Bis', 'To', 'Until', 'Endzeit', 'End time'],
	endDate: ['Enddatum', 'End date', 'Bis Datum', 'Letzter Tag'],
	rule: ['Wiederholung', 'RRULE', 'Rule', 'Recurrence'],
	place: [
		'Stadtbezirk',
		'Bezirk',
		'District',
		'Stadtteil',
		'Quartier',
		'Ort',
		'Place',
		'Sozialraum'
	],
	venue: [
		'Veranstaltungsort',
		'Venue',
		'Treffpunkt Ort',
		'Einrichtung',
		'Location',
		'Raum',
		'Room'
	],
	address: ['Adresse', 'Address', 'Anschrift', 'Straße', 'Street'],
	lat: ['Breite', 'Latitude', 'Lat', 'Breitengrad'],
	lng: ['Länge', 'Longitude', 'Lng', 'Lon', 'Längengrad'],
	meeting: ['Treffpunkt', 'Meeting point', 'Hinweise', 'Notes'],
	host: [
		'Veranstalter',
		'Host',
		'Organisation',
		'Organizer',
		'Träger',
		'Veranstalterin',
		'Organiser'
	],
	kind: ['Art', 'Kind', 'Type', 'Typ', 'Kategorie', 'Category', 'Format'],
	theme: ['Thema', 'Theme', 'Topic', 'Themen', 'Schwerpunkt'],
	audience: ['Zielgruppe', 'Audience', 'Für wen', 'Zielgruppen', 'Target group'],
	language: ['Sprache', 'Language', 'Sprachen', 'Languages'],
	cost: ['Kosten', 'Cost', 'Preis', 'Price', 'Eintritt', 'Entgelt', 'Teilnahmebeitrag'],
	registration: ['Anmeldung', 'Registration', 'Anmeldung nötig', 'Registration required']
};

export type Columns = Readonly<{
	/** At which column of the file a field stands. */
	at: ReadonlyMap<TableField, number>;
	/** Headers that mean nothing here. */
	unused: readonly string[];
}>;

/** Finds the columns by their headers; the first of two that mean the same is taken. */
export function columnsIn(names: readonly string[]): Columns {
	const keys = names.map(plainName);
	const at = new Map<TableField, number>();
	const taken = new Set<number>();
	for (const field of tableFields) {
		const known = [...headers[field], field].map(plainName);
		const index = known
			.map((name) => keys.indexOf(name))
			.find((one) => one >= 0 && !taken.has(one));
		if (index === undefined) continue;
		at.set(field, index);
		taken.add(index);
	}
	return { at, unused: names.filter((name, index) => name.trim() !== '' && !taken.has(index)) };
}
