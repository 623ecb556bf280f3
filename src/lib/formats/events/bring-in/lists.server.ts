import type { Actor } from '../../../access/actor.ts';
import { toCsv } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { importOf, toldRows, type Which } from './imports.server.ts';
import { problemText } from './problem-text.ts';
import { headers, type TableField } from './table-columns.ts';

/** Every refusal of a file in the reader's language, to work through beside it. @throws Refusal as `importOf` */
export async function refusalsCsv(db: Db, actor: Actor, which: Which, now: Date): Promise<string> {
	const { item } = await importOf(db, actor, which, now);
	const rows = (await toldRows(db, item.id, 'problems', null)).flatMap(
		({ line, title, problems }) =>
			problems.map(({ code, column, found }) => [line, title, column, found, problemText(code)])
	);
	const header = [
		m.eventsimport_line(),
		m.eventsimport_event(),
		m.eventsimport_column(),
		m.eventsimport_found(),
		m.eventsimport_why()
	];
	return toCsv(header, rows);
}

const exampleFields: readonly TableField[] = [
	'id',
	'title',
	'summary',
	'date',
	'start',
	'end',
	'place',
	'venue',
	'address',
	'host',
	'kind',
	'audience',
	'language',
	'cost',
	'registration'
];

/** A table to begin with. @param day YYYY-MM-DD of its event, within the series */
export const exampleCsv = (day: string, place: string): string =>
	toCsv(
		exampleFields.map((field) => headers[field][0]!),
		[
			[
				...['1', 'Kochen über den Gartenzaun', 'Wir kochen zusammen, alle sind willkommen.', day],
				...[
					'17:00',
					'19:30',
					place,
					'Nachbarschaftstreff',
					'Hauptstraße 1',
					'Nachbarschaftstreff e. V.'
				],
				...['Begegnung', 'alle', 'Deutsch, Arabisch', 'kostenlos', 'nein']
			]
		]
	);
