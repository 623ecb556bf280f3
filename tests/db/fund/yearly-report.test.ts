import { read as readWorkbook } from 'hucre';
import { expect, test } from 'vitest';
import { decideApplication } from '#lib/formats/fund/decide/decide.server.ts';
import { book } from '#lib/formats/fund/ledger/book.server.ts';
import { createPot, potSubject } from '#lib/formats/fund/ledger/pots.server.ts';
import { reportPdf, reportXlsx } from '#lib/formats/fund/report/report-files.server.ts';
import { potReport } from '#lib/formats/fund/report/report.server.ts';
import { reportTables } from '#lib/formats/fund/report/report-words.ts';
import type { Application } from '#lib/formats/fund/application.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { inLocale } from '#lib/platform/i18n/in-locale.ts';
import { overwriteGetLocale } from '#lib/platform/i18n/paraglide/runtime.js';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, ended, fundRound, revoked, type TestFund } from '../../fixture/fund.ts';
import { openPdf } from '../../fixture/pdf.ts';
import { staff } from '../../fixture/town.ts';

const now = new Date('2026-02-10T10:00:00Z');
const file = { today: '2026-11-26', locale: 'de', author: 'Stadt Bielefeld' } as const;
const byOffice = { rules: { competences: [{ body: 'office' as const, upToCents: null }] } };

async function granted(db: Db, fund: TestFund, grantedCents: number): Promise<Application> {
	const application = await applied(db, fund, { askedCents: 90_000 });
	await decideApplication(
		db,
		fund.office,
		application.applicationId,
		{
			...{ outcome: 'granted', body: 'office', grantedCents, paper: '', reason: '' },
			...{ conditions: '', revision: 0 }
		} as Parameters<typeof decideApplication>[3],
		now
	);
	return application;
}

const change = (db: Db, { applicationId }: Application, set: Record<string, unknown>) =>
	db.updateTable('fundApplications').set(set).where('id', '=', applicationId).execute();

