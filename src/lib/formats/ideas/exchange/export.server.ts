import { Readable } from 'node:stream';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { csvPieces } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { IdeaFilter } from '../filter.ts';
import { mapOf, mapSubject, recordOf, type IdeaMap } from '../map.server.ts';
import { permissions } from '../permissions.ts';
import { cellsOf, columnName, columnsFor } from './columns.ts';
import { geojsonPieces } from './geojson.server.ts';
import { countRows, exchangeRows, type Audience, type ExchangeRow } from './rows.server.ts';
import { xlsxBytes } from './xlsx.server.ts';

/** A file on its way out. */
export type Download = Readonly<{
	body: ReadableStream<Uint8Array>;
	contentType: string;
	fileName: string;
}>;

const contentTypes = {
	csv: 'text/csv; charset=utf-8',
	geojson: 'application/geo+json',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;
export type ExportFormat = keyof typeof contentTypes;

/** The format that a file name asks for. @throws Refusal export_unknown (404) */
export function exportFormatOf(fileName: string): ExportFormat {
	const format = /^ideas\.(csv|geojson|xlsx)$/.exec(fileName)?.[1];
	if (!format) throw new Refusal('missing', 'export_unknown');
	return format as ExportFormat;
}

/**
 * What staff take along: all ideas but withdrawn ones, with what the public does not see. No person is in it. The
 * history keeps who took it.
 */
export async function exportForStaff(
	db: Db,
	actor: Actor,
	activityId: string,
	filter: IdeaFilter,
	{ format, locale, now }: { format: ExportFormat; locale: string; now: Date }
): Promise<Download> {
	const subject = await mapSubject(db, activityId);
	demand(permissions, actor, 'export', subject);
	const map = await mapOf(db, activityId, now);
	const ideas = await countRows(db, activityId, filter, 'staff');
	await db
		.transaction()
		.execute((trx) => recordOf(trx, actor, subject, 'exported', { format, ideas }));
	return download(db, map, filter, 'staff', format, locale);
}

/** The ideas that everybody may see, as a file. */
export const exportForEverybody = (
	db: Db,
	map: IdeaMap,
	filter: IdeaFilter,
	{ format, locale }: { format: ExportFormat; locale: string }
): Download => download(db, map, filter, 'public', format, locale);

function download(
	db: Db,
	map: IdeaMap,
	filter: IdeaFilter,
	audience: Audience,
	format: ExportFormat,
	locale: string
): Download {
	const rows = exchangeRows(db, map.activityId, filter, audience);
	return {
		body: bytesOf(rows, map, audience, format, locale),
		contentType: contentTypes[format],
		fileName: `palaver-${map.slug}.${format}`
	};
}

function bytesOf(
	rows: AsyncIterable<readonly ExchangeRow[]>,
	map: IdeaMap,
	audience: Audience,
	format: ExportFormat,
	locale: string
): ReadableStream<Uint8Array> {
	switch (format) {
		case 'csv': {
			const header = columnsFor(audience).map((key) => columnName(key, locale));
			return encoded(csvPieces(header, tableOf(rows, map, audience, locale)));
		}
		case 'geojson':
			return encoded(geojsonPieces(rows, map, audience));
		case 'xlsx': {
			const sheet = m.ideadata_sheet({}, inLocale(locale));
			return xlsxBytes(rows, map, audience, { locale, sheet });
		}
	}
}

async function* tableOf(
	batches: AsyncIterable<readonly ExchangeRow[]>,
	map: IdeaMap,
	audience: Audience,
	locale: string
) {
	for await (const rows of batches) yield rows.map((row) => cellsOf(row, map, audience, locale));
}

const encoded = (pieces: AsyncIterable<string>): ReadableStream<Uint8Array> =>
	Readable.toWeb(Readable.from(bytes(pieces))) as ReadableStream<Uint8Array>;

async function* bytes(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	for await (const piece of pieces) yield encoder.encode(piece);
}
