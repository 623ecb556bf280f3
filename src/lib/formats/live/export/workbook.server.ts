import { writeXlsx } from 'hucre/xlsx';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Download } from '../../../platform/table-file.server.ts';
import { xlsxCell } from '../../../platform/xlsx-cell.ts';
import { questionType } from '../../../questions/registry.ts';
import { permissions } from '../permissions.ts';
import { readSession } from '../reads.server.ts';
import { recordOf, sessionSubject } from '../session.server.ts';
import { aboutRows, type SheetOfQuestion } from './about-sheet.ts';
import { readBallots, type Reader } from './ballots.server.ts';

/** What a spreadsheet takes as the name of a sheet. */
const longestName = 31;

/**
 * All ballots of a session as a workbook: a sheet per question that was asked, each in an order of its own, so that rows
 * of one person cannot be put together, and before them one that says what this is and what was left out. Texts are
 * texts, never formulas. @throws Refusal session_unknown (404)
 */
export async function exportWorkbook(
	db: Db,
	actor: Actor,
	activityId: string,
	reader: Reader
): Promise<Download> {
	const subject = await sessionSubject(db, activityId);
	demand(permissions, actor, 'export', subject);
	const session = await readSession(db, actor, activityId);
	const asked = session.asked.filter(({ rounds }) => rounds.some(({ ballots }) => ballots > 0));
	const sheets: SheetOfQuestion[] = [];
	for (const question of asked) {
		const name = sheetName(question.position, question.type, reader.locale);
		sheets.push({ name, question, table: await readBallots(db, question, reader) });
	}
	const ballots = sheets.reduce((sum, { table }) => sum + table.rows.length, 0);
	await db
		.transaction()
		.execute((trx) =>
			recordOf(trx, actor, subject, 'exported', { questions: sheets.length, ballots })
		);
	const about = {
		name: m.liveexport_about({}, inLocale(reader.locale)),
		columns: [
			{ width: 30 },
			{ width: 60 },
			{ width: 24 },
			{ width: 30 },
			{ width: 30 },
			{ width: 30 },
			{ width: 30 }
		],
		rows: aboutRows(session, sheets, reader).map((row) => row.map(xlsxCell))
	};
	const bytes = await writeXlsx({ sheets: [about, ...sheets.map(sheetOf)] });
	return {
		body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
		contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		fileName: 'palaver-ballots.xlsx'
	};
}

const sheetOf = ({ name, table }: SheetOfQuestion) => ({
	name,
	columns: table.columns.map(() => ({ width: 24 })),
	rows: [table.columns.map(xlsxCell), ...table.rows.map((row) => row.map(xlsxCell))],
	freezePane: { rows: 1 }
});

/** "2 Scale": begins with its place, so no two are the same, and has no sign that spreadsheets refuse. */
const sheetName = (position: number, type: string, locale: string) =>
	`${position} ${questionType(type).name(locale)}`
		.replace(/[[\]:*?/\\']/g, ' ')
		.slice(0, longestName)
		.trim();
