import { expect, test } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { moneyOf } from '#lib/formats/fund/ledger/money-of.server.ts';
import { potSubject } from '#lib/formats/fund/ledger/pots.server.ts';
import {
	checkCall,
	noteFailed,
	notePaid,
	refuseCall,
	releaseCall
} from '#lib/formats/fund/money/answer-call.server.ts';
import { listPayments, paymentsCsv } from '#lib/formats/fund/money/payments.server.ts';
import { paymentOrderPdf } from '#lib/formats/fund/money/payment-order.server.ts';
import { requestCall, withdrawCall } from '#lib/formats/fund/money/request-call.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { at, called, paidToday, receiptOf, runningProject } from '../../fixture/fund-money.ts';
import { openPdf } from '../../fixture/pdf.ts';
import { staff } from '../../fixture/town.ts';

test('a call is requested, checked, released by somebody else, paid, and the books say so', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	await called(db, fund, application, { amount: 30_000, to: 'paid' });
	expect(await moneyOf(db, application.applicationId)).toEqual({
		grantedCents: 90_000,
		reservedCents: 60_000,
		calledCents: 0,
		paidCents: 30_000,
		returnedCents: 0,
		callableCents: 60_000
	});
	expect(await potSubject(db, fund.potId)).toMatchObject({
		committedCents: 90_000,
		paidCents: 30_000
	});
	const mails = await db.selectFrom('mails').select(['subject', 'body']).execute();
	expect(mails.at(-1)!.subject).toBe('Geld ist unterwegs: Kochen auf dem Platz');
	expect(mails.at(-1)!.body).toContain('300,00');
});

test('who checked a call does not release it, whatever roles they have; the database holds that too', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	const finance = await staff(db, 'finance', ['bielefeld-mitte']);
	const both = { ...fund.office, grants: [...fund.office.grants, ...finance.grants] };
	const callId = await called(db, fund, application);
	await checkCall(db, both, callId, { revision: 0 }, at);
	await expect(releaseCall(db, both, callId, { revision: 1 }, at)).rejects.toMatchObject({
		kind: 'conflict',
		reason: 'four_eyes'
	});
	await expect(
		db
			.updateTable('fundCalls')
			.set({ state: 'released', releasedBy: both.accountId })
			.where('id', '=', callId)
			.execute()
	).rejects.toThrow('fund_calls_four_eyes');
	await releaseCall(db, fund.finance, callId, { revision: 1 }, at);
});

test('what failed, was refused or was taken back may be called anew, and the applicant reads why', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db, { askedCents: 9_000 });
	const one = await called(db, fund, application, { amount: 9_000, to: 'released' });
	await expect(
		noteFailed(db, fund.finance, one, { revision: 2, reason: '  ' }, at)
	).rejects.toMatchObject({ reason: 'reason_missing' });
	await noteFailed(db, fund.finance, one, { revision: 2, reason: 'Konto erloschen' }, at);
	const two = await called(db, fund, application, { amount: 9_000, number: 2 });
	await refuseCall(db, fund.office, two, { revision: 0, reason: 'Zu früh' }, at);
	const three = await called(db, fund, application, { amount: 9_000, number: 3, to: 'checked' });
	await withdrawCall(db, receiptOf(application), three, { revision: 1 });
	expect((await moneyOf(db, application.applicationId)).callableCents).toBe(9_000);
	const mails = await db.selectFrom('mails').select('body').execute();
	for (const reason of ['Konto erloschen', 'Zu früh'])
		expect(mails.some(({ body }) => body.includes(reason))).toBe(true);
});

test('nobody pays to no account, on a day to come, or before the release', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	const callId = await called(db, fund, application, { to: 'checked' });
	const account = (iban: string) => db.updateTable('fundContacts').set({ iban }).execute();
	await account('');
	await expect(releaseCall(db, fund.finance, callId, { revision: 1 }, at)).rejects.toMatchObject({
		reason: 'iban_missing'
	});
	await account('DE02120300000000202051');
	await releaseCall(db, fund.finance, callId, { revision: 1 }, at);
	const pay = (paidOn: string) =>
		notePaid(db, fund.finance, callId, { revision: 2, paidOn, reference: '' }, at);
	await expect(pay('2026-02-11')).rejects.toMatchObject({ reason: 'date_in_future' });
	await expect(pay('2026-02-09')).rejects.toMatchObject({ reason: 'paid_before_release' });
	await expect(pay('gestern')).rejects.toMatchObject({ fields: { paidOn: 'date_invalid' } });
	await pay('2026-02-10');
});

const states = ['requested', 'checked', 'released', 'paid'] as const;
const whoMay: Record<(typeof states)[number], Record<string, string[]>> = {
	requested: { applicant: ['withdraw'], office: ['check', 'refuse'], finance: [], juror: [] },
	checked: { applicant: ['withdraw'], office: ['refuse'], finance: ['release'], juror: [] },
	released: { applicant: [], office: [], finance: ['pay', 'fail'], juror: [] },
	paid: { applicant: [], office: [], finance: [], juror: [] }
};

