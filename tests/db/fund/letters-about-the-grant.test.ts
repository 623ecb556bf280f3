import { expect, test } from 'vitest';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { decideApplication } from '#lib/formats/fund/decide/decide.server.ts';
import { potSubject } from '#lib/formats/fund/ledger/pots.server.ts';
import { noteReturn } from '#lib/formats/fund/money/note-return.server.ts';
import { letterPdf } from '#lib/formats/fund/notice/letter-pdf.server.ts';
import {
	acceptForApplicant,
	acceptNotice,
	notifyApplicant
} from '#lib/formats/fund/notice/notify.server.ts';
import {
	previewNotice,
	readLetter,
	usualObjection
} from '#lib/formats/fund/notice/read-letters.server.ts';
import { demandBack, revokeGrant, settleDemand } from '#lib/formats/fund/notice/revoke.server.ts';
import { archiveRound, tidy } from '#lib/formats/fund/retention.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	allByOffice,
	at,
	called,
	decided,
	notified,
	objection,
	receiptOf,
	runningProject,
	sender
} from '../../fixture/fund-money.ts';
import { applied, fundRound } from '../../fixture/fund.ts';
import { openPdf } from '../../fixture/pdf.ts';

const mailsOf = (db: Db) => db.selectFrom('mails').select(['subject', 'body']).execute();
const plain = (text: string) => text.replace(/[\s\u2066-\u2069]+/g, ' ');

test('the notice of a grant says everything that counts, as it was on its day', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: allByOffice });
	const application = await notified(db, fund);
	await db.updateTable('fundApplications').set({ title: 'Später umbenannt' }).execute();
	const letter = await readLetter(db, receiptOf(application), application, null);
	const pdf = await openPdf(await letterPdf(letter));
	const text = plain(pdf.texts.join(' '));
	for (const said of [
		'Stadt Bielefeld · Niederwall 25',
		'Bewilligungsbescheid',
		'Kochen auf dem Platz',
		'Nour Haddad',
		'900,00 €',
		'Drs. 4711',
		'1. März 2026 bis 30. September 2026',
		// 21 days to accept, 60 days after the end to prove.
		'bis zum 3. März 2026',
		'bis zum 29. November 2026',
		'Töpfe und Zutaten',
		'Rechtsbehelfsbelehrung',
		'Verwaltungsgericht Minden',
		'§ 49 Abs. 3 VwVfG NRW'
	])
		expect(text).toContain(said);
	expect(text).not.toContain('Später umbenannt');
	expect(pdf.isTagged).toBe(true);
	expect(pdf.roles).toContain('H1');
	expect(pdf.pages).toBeLessThanOrEqual(3);
	const [mail] = await mailsOf(db);
	expect(mail!.subject).toBe('Bewilligungsbescheid: Kochen auf dem Platz');
	expect(mail!.body).toContain(`https://palaver.example/fund/${fund.slug}`);
});

test('who reads Arabic finds the most important in Arabic, the German letter and its translation', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: allByOffice });
	const application = await decided(db, fund);
	const { applicationId, revision } = application;
	await db.updateTable('fundApplications').set({ locale: 'ar' }).execute();
	await notifyApplicant(db, fund.office, applicationId, { revision, objection, sender }, at);
	const letter = await readLetter(db, fund.office, application, 1);
	const text = (await openPdf(await letterPdf(letter))).texts.join(' ');
	expect(text).toContain('Bewilligungsbescheid');
	expect(text.normalize('NFKC')).toMatch(/[\u0600-\u06ff]{3}/);
	expect((await mailsOf(db))[0]!.subject).toContain('قرار منح الدعم');
});

test('a rejection says why and how to object, and waits for nobody', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: allByOffice });
	const { applicationId } = await applied(db, fund);
	const decision = {
		outcome: 'rejected',
		body: 'office',
		grantedCents: null,
		paper: '',
		reason: 'Das Essen ist nicht für alle offen.',
		conditions: ''
	} as const;
	await decideApplication(db, fund.office, applicationId, { ...decision, revision: 0 }, at.now);
	await notifyApplicant(db, fund.office, applicationId, { revision: 1, objection, sender }, at);
	const application = await applicationOf(db, applicationId);
	expect(application.dueOn).toBeNull();
	const letter = await readLetter(db, fund.office, application, null);
	const text = plain((await openPdf(await letterPdf(letter))).texts.join(' '));
	for (const said of ['Ablehnungsbescheid', decision.reason, 'Verwaltungsgericht Minden'])
		expect(text).toContain(said);
	await expect(
		acceptNotice(db, receiptOf(application), applicationId, { revision: 2 }, at.now)
	).rejects.toMatchObject({ reason: 'not_granted' });
});

