import { expect, test } from 'vitest';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { moneyOf } from '#lib/formats/fund/ledger/money-of.server.ts';
import {
	changeAccount,
	changeAccountFor,
	shownAccount
} from '#lib/formats/fund/money/account.server.ts';
import { checkCall, noteFailed, releaseCall } from '#lib/formats/fund/money/answer-call.server.ts';
import { noteBounced, undoFailed } from '#lib/formats/fund/money/bounced-call.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { at, called, receiptOf, runningProject } from '../../fixture/fund-money.ts';

const other = { iban: 'DE89 3704 0044 0532 0130 00', holder: 'Samir Haddad' };
const why = 'Konto erloschen';
const mailsOf = async (db: Db) =>
	(await db.selectFrom('mails').select('body').execute()).map(({ body }) => body);
const revisionOf = async (db: Db, id: string) => (await applicationOf(db, id)).revision;

test('what came back after it was paid is promised again, and is called anew to another account', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db, { askedCents: 9_000 });
	const { applicationId } = application;
	const first = await called(db, fund, application, { amount: 9_000, to: 'paid' });
	const bounce = (reason: string) =>
		noteBounced(db, fund.finance, first, { revision: 3, reason }, at);
	await expect(bounce(' ')).rejects.toMatchObject({ reason: 'reason_missing' });
	await bounce(why);
	expect(await moneyOf(db, applicationId)).toMatchObject({
		reservedCents: 9_000,
		paidCents: 9_000,
		returnedCents: 9_000,
		callableCents: 9_000
	});
	expect(await mailsOf(db)).toContainEqual(expect.stringContaining(`Grund: ${why}`));
	await expect(
		undoFailed(db, fund.finance, first, { revision: 4, reason: 'Irrtum' })
	).rejects.toMatchObject({ reason: 'not_possible_now' });
	const revision = await revisionOf(db, applicationId);
	await changeAccount(db, receiptOf(application), applicationId, { ...other, revision }, at);
	const second = await called(db, fund, application, { amount: 9_000, number: 2, to: 'released' });
	const { account } = await db
		.selectFrom('fundCalls')
		.select('account')
		.where('id', '=', second)
		.executeTakeFirstOrThrow();
	expect(account).toEqual({ holder: other.holder, iban: 'DE89370400440532013000' });
});

test('noted as failed by mistake, it is on its way again, unless its money was called anew', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db, { askedCents: 9_000 });
	const callId = await called(db, fund, application, { amount: 9_000, to: 'released' });
	await noteFailed(db, fund.finance, callId, { revision: 2, reason: why }, at);
	await undoFailed(db, fund.finance, callId, { revision: 3, reason: 'Verlesen' });
	await noteFailed(db, fund.finance, callId, { revision: 4, reason: why }, at);
	await called(db, fund, application, { amount: 1, number: 2 });
	await expect(
		undoFailed(db, fund.finance, callId, { revision: 5, reason: 'Verlesen' })
	).rejects.toMatchObject({ reason: 'called_above_granted' });
});

test('applicants change the account, the office with a reason, nobody while a payment is on its way', async () => {
	const { db } = await freshDatabase();
	const { fund, application } = await runningProject(db);
	const { applicationId, revision } = application;
	const mine = (account: object) =>
		changeAccount(
			db,
			receiptOf(application),
			applicationId,
			{ ...other, revision, ...account },
			at
		);
	await expect(mine({ iban: 'DE89 3704 0044 0532 0130 01' })).rejects.toMatchObject({
		fields: { iban: 'iban_invalid' }
	});
	await expect(mine({ revision: revision - 1 })).rejects.toMatchObject({
		reason: 'changed_meanwhile'
	});
	const byOffice = async (reason: string, actor = fund.office) =>
		changeAccountFor(
			db,
			actor,
			applicationId,
			{ ...other, reason, revision: await revisionOf(db, applicationId) },
			at
		);
	await expect(byOffice('')).rejects.toMatchObject({ reason: 'reason_missing' });
	await expect(byOffice(why, fund.juror)).rejects.toMatchObject({ kind: 'forbidden' });
	await byOffice(why);
	expect(await shownAccount(db, receiptOf(application), application)).toMatchObject({
		holder: other.holder,
		iban: expect.stringContaining('3000')
	});
	expect(await shownAccount(db, fund.juror, application)).toBeNull();
	const told = (await mailsOf(db)).filter((body) => body.includes('3000'));
	expect(told).toHaveLength(1);
	expect(told[0]).not.toContain('DE89');
	const { detail } = await db
		.selectFrom('history')
		.select('detail')
		.where('action', '=', 'fund.accountChanged')
		.executeTakeFirstOrThrow();
	expect(detail).toMatchObject({ reason: why });
	const callId = await called(db, fund, application);
	await checkCall(db, fund.office, callId, { revision: 0 }, at);
	await releaseCall(db, fund.finance, callId, { revision: 1 }, at);
	await expect(byOffice(why)).rejects.toMatchObject({ reason: 'call_on_its_way' });
});