async function paid(db: Db, fund: TestFund, { applicationId }: Application, amountCents: number) {
	const { id: callId } = await db
		.insertInto('fundCalls')
		.values({ applicationId, number: 1, amountCents, state: 'paid' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const entry = { potId: fund.potId, applicationId, amountCents, reason: 'Rate 1' };
	await db
		.transaction()
		.execute((trx) => book(trx, fund.finance, { ...entry, kind: 'payment', callId }));
}

const booked = (
	db: Db,
	fund: TestFund,
	{ applicationId }: Application,
	kind: 'return' | 'release',
	amountCents: number
) =>
	db.transaction().execute((trx) =>
		book(trx, fund.finance, {
			...{ potId: fund.potId, applicationId, kind, amountCents },
			reason: 'Rest'
		})
	);

/** One succeeded with money back, one failed, one revoked, one running, four rejected for two reasons, one open. */
async function aYear(db: Db) {
	const fund = await fundRound(db, { potCents: 500_000, ...byOffice });
	const [good, bad, gone, running] = [
		await granted(db, fund, 80_000),
		await granted(db, fund, 50_000),
		await granted(db, fund, 30_000),
		await granted(db, fund, 20_000)
	];
	await paid(db, fund, good, 80_000);
	await booked(db, fund, good, 'return', 12_345);
	await paid(db, fund, bad, 40_000);
	await booked(db, fund, bad, 'release', 10_000);
	await booked(db, fund, gone, 'release', 30_000);
	const told = { notifiedOn: '2026-02-12' };
	await change(db, good, {
		...told,
		...{ state: 'closed', succeeded: true, title: 'Kochen', successes: 'Zwölf Abende' },
		...{ difficulties: 'Die Küche war klein', initiatedBy: 'both' }
	});
	await change(db, bad, {
		...told,
		...{ state: 'closed', succeeded: false, title: 'Chor', difficulties: 'Zu wenige Stimmen' },
		applicantKind: 'association'
	});
	await change(db, gone, { ...told, state: 'revoked', title: 'Zirkus' });
	await revoked(db, gone.applicationId, 'Nie begonnen');
	await change(db, running, { ...told, state: 'running', placeId: 'bielefeld-mitte' });
	for (const decisionReason of ['Zu spät', ' zu  SPÄT', 'Kein Bezug zum Quartier', ''])
		await ended(db, fund, {
			state: 'notified',
			outcome: 'rejected',
			title: 'Geheimes Vorhaben',
			set: { decisionReason }
		});
	await applied(db, fund);
	await ended(db, fund, { state: 'withdrawn', outcome: null });
	return fund;
}

test('the sums of the report are those of the ledger and of the pot, part by part', async () => {
	const { db } = await freshDatabase();
	const fund = await aYear(db);
	const report = await potReport(db, fund.office, fund.potId);
	expect(report.money).toEqual({
		allocatedCents: 500_000,
		committedCents: 80_000 - 12_345 + 40_000 + 20_000,
		paidCents: 120_000,
		returnedCents: 12_345,
		freeCents: 500_000 - 127_655
	});
	const pot = await potSubject(db, fund.potId);
	expect(report.money).toMatchObject({
		allocatedCents: pot.amountCents,
		committedCents: pot.committedCents
	});
	expect(report.money.paidCents - report.money.returnedCents).toBe(pot.paidCents);
	for (const rows of [report.places, report.kinds, report.initiators]) {
		expect(rows.reduce((sum, { paidCents }) => sum + paidCents, 0)).toBe(pot.paidCents);
		expect(rows.reduce((sum, { grantedCents }) => sum + grantedCents, 0)).toBe(180_000);
		expect(rows.reduce((sum, { grants }) => sum + grants, 0)).toBe(report.counts.granted);
	}
	expect(report.projects.reduce((sum, { paidCents }) => sum + paidCents, 0)).toBe(pot.paidCents);
});

test('every application is in one part; rejections are numbers and reasons without names', async () => {
	const { db } = await freshDatabase();
	const fund = await aYear(db);
	const report = await potReport(db, fund.finance, fund.potId);
	expect(report.counts).toEqual({
		submitted: 10,
		granted: 4,
		rejected: 4,
		givenUp: 1,
		grantsGivenUp: 0,
		open: 1,
		completed: 2,
		succeeded: 1,
		revoked: 1
	});
	expect(report.rejections).toEqual([
		{ reason: expect.stringMatching(/^zu\s+spät$/i), applications: 2 },
		{ reason: '', applications: 1 },
		{ reason: 'Kein Bezug zum Quartier', applications: 1 }
	]);
	expect(report.kinds.map(({ key, grants }) => [key, grants])).toEqual([
		['group', 3],
		['association', 1]
	]);
	expect(report.initiators.map(({ key, grants }) => [key, grants])).toEqual([
		['residents', 3],
		['both', 1]
	]);
	expect(report.projects.map(({ title, ending, reason }) => [title, ending, reason])).toEqual([
		['Kochen', 'succeeded', ''],
		['Chor', 'failed', ''],
		['Zirkus', 'revoked', 'Nie begonnen'],
		['Kochen auf dem Platz', 'running', '']
	]);
	expect(JSON.stringify(report)).not.toMatch(/Geheimes|Nour|nour@|DE0212/);
});

test('grants that were given up after the notice are counted, and are no funded projects', async () => {
	const { db } = await freshDatabase();
	const fund = await aYear(db);
	for (const state of ['withdrawn', 'lapsed'] as const) await ended(db, fund, { state });
	const { counts, kinds } = await potReport(db, fund.office, fund.potId);
	expect(counts).toMatchObject({ granted: 6, grantsGivenUp: 2, givenUp: 1, open: 1 });
	const funded = kinds.reduce((sum, { grants }) => sum + grants, 0);
	expect(funded).toBe(counts.granted - counts.grantsGivenUp);
});

test('the pot of the same name a year before stands beside it; another one does not', async () => {
	const { db } = await freshDatabase();
	const fund = await aYear(db);
	const { name } = await potSubject(db, fund.potId);
	const before = { placeId: 'bielefeld-mitte', paper: '', amountCents: 300_000 };
	await createPot(db, fund.finance, { ...before, year: 2025, name: 'Ein anderer' });
	expect((await potReport(db, fund.office, fund.potId)).previous).toBeNull();
	await createPot(db, fund.finance, { ...before, year: 2025, name });
	const { previous } = await potReport(db, fund.office, fund.potId);
	expect(previous).toMatchObject({
		pot: { year: 2025, name },
		money: { allocatedCents: 300_000, committedCents: 0, freeCents: 300_000 },
		counts: { submitted: 0, granted: 0, open: 0 }
	});
});

test('office, finance and planning of the place read it; jurors and other places do not', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	for (const role of ['fundOffice', 'finance', 'planner'] as const)
		await potReport(db, await staff(db, role, ['bielefeld-mitte']), fund.potId);
	for (const actor of [
		fund.juror,
		await staff(db, 'fundOffice', ['bielefeld-heepen']),
		{ kind: 'anonymous' } as const
	])
		await expect(potReport(db, actor, fund.potId)).rejects.toMatchObject({ reason: 'not_allowed' });
	await expect(potReport(db, fund.office, crypto.randomUUID())).rejects.toMatchObject({
		reason: 'pot_unknown'
	});
});

test('the PDF is tagged and says in words and tables what was given, what failed and why', async () => {
	const { db } = await freshDatabase();
	const fund = await aYear(db);
	overwriteGetLocale(() => 'de');
	const pdf = await openPdf(await reportPdf(await potReport(db, fund.office, fund.potId), file));
	const text = pdf.texts
		.join(' ')
		.replace(/[\u2066-\u2069]/g, '')
		.replace(/\s+/g, ' ');
	expect(pdf).toMatchObject({ isTagged: true, language: 'de' });
	expect(pdf.title).toMatch(/^Teilhabefonds .* Mitte 2026: Jahresbericht$/);
	expect(text).toContain('5.000,00 €');
	expect(text).toContain('3.723,45 €');
	for (const said of [
		'Zwölf Abende',
		'Zu wenige Stimmen',
		'Nie begonnen',
		'Kein Bezug zum Quartier'
	])
		expect(text).toContain(said);
	expect(text).toContain('Stand: 26. November 2026');
	expect(text).not.toContain('Geheimes');
	expect(pdf.roles.filter((role) => role === 'Table')).toHaveLength(7);
	expect(pdf.roles.filter((role) => role === 'TH').length).toBeGreaterThan(20);
});

test('the workbook has a sheet per table, sums are numbers in euros and texts are no formulas', async () => {
	const { db } = await freshDatabase();
	const fund = await aYear(db);
	await db
		.updateTable('fundApplications')
		.set({ title: '=1+1' })
		.where('title', '=', 'Zirkus')
		.execute();
	const report = await potReport(db, fund.office, fund.potId);
	for (const locale of ['de', 'en', 'de-simple', 'ar'] as const) {
		overwriteGetLocale(() => inLocale(locale).locale);
		const { sheets } = await readWorkbook(await reportXlsx(report, { ...file, locale }));
		const tables = reportTables(report);
		expect(sheets.map(({ name }) => name)).toEqual(tables.map(({ sheet }) => sheet));
		expect(new Set(sheets.map(({ name }) => name)).size).toBe(7);
		expect(sheets[0]!.rows.slice(1, 6).map(([, sum]) => sum)).toEqual([
			5000, 1276.55, 1200, 123.45, 3723.45
		]);
		expect(sheets[4]!.rows.map((row) => row[1])).toContain('=1+1');
	}
	overwriteGetLocale(() => 'de');
});