test('the office sees the notice before it goes out, and its court is named only once', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: allByOffice });
	const application = await decided(db, fund);
	const { content } = await previewNotice(db, fund.office, application, sender, '2026-02-10');
	expect(content.objection).toContain('Verwaltungsgericht');
	await expect(
		notifyApplicant(
			db,
			fund.office,
			application.applicationId,
			{ revision: 1, objection: ' ', sender },
			at
		)
	).rejects.toMatchObject({ fields: { objection: 'objection_missing' } });
	await notified(db, fund);
	expect(await usualObjection(db, application)).toBe(objection);
	await expect(
		previewNotice(db, fund.juror, application, sender, '2026-02-10')
	).rejects.toMatchObject({ kind: 'forbidden' });
	await expect(readLetter(db, fund.juror, application, null)).rejects.toMatchObject({
		kind: 'forbidden'
	});
});

test('a notice is accepted in time by the applicant, or by the office that says how', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: allByOffice });
	const { applicationId, revision } = await notified(db, fund);
	const late = new Date('2026-03-04T10:00:00Z');
	const receipt = receiptOf({ applicationId });
	await expect(acceptNotice(db, receipt, applicationId, { revision }, late)).rejects.toMatchObject({
		reason: 'too_late'
	});
	await expect(
		acceptForApplicant(db, fund.office, applicationId, { revision, reason: '' }, at.now)
	).rejects.toMatchObject({ reason: 'reason_missing' });
	const how = { revision, reason: 'Am Telefon, 10. Februar' };
	await expect(
		acceptForApplicant(db, fund.finance, applicationId, how, at.now)
	).rejects.toMatchObject({ kind: 'forbidden' });
	await acceptForApplicant(db, fund.office, applicationId, how, at.now);
	expect(await applicationOf(db, applicationId)).toMatchObject({ state: 'running', dueOn: null });
});

test('the house reminds once, then an unanswered notice lapses and its money is free', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: allByOffice });
	const { applicationId } = await notified(db, fund);
	const on = async (day: string) => {
		for (let hour = 0; hour < 2; hour++)
			await tidy(db, new Date(`${day}T1${hour}:00:00Z`), at.origin);
		return (await mailsOf(db)).map(({ subject }) => subject.split(':')[0]);
	};
	expect(await on('2026-02-23')).toEqual(['Bewilligungsbescheid']);
	expect(await on('2026-02-24')).toEqual(['Bewilligungsbescheid', 'Erinnerung']);
	expect(await on('2026-03-03')).toHaveLength(2);
	expect((await potSubject(db, fund.potId)).committedCents).toBe(90_000);
	expect((await on('2026-03-04')).at(-1)).toBe('Ihr Antrag ist erloschen');
	expect(await applicationOf(db, applicationId)).toMatchObject({
		state: 'lapsed',
		committedCents: 0
	});
	expect((await potSubject(db, fund.potId)).committedCents).toBe(0);
	expect(await on('2026-03-05')).toHaveLength(3);
});

test('a query that nobody answers lapses too; a rejection does not', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: allByOffice });
	const queried = await applied(db, fund, { state: 'queried' });
	const rejected = await applied(db, fund, { state: 'notified' });
	await db
		.updateTable('fundApplications')
		.set({ dueOn: '2026-02-01' })
		.where('id', '=', queried.applicationId)
		.execute();
	await db
		.updateTable('fundApplications')
		.set({ outcome: 'rejected' })
		.where('id', '=', rejected.applicationId)
		.execute();
	await tidy(db, at.now, at.origin);
	expect((await applicationOf(db, queried.applicationId)).state).toBe('lapsed');
	expect((await applicationOf(db, rejected.applicationId)).state).toBe('notified');
});

test('the proof of use is asked for fourteen days before it is due, and once after', async () => {
	const { db } = await freshDatabase();
	await runningProject(db);
	const on = async (day: string) => {
		await tidy(db, new Date(`${day}T10:00:00Z`), at.origin);
		return (await mailsOf(db)).slice(1).map(({ subject }) => subject.split(':')[0]);
	};
	expect(await on('2026-11-14')).toEqual([]);
	const reminded = ['Erinnerung an den Verwendungsnachweis'];
	expect(await on('2026-11-15')).toEqual(reminded);
	expect(await on('2026-11-29')).toEqual(reminded);
	const overdue = [...reminded, 'Der Verwendungsnachweis fehlt'];
	expect(await on('2026-11-30')).toEqual(overdue);
	expect(await on('2026-12-24')).toEqual(overdue);
});

