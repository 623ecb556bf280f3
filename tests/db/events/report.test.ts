import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { anonymous, roles } from '#lib/access/actor.ts';
import { reportFile } from '#lib/formats/events/report/report-files.server.ts';
import { readReport } from '#lib/formats/events/report/read-report.server.ts';
import { reportSentences } from '#lib/formats/events/report/report-words.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { happened, looking, planning } from '../../fixture/event-facts.ts';
import { drafted, eventSeries, linkHolder, type TestSeries } from '../../fixture/events.ts';
import { openPdf } from '../../fixture/pdf.ts';
import { staff } from '../../fixture/town.ts';

/** An Aktionswoche of which something was held in one of two districts. */
async function week(db: Db): Promise<TestSeries> {
	const series = await eventSeries(db, { hostsUntil: null, coverageLeast: 2 });
	await happened(db, series, {
		starts: ['2026-05-10T10:00', '2026-05-11T10:00', '2026-05-12T10:00'],
		went: [34, 12, 'cancelled'],
		guests: [{ places: 4, organisation: 'AWO' }]
	});
	await happened(db, series, { starts: ['2026-05-10T15:00'], went: ['held'] });
	await happened(db, series, { starts: ['2026-05-10T16:00'], went: ['notHeld'] });
	await happened(db, series, {
		starts: ['2026-05-13T15:00'],
		went: ['planned'],
		content: { placeId: 'bielefeld-heepen' }
	});
	await happened(db, series, {
		starts: ['2026-05-14T15:00'],
		went: [9],
		content: { placeId: 'bielefeld', targetLeast: null, targetMost: null }
	});
	await drafted(db, series, { now: planning });
	return series;
}

test('the report says what was held, where, when, for how many, and what fell out why', async () => {
	const { db } = await freshDatabase();
	const series = await week(db);
	const report = await readReport(db, series.moderator, series.activityId, looking);
	expect(report).toMatchObject({
		published: 5,
		summary: {
			events: 3,
			dates: 4,
			registered: 4,
			attended: 55,
			counted: 3,
			unsaid: 1,
			toCome: 0,
			notHeld: 1,
			cancelled: 1,
			causes: [{ cause: 'weather', dates: 1 }],
			target: { met: 1, fewer: 1, more: 0 }
		},
		places: {
			kind: 'district',
			of: 10,
			reached: 1,
			goal: 2,
			rows: [
				{ name: 'Heepen', dates: 0, attended: 0 },
				{ name: 'Mitte', dates: 3, attended: 46 }
			],
			elsewhere: { dates: 1, attended: 9 }
		}
	});
	expect(report.summary.byDay.get('2026-05-10')).toEqual({
		dates: 2,
		registered: 4,
		attended: 34
	});
	const text = reportSentences(report, 'de').join(' ');
	for (const said of [
		'3 von 5 veröffentlichten, an 4 Terminen',
		'1 von 10',
		'Das Ziel von 2 ist noch nicht erreicht.',
		'bekannt von 3 der 4 Termine',
		'1 von 2 gezählten Terminen; darunter lagen 1',
		'ob sie stattgefunden haben: 1.'
	])
		expect(text).toContain(said);
});

test('staff of the place read it, and nobody else', async () => {
	const { db } = await freshDatabase();
	const series = await week(db);
	const may: string[] = [];
	for (const role of roles) {
		const actor = await staff(db, role, ['bielefeld']);
		await readReport(db, actor, series.activityId, looking).then(
			() => may.push(role),
			(refusal) => expect(refusal).toMatchObject({ reason: 'not_allowed' })
		);
	}
	expect(may.sort()).toEqual(['administrator', 'moderator', 'planner']);
	for (const actor of [anonymous, series.host, (await linkHolder(db, series)).actor])
		await expect(readReport(db, actor, series.activityId, looking)).rejects.toMatchObject({
			reason: 'not_allowed'
		});
});

test('as a tagged PDF, a workbook and a table with every date', async () => {
	const { db } = await freshDatabase();
	const series = await week(db);
	const report = await readReport(db, series.moderator, series.activityId, looking);
	const context = { today: '2026-12-31', locale: 'de', author: 'Stadt Bielefeld' } as const;
	const bytes = async (file: string) =>
		new Uint8Array(
			await new Response((await reportFile(report, file, context)).body).arrayBuffer()
		);
	const pdf = await openPdf(await bytes('report.pdf'));
	expect(pdf).toMatchObject({ isTagged: true, language: 'de' });
	expect(pdf.texts.join('')).toContain('Mitte');

	const { sheets } = await readXlsx(await bytes('report.xlsx'));
	expect(sheets.map(({ name }) => name)).toEqual([
		'Nach Orten',
		'Nach Tagen',
		'Was ausgefallen ist',
		'Dokumentierte Termine',
		'Alle Termine'
	]);
	expect(sheets[0]!.rows[2]).toEqual(['Mitte', 3, 4, 46]);

	const csv = new TextDecoder().decode(await bytes('report.csv')).split('\r\n');
	expect(csv).toHaveLength(1 + 7 + 1);
	expect(csv[1]).toContain(
		'Spielen auf dem Platz,Nachbarschaft,Kesselbrink,Hat stattgefunden,,4,34,30,50'
	);
	await expect(reportFile(report, 'report.exe', context)).rejects.toMatchObject({
		reason: 'export_unknown'
	});
});