test.each(states)('role by action, on a call that is %s: exactly these may', async (state) => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	let number = 0;
	const actors: Record<string, Actor> = {
		applicant: receiptOf(application),
		office: fund.office,
		finance: fund.finance,
		juror: fund.juror
	};
	const revision = states.indexOf(state);
	for (const [role, actor] of Object.entries(actors)) {
		const done: string[] = [];
		for (const step of ['withdraw', 'check', 'refuse', 'release', 'pay', 'fail']) {
			const callId = await called(db, fund, application, {
				amount: 100,
				number: ++number,
				to: state
			});
			const said = { revision, reason: 'Darum', ...paidToday };
			const steps: Record<string, () => Promise<void>> = {
				withdraw: () => withdrawCall(db, actor, callId, said),
				check: () => checkCall(db, actor, callId, said, at),
				refuse: () => refuseCall(db, actor, callId, said, at),
				release: () => releaseCall(db, actor, callId, said, at),
				pay: () => notePaid(db, actor, callId, said, at),
				fail: () => noteFailed(db, actor, callId, said, at)
			};
			await steps[step]!().then(
				() => done.push(step),
				({ kind }: { kind: string }) => expect(['forbidden', 'conflict']).toContain(kind)
			);
		}
		expect(done, role).toEqual(whoMay[state][role]);
	}
});

test('money is called only while the project runs or is proved', async () => {
	const { db } = await freshDatabase();
	const { application } = await runningProject(db);
	const { applicationId } = application;
	const stand = (state: string) =>
		db.updateTable('fundApplications').set({ state }).where('id', '=', applicationId).execute();
	const call = (number: number) =>
		requestCall(
			db,
			receiptOf(application),
			applicationId,
			{ amount: 100, purpose: 'Töpfe', number },
			at.now
		);
	let number = 1;
	for (const state of ['notified', 'closed', 'revoked', 'reclaimed', 'withdrawn', 'lapsed']) {
		await stand(state);
		await expect(call(number), state).rejects.toMatchObject({ reason: 'not_paying_now' });
	}
	for (const state of ['running', 'proofSubmitted', 'proofQueried']) {
		await stand(state);
		await call(number++);
	}
});

test('the treasury sees what waits, with the account once it is released, and takes it along as a table', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	await called(db, fund, application, { amount: 12_345, to: 'released' });
	const { rows, total, sumCents } = await listPayments(db, fund.finance, 'open', 1);
	expect([total, sumCents]).toEqual([1, 12_345]);
	expect(rows[0]!.account).toEqual({ holder: 'Nour Haddad', iban: 'DE02120300000000202051' });
	expect(await paymentsCsv(db, fund.finance, 'released')).toContain(',123.45,released,');
	expect((await listPayments(db, fund.juror, 'open', 1)).rows[0]!.account).toBeNull();
	expect(await paymentsCsv(db, fund.finance, 'released')).toContain(`,${fund.slug}-2026-1-1,`);
	const elsewhere = await staff(db, 'finance', ['bielefeld-heepen']);
	expect((await listPayments(db, elsewhere, 'open', 1)).total).toBe(0);
	await db
		.insertInto('fundConflicts')
		.values({ applicationId: application.applicationId, accountId: fund.finance.accountId })
		.execute();
	expect((await listPayments(db, fund.finance, 'open', 1)).total).toBe(0);
	expect((await applicationOf(db, application.applicationId)).state).toBe('running');
});

test('the payment order is a tagged PDF with account, sum and the two who answer for it', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	const callId = await called(db, fund, application, { amount: 12_345, to: 'checked' });
	await expect(paymentOrderPdf(db, fund.finance, callId, 'Stadt')).rejects.toMatchObject({
		reason: 'not_released'
	});
	await releaseCall(db, fund.finance, callId, { revision: 1 }, at);
	await expect(paymentOrderPdf(db, fund.juror, callId, 'Stadt')).rejects.toMatchObject({
		kind: 'forbidden'
	});
	const pdf = await openPdf(await paymentOrderPdf(db, fund.finance, callId, 'Stadt Bielefeld'));
	const text = pdf.texts.join(' ').replace(/[\s\u2066-\u2069]+/g, ' ');
	for (const said of [
		'Auszahlungsanordnung',
		'DE02 1203 0000 0000 2020 51',
		'123,45 €',
		'Nour Haddad'
	])
		expect(text).toContain(said);
	expect(text).toMatch(/fundOffice, 10\. Februar 2026/);
	expect(text).toMatch(/finance, 10\. Februar 2026/);
	expect(text.replaceAll(' ', '')).toContain(`${fund.slug}-2026-1-1`);
	expect(pdf.isTagged).toBe(true);
	expect(pdf.language).toBe('de');
});

test('of a payment that was made or has failed nobody gets an order any more', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	const paid = await called(db, fund, application, { to: 'paid' });
	const failed = await called(db, fund, application, { number: 2, to: 'released' });
	await noteFailed(db, fund.finance, failed, { revision: 2, reason: 'Konto erloschen' }, at);
	for (const callId of [paid, failed])
		await expect(paymentOrderPdf(db, fund.finance, callId, 'Stadt')).rejects.toMatchObject({
			reason: 'not_released'
		});
});

test('who takes accounts along, as a table or as an order, stands in the audit trail of the round', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	await called(db, fund, application, { to: 'released' });
	const callId = await called(db, fund, application, { number: 2, to: 'released' });
	await paymentsCsv(db, fund.finance, 'released');
	await paymentOrderPdf(db, fund.finance, callId, 'Stadt');
	const trail = await db
		.selectFrom('history')
		.select(['action', 'actorId', 'subjectId', 'detail'])
		.where('action', 'in', ['fund.paymentsExported', 'fund.orderPrinted'])
		.orderBy('action', 'desc')
		.execute();
	const by = { actorId: fund.finance.accountId, subjectId: fund.activityId };
	expect(trail).toEqual([
		{ ...by, action: 'fund.paymentsExported', detail: { filter: 'released', rows: 2 } },
		{ ...by, action: 'fund.orderPrinted', detail: { number: application.number, call: 2 } }
	]);
});