test('a proof that was given back is asked for seven days before the answer is due, and once after', async () => {
	const { db } = await freshDatabase();
	await runningProject(db);
	await db
		.updateTable('fundApplications')
		.set({ state: 'proofQueried', dueOn: '2026-10-20' })
		.execute();
	const on = async (day: string) => {
		await tidy(db, new Date(`${day}T10:00:00Z`), at.origin);
		return (await mailsOf(db)).slice(1).map(({ subject }) => subject.split(':')[0]);
	};
	expect(await on('2026-10-12')).toEqual([]);
	const reminded = ['Erinnerung an den Verwendungsnachweis'];
	expect(await on('2026-10-13')).toEqual(reminded);
	expect(plain((await mailsOf(db)).at(-1)!.body)).toContain('bis zum 20. Oktober 2026');
	expect(await on('2026-10-20')).toEqual(reminded);
	const overdue = [...reminded, 'Der Verwendungsnachweis fehlt'];
	expect(await on('2026-10-21')).toEqual(overdue);
	expect(await on('2026-12-24')).toEqual(overdue);
});

const because = { reason: 'Das Projekt fand nicht statt.', objection, sender };

test('revoking frees what was not paid, but not while a payment is on its way', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	const { applicationId, revision } = application;
	await called(db, fund, application, { to: 'released' });
	const revoke = () => revokeGrant(db, fund.office, applicationId, { revision, ...because }, at);
	await expect(revoke()).rejects.toMatchObject({ reason: 'call_on_its_way' });
	await db.updateTable('fundCalls').set({ state: 'failed' }).execute();
	await called(db, fund, application, { number: 2, to: 'checked' });
	await revoke();
	expect(await applicationOf(db, applicationId)).toMatchObject({
		state: 'revoked',
		committedCents: 0
	});
	const calls = await db.selectFrom('fundCalls').select('state').orderBy('number').execute();
	expect(calls.map(({ state }) => state)).toEqual(['failed', 'refused']);
});

test('what is demanded back comes back in parts, and the demand ends when nothing is open or it is given up', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	const { applicationId, revision } = application;
	await called(db, fund, application, { amount: 30_000, to: 'paid' });
	const claim = (amount: number) =>
		demandBack(db, fund.office, applicationId, { revision, amount, ...because }, at);
	await expect(claim(30_001)).rejects.toMatchObject({ reason: 'demanded_above_paid' });
	await claim(20_000);
	const letter = await readLetter(db, fund.office, application, null);
	const text = plain((await openPdf(await letterPdf(letter))).texts.join(' '));
	expect(text).toContain('Rückforderungsbescheid');
	expect(text).toContain('200,00 €');
	const settle = (seen: number, giveUp: boolean) =>
		settleDemand(
			db,
			fund.office,
			applicationId,
			{ revision: seen, reason: 'Erledigt.', giveUp },
			at
		);
	await expect(settle(revision + 1, false)).rejects.toMatchObject({ reason: 'money_outstanding' });
	const back = (seen: number, amount: number) =>
		noteReturn(db, fund.finance, applicationId, { revision: seen, amount, reason: 'Konto 1' });
	await back(revision + 1, 15_000);
	await expect(settle(revision + 2, false)).rejects.toMatchObject({ reason: 'money_outstanding' });
	await back(revision + 2, 5_000);
	await settle(revision + 3, false);
	expect(await applicationOf(db, applicationId)).toMatchObject({
		state: 'closed',
		paidCents: 10_000,
		committedCents: 10_000
	});
	expect(await potSubject(db, fund.potId)).toMatchObject({
		committedCents: 10_000,
		paidCents: 10_000
	});
});

test('once the round is archived, letters and payments no longer say to whom they went', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	const { applicationId, revision } = application;
	await called(db, fund, application, { to: 'paid' });
	await revokeGrant(db, fund.office, applicationId, { revision, ...because }, at);
	await demandBack(
		db,
		fund.office,
		applicationId,
		{ revision: revision + 1, amount: 10_000, ...because },
		at
	);
	const given = { revision: revision + 2, reason: 'Nicht einbringlich.', giveUp: true };
	await settleDemand(db, fund.office, applicationId, given, at);
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	await archiveRound(db, fund.office, fund.activityId);
	const letters = await db.selectFrom('fundNotices').select('recipient').execute();
	expect(letters.map(({ recipient }) => recipient)).toEqual([null, null, null]);
	expect(await db.selectFrom('fundCalls').select('account').execute()).toEqual([{ account: null }]);
});
