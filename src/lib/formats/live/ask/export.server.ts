import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { languageName } from '../../../platform/i18n/language-name.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Db } from '../../../platform/db/database.server.ts';
import {
	tableFile,
	type Column,
	type Download,
	type TableFormat
} from '../../../platform/table-file.server.ts';
import { permissions } from '../permissions.ts';
import { recordOf, sessionSubject } from '../session.server.ts';

type Row = Awaited<ReturnType<typeof readRows>>[number];

/**
 * The questions that everybody could read, with their support and answer, as CSV or workbook: nothing in it leads to
 * who asked. Those merged into another one say into which; hidden ones and those that wait are left out.
 * @throws Refusal session_unknown (404)
 */
export async function exportAsks(
	db: Db,
	actor: Actor,
	activityId: string,
	{ format, locale }: { format: TableFormat; locale: string }
): Promise<Download> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'export', session);
	const rows = await readRows(db, activityId);
	await db
		.transaction()
		.execute((trx) => recordOf(trx, actor, session, 'asksExported', { asks: rows.length }));
	const sheet = m.liveask_title({}, inLocale(locale));
	return tableFile(oneBatch(rows), columnsIn(locale), { format, name: 'questions', sheet });
}

function readRows(db: Db, activityId: string) {
	return db
		.selectFrom('liveAsks as a')
		.leftJoin('liveAsks as root', 'root.id', 'a.mergedInto')
		.select(['a.number', 'a.text', 'a.locale', 'a.supporters', 'a.answered', 'a.answer'])
		.select('root.number as mergedInto')
		.where('a.activityId', '=', activityId)
		.where('a.approved', '=', true)
		.where('a.hidden', '=', false)
		.orderBy('a.number')
		.execute();
}

function columnsIn(locale: string): readonly Column<Row>[] {
	const language = inLocale(locale);
	return [
		{ name: m.liveask_column_number({}, language), cell: ({ number }) => number },
		{ name: m.liveask_column_text({}, language), cell: ({ text }) => text, width: 60 },
		{
			name: m.liveask_column_language({}, language),
			cell: (row) => languageName(row.locale, locale)
		},
		{ name: m.liveask_column_support({}, language), cell: ({ supporters }) => supporters },
		{
			name: m.liveask_column_answered({}, language),
			cell: ({ answered }) => (answered ? m.liveask_yes({}, language) : m.liveask_no({}, language))
		},
		{ name: m.liveask_column_answer({}, language), cell: ({ answer }) => answer, width: 50 },
		{ name: m.liveask_column_merged({}, language), cell: ({ mergedInto }) => mergedInto }
	];
}

async function* oneBatch<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
	yield rows;
}
