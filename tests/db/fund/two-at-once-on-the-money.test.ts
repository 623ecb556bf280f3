import { expect, test } from 'vitest';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { answerChange } from '#lib/formats/fund/money/answer-change.server.ts';
import { notePaid, releaseCall } from '#lib/formats/fund/money/answer-call.server.ts';
import { noteReturn } from '#lib/formats/fund/money/note-return.server.ts';
import { requestCall } from '#lib/formats/fund/money/request-call.server.ts';
import { requestChange } from '#lib/formats/fund/money/request-change.server.ts';
import { potSubject } from '#lib/formats/fund/ledger/pots.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	allByOffice,
	at,
	called,
	paidToday,
	receiptOf,
	running,
	runningProject
} from '../../fixture/fund-money.ts';
import { fundRound } from '../../fixture/fund.ts';

const outcomes = async (work: Promise<unknown>[]) => {
	const settled = await Promise.allSettled(work);
	return settled.map((one) =>
		one.status === 'fulfilled' ? 'done' : (one.reason as { reason: string }).reason
	);
};

test('a payment released by two at once is released once', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	const callId = await called(db, fund, application, { to: 'checked' });
	const release = () => releaseCall(db, fund.finance, callId, { revision: 1 }, at);
	expect((await outcomes([release(), release()])).sort()).toEqual(['done', 'not_possible_now']);
});

test('a payment noted by two at once is paid and booked once', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	const callId = await called(db, fund, application, { to: 'released' });
	const pay = () => notePaid(db, fund.finance, callId, { revision: 2, ...paidToday }, at);
	expect((await outcomes([pay(), pay(), pay()])).sort()).toEqual([
		'done',
		'not_possible_now',
		'not_possible_now'
	]);
	const entries = await db
		.selectFrom('fundLedger')
		.selectAll()
		.where('callId', '=', callId)
		.execute();
	expect(entries).toHaveLength(1);
	expect((await applicationOf(db, application.applicationId)).paidCents).toBe(10_000);
});

test('one form sent twice makes one call, and two calls at once never ask for more than there is', async () => {
	const { db } = await freshDatabase();
	const { application } = await runningProject(db, { askedCents: 9_000 });
	const call = (number: number, amount: number) =>
		requestCall(
			db,
			receiptOf(application),
			application.applicationId,
			{ amount, purpose: 'Töpfe', number },
			at.now
		);
	expect((await outcomes([call(1, 5_000), call(1, 5_000)])).sort()).toEqual([
		'changed_meanwhile',
		'done'
	]);
	await expect(call(2, 4_001)).rejects.toMatchObject({ reason: 'called_above_granted' });
	await call(2, 4_000);
});

test('two requests for a change at once: one is open', async () => {
	const { db } = await freshDatabase();
	const { application } = await runningProject(db);
	const longer = (endsOn: string) =>
		requestChange(
			db,
			receiptOf(application),
			application.applicationId,
			{ endsOn, grantedCents: null, lines: [], reason: 'Wir brauchen länger.' },
			at.now
		);
	expect((await outcomes([longer('2026-10-31'), longer('2026-11-30')])).sort()).toEqual([
		'change_open',
		'done'
	]);
});

test('two who answer one change at once: the second hears that it is answered', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db, { askedCents: 9_000 });
	const changeId = await askForMore(db, application, 1_000);
	const answer = (verdict: 'approved' | 'rejected') =>
		answerChange(db, fund.office, changeId, { verdict, answer: 'Gut.', revision: 0 }, at);
	expect((await outcomes([answer('approved'), answer('approved')])).sort()).toEqual([
		'changed_meanwhile',
		'done'
	]);
	const { committedCents, grantedCents } = await applicationOf(db, application.applicationId);
	expect([committedCents, grantedCents]).toEqual([10_000, 10_000]);
});

test('more money for two projects at once from a pot that has it for one: one hears that it is empty', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: allByOffice, potCents: 21_000 });
	const [one, two] = [
		await running(db, fund, { askedCents: 10_000 }),
		await running(db, fund, { askedCents: 10_000 })
	];
	const changes = [await askForMore(db, one, 1_000), await askForMore(db, two, 1_000)];
	const answered = changes.map((changeId) =>
		answerChange(
			db,
			fund.office,
			changeId,
			{ verdict: 'approved', answer: 'Gut.', revision: 0 },
			at
		)
	);
	expect((await outcomes(answered)).sort()).toEqual(['done', 'pot_exhausted']);
	expect(await potSubject(db, fund.potId)).toMatchObject({ committedCents: 21_000 });
});

test('a repayment that two forms book at once is booked once', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	await called(db, fund, application, { to: 'paid' });
	const { applicationId, revision } = application;
	const back = () =>
		noteReturn(db, fund.finance, applicationId, { revision, amount: 4_000, reason: 'Rest' });
	expect((await outcomes([back(), back()])).sort()).toEqual(['changed_meanwhile', 'done']);
	expect(await applicationOf(db, applicationId)).toMatchObject({
		paidCents: 6_000,
		committedCents: 86_000
	});
});

async function askForMore(
	db: Db,
	application: Awaited<ReturnType<typeof running>>,
	more: number
): Promise<string> {
	const line = await db
		.selectFrom('fundLines')
		.select(['id', 'grantedCents'])
		.where('applicationId', '=', application.applicationId)
		.where('side', '=', 'cost')
		.where('position', '=', 1)
		.executeTakeFirstOrThrow();
	const { changeId } = await requestChange(
		db,
		receiptOf(application),
		application.applicationId,
		{
			endsOn: null,
			grantedCents: application.grantedCents! + more,
			lines: [{ lineId: line.id, cents: line.grantedCents! + more }],
			reason: 'Die Miete ist gestiegen.'
		},
		at.now
	);
	return changeId;
}
