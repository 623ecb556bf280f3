/** What cells of tables that people made may mean. Everything here is pure; null: it cannot be read. */

/** A point as it stands in a file: nothing is known yet of whether it can be. */
export type RawPoint = Readonly<{ lat: number; lng: number }>;

/**
 * A decimal number with point or comma, with or without a degree sign. Thousands are not grouped in coordinates and
 * counts of a neighbourhood, so a single comma is always the decimal one.
 */
export function numberOf(text: string): number | null {
	const plain = text.trim().replace(/\s*°$/, '').replace(',', '.');
	return /^[+-]?\d+(\.\d*)?$/.test(plain) ? Number(plain) : null;
}

/** "52.02, 8.53", "52,02; 8,53", "52.02 8.53" (latitude first) or WKT "POINT (8.53 52.02)" (longitude first). */
export function pointOf(text: string): RawPoint | null {
	const wkt = /^(?:SRID=4326;)?\s*POINT\s*Z?\s*\(\s*(\S+)\s+([^\s)]+)[^)]*\)$/i.exec(text.trim());
	if (wkt) return pair(wkt[2]!, wkt[1]!);
	const plain = text.trim().replace(/^[([]|[)\]]$/g, '');
	for (const separator of [/\s*;\s*/, /\s*,\s+/, /\s+/, /,/]) {
		const parts = plain.split(separator);
		if (parts.length !== 2) continue;
		const found = pair(parts[0]!, parts[1]!);
		if (found) return found;
	}
	return null;
}

function pair(latText: string, lngText: string): RawPoint | null {
	const [lat, lng] = [numberOf(latText), numberOf(lngText)];
	return lat === null || lng === null ? null : { lat, lng };
}

/** A day as YYYY-MM-DD from ISO 8601 or German notation, with or without a time; a year of two digits is of this century. */
export function dayOf(text: string): string | null {
	const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text.trim());
	if (iso) return calendarDay(iso[1]!, iso[2]!, iso[3]!);
	const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:,?\s.*)?$/.exec(text.trim());
	if (!german) return null;
	const year = german[3]!.length === 2 ? `20${german[3]}` : german[3]!;
	return calendarDay(year, german[2]!.padStart(2, '0'), german[1]!.padStart(2, '0'));
}

/** Null for the 30th of February. */
function calendarDay(year: string, month: string, day: string): string | null {
	const text = `${year}-${month}-${day}`;
	const moment = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text) ? text : null;
}

/** How words are compared: without case, outer blanks and doubled inner ones. */
export const wordKey = (text: string): string =>
	text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
