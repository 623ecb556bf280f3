import { locales } from '../../../platform/i18n/paraglide/runtime.js';
import { columnName, type ColumnKey } from '../exchange/columns.ts';
import { wordKey } from '../../../platform/cell-values.ts';

/** What a column of a file can be. */
export const importFields = [
	'title',
	'body',
	'category',
	'status',
	'point',
	'lat',
	'lng',
	'place',
	'whereabouts',
	'blurred',
	'date',
	'supports',
	'supportsEarlier',
	'office',
	'answer',
	'answeredOn',
	'locale',
	'visibility',
	'number',
	'sourceId'
] as const;
export type ImportField = (typeof importFields)[number];

/** Headers of our own exports in every language; GeoJSON properties bear the names of the fields. */
const ownColumns: Partial<Record<ImportField, ColumnKey>> = {
	title: 'title',
	body: 'body',
	category: 'category',
	status: 'status',
	lat: 'lat',
	lng: 'lng',
	place: 'placeId',
	whereabouts: 'whereabouts',
	blurred: 'blurred',
	date: 'date',
	supports: 'supports',
	supportsEarlier: 'supportsEarlier',
	office: 'office',
	answer: 'answer',
	answeredOn: 'answeredOn',
	locale: 'locale',
	visibility: 'visibility',
	number: 'number',
	sourceId: 'id'
};

/** Headers that other procedures use, seen in open data of German cities and in common tools. */
const usualHeaders: Partial<Record<ImportField, readonly string[]>> = {
	title: ['überschrift', 'betreff', 'name', 'subject', 'titel der idee', 'kurztitel'],
	body: ['text', 'beschreibung', 'inhalt', 'anliegen', 'description', 'beitrag', 'nachricht'],
	category: ['thema', 'rubrik', 'themenfeld', 'type', 'typ', 'art'],
	status: ['bearbeitungsstand', 'state'],
	point: [
		'geometry',
		'geometrie',
		'wkt',
		'koordinaten',
		'position',
		'geo_point',
		'geo point',
		'geom'
	],
	lat: ['lat', 'latitude', 'breite', 'y', 'geo_lat'],
	lng: ['lng', 'lon', 'long', 'longitude', 'länge', 'laenge', 'x', 'geo_lon', 'geo_lng'],
	place: ['placeid', 'ort', 'stadtteil', 'quartier', 'bezirk', 'ortsteil', 'place', 'adresse'],
	date: [
		'datum',
		'date',
		'created',
		'created_at',
		'createdat',
		'erstellt',
		'erstellt am',
		'eingang',
		'eingangsdatum',
		'zeitpunkt'
	],
	supports: ['zustimmungen', 'stimmen', 'likes', 'votes', 'pro', 'unterstützer', 'bewertungen'],
	office: ['zuständig', 'amt', 'dienststelle', 'fachbereich'],
	answer: ['stellungnahme', 'kommentar der verwaltung', 'rückmeldung', 'response'],
	locale: ['sprache', 'lang', 'language'],
	number: ['nr', 'nr.', 'lfd. nr.', 'lfd nr'],
	sourceId: ['id', 'uuid', 'key', 'fid', 'objectid', 'aktenzeichen', 'vorgangsnummer']
};

/** Guesses what the columns are by their headers; each column is taken once, our own names before usual ones. */
export function guessColumns(headers: readonly string[]): Partial<Record<ImportField, number>> {
	const keys = headers.map(wordKey);
	const guessed: Partial<Record<ImportField, number>> = {};
	const taken = new Set<number>();
	const take = (field: ImportField, names: readonly string[]) => {
		if (guessed[field] !== undefined) return;
		const index = names.map((name) => keys.indexOf(name)).find((at) => at >= 0 && !taken.has(at));
		if (index === undefined) return;
		guessed[field] = index;
		taken.add(index);
	};
	for (const field of importFields) take(field, ownNames(field));
	for (const field of importFields) take(field, usualHeaders[field] ?? []);
	// A file with two columns for the position needs no third.
	if (guessed.lat !== undefined && guessed.lng !== undefined) delete guessed.point;
	return guessed;
}

function ownNames(field: ImportField): string[] {
	const column = ownColumns[field];
	const headers = column ? locales.map((locale) => wordKey(columnName(column, locale))) : [];
	return [...(column ? [column.toLowerCase()] : []), ...headers, field.toLowerCase()];
}
