import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { receiptFile } from '#lib/formats/fund/proof/receipt-file.server.ts';
import {
	addReceipt,
	changeReceipt,
	removeReceipt
} from '#lib/formats/fund/proof/receipts.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { fundRound } from '../../fixture/fund.ts';
import {
	add,
	aReceipt,
	afterwards,
	documentsIn,
	photoTicket,
	proofOf,
	runningProject,
	stateOf
} from '../../fixture/fund-proof.ts';

async function twoProjects() {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	return { db, fund, one: await runningProject(db, fund), other: await runningProject(db, fund) };
}

const refused = (field: string, reason: string) => ({
	kind: 'invalid',
	fields: { [field]: reason }
});

test('a receipt with its photo is matched to a line, and the line says what is left', async () => {
	const { db, one } = await twoProjects();
	await add(db, one, { amount: '1.200,50 €', ticket: await photoTicket(db, one) });
	const { receipts, comparison } = await proofOf(db, one);
	expect(receipts).toMatchObject([
		{
			position: 1,
			payee: 'Markthalle Kesselbrink',
			amountCents: 120_050,
			acceptedCents: null,
			document: { name: 'beleg.jpg', mediaType: 'image/jpeg' }
		}
	]);
	expect(comparison.costs[0]).toMatchObject({ leftCents: -75_050, overrun: 'above' });
	const history = await db
		.selectFrom('history')
		.select('action')
		.where('action', '=', 'fund.receiptAdded')
		.execute();
	expect(history).toHaveLength(1);
});

test.each([
	['the day before the project begins', { paidOn: '2026-02-28' }, 'paidOn', 'before_period'],
	['the day after it ends', { paidOn: '2026-10-01' }, 'paidOn', 'after_period'],
	['no day', { paidOn: '2026-02-30' }, 'paidOn', 'day_invalid'],
	['nothing', { amount: '0' }, 'amount', 'amount_missing'],
	['less than nothing', { amount: '-5' }, 'amount', 'amount_negative'],
	['more than anybody means', { amount: '999999999999' }, 'amount', 'amount_too_large'],
	['words for a sum', { amount: 'zwölf' }, 'amount', 'amount_not_a_number'],
	['nobody', { payee: '  ' }, 'payee', 'payee_missing'],
	['no line', { lineId: '' }, 'lineId', 'line_missing'],
	['a forged photo', { ticket: 'x.y' }, 'documents', 'document_gone']
])('no receipt: %s', async (_what, changes, field, reason) => {
	const { db } = await freshDatabase();
	const project = await runningProject(db, await fundRound(db));
	await expect(add(db, project, changes)).rejects.toMatchObject(refused(field, reason));
	expect((await proofOf(db, project)).receipts).toEqual([]);
});

test('first and last day of the project count, tomorrow does not', async () => {
	const { db, one } = await twoProjects();
	await add(db, one, { paidOn: '2026-03-01' });
	await add(db, one, { paidOn: '2026-09-30' });
	const inMay = new Date('2026-05-02T10:00:00Z');
	await add(db, one, { paidOn: '2026-05-02' }, inMay);
	await expect(add(db, one, { paidOn: '2026-05-03' }, inMay)).rejects.toMatchObject(
		refused('paidOn', 'in_future')
	);
});

test('a receipt is not matched to a line of another project or of the financing', async () => {
	const { db, one, other } = await twoProjects();
	for (const lineId of [other.lines.material, one.lines.own])
		await expect(add(db, one, { lineId })).rejects.toMatchObject(refused('lineId', 'line_unknown'));
	await add(db, one);
	await expect(
		db.updateTable('fundReceipts').set({ lineId: other.lines.material }).execute()
	).rejects.toThrow('fund_receipts_own_line');
});

test('one receipt proves one expense: not twice here, and not in another project, which is not named', async () => {
	const { db, one, other } = await twoProjects();
	await add(db, one);
	const sameInOtherWords = { payee: 'MARKTHALLE  Kesselbrink ', amount: '450' };
	await expect(add(db, one, sameInOtherWords)).rejects.toMatchObject(
		refused('voucher', 'receipt_twice')
	);
	await expect(add(db, other)).rejects.toMatchObject(refused('voucher', 'receipt_used_elsewhere'));
	await add(db, other, { voucher: 'R-18' });
});

test('of two who enter one receipt at the same moment only one does', async () => {
	const { db, one, other } = await twoProjects();
	const both = await Promise.allSettled([add(db, one), add(db, other)]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('one photo proves one expense, however the receipt is called', async () => {
	const { db, one, other } = await twoProjects();
	await add(db, one, { ticket: await photoTicket(db, one) });
	const again = { payee: 'Anderer Laden', ticket: await photoTicket(db, other) };
	await expect(add(db, other, again)).rejects.toMatchObject(refused('documents', 'document_used'));
	await add(db, other, { ...again, ticket: await photoTicket(db, other, 500) });
});

test('a photo goes with its receipt, and an exchanged one is not kept', async () => {
	const { db, one } = await twoProjects();
	const photos = async () =>
		(await db.selectFrom('documents').select('id').where('inUse', '=', true).execute()).length;
	await add(db, one, { ticket: await photoTicket(db, one) });
	const change = async (changes: object) => {
		const [receipt] = (await proofOf(db, one)).receipts;
		const typed = { ...aReceipt(one), ...changes, revision: receipt!.revision };
		await changeReceipt(db, documentsIn(db), one.applicant, one.id, receipt!.id, typed, afterwards);
	};
	await change({ ticket: await photoTicket(db, one, 500) });
	await change({ amount: '12,30' });
	expect((await proofOf(db, one)).receipts).toMatchObject([
		{ amountCents: 1_230, revision: 2, document: { name: 'beleg.jpg' } }
	]);
	expect(await photos()).toBe(1);
	const { id, revision } = (await proofOf(db, one)).receipts[0]!;
	await removeReceipt(db, one.applicant, one.id, id, { revision });
	expect(await photos()).toBe(0);
	// The file may be used again, as the receipt may.
	await add(db, one, { ticket: await photoTicket(db, one) });
});

test('of two who change a receipt the second is told, and nothing of the first is lost', async () => {
	const { db, one } = await twoProjects();
	await add(db, one);
	const [receipt] = (await proofOf(db, one)).receipts;
	const change = (amount: string) =>
		changeReceipt(
			db,
			documentsIn(db),
			one.applicant,
			one.id,
			receipt!.id,
			{ ...aReceipt(one), amount, revision: 0 },
			afterwards
		);
	await change('20');
	await expect(change('30')).rejects.toMatchObject({
		kind: 'conflict',
		reason: 'changed_meanwhile'
	});
	expect((await proofOf(db, one)).receipts[0]).toMatchObject({ amountCents: 2_000 });
});

test('nobody else enters, changes, removes or sees receipts of a project', async () => {
	const { db, fund, one, other } = await twoProjects();
	await add(db, one, { ticket: await photoTicket(db, one) });
	const [receipt] = (await proofOf(db, one)).receipts;
	for (const actor of [anonymous, other.applicant, fund.office, fund.finance, fund.juror]) {
		await expect(
			addReceipt(db, documentsIn(db), actor, one.id, aReceipt(one), afterwards)
		).rejects.toMatchObject({ reason: expect.stringMatching(/not_allowed|unauthenticated/) });
		await expect(
			removeReceipt(db, actor, one.id, receipt!.id, { revision: 0 })
		).rejects.toMatchObject({ reason: expect.stringMatching(/not_allowed|unauthenticated/) });
	}
	const application = await stateOf(db, one);
	const file = await receiptFile(db, fund.office, application, receipt!.id);
	expect(file.mediaType).toBe('image/jpeg');
	await receiptFile(db, one.applicant, application, receipt!.id);
	for (const actor of [anonymous, other.applicant, fund.juror])
		await expect(receiptFile(db, actor, application, receipt!.id)).rejects.toMatchObject({
			reason: expect.stringMatching(/not_allowed|unauthenticated/)
		});
	await expect(
		receiptFile(db, other.applicant, await stateOf(db, other), receipt!.id)
	).rejects.toMatchObject({ reason: 'receipt_unknown' });
	await expect(
		removeReceipt(db, other.applicant, other.id, receipt!.id, { revision: 0 })
	).rejects.toMatchObject({ reason: 'receipt_unknown' });
});

test('once the proof is handed in its receipts stay as they are', async () => {
	const { db, one } = await twoProjects();
	await add(db, one);
	await db
		.updateTable('fundApplications')
		.set({ state: 'proofSubmitted' })
		.where('id', '=', one.id)
		.execute();
	await expect(add(db, one, { voucher: 'R-99' })).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
});

test('a proof is due so many days after the end as the rules say, also when the end moves', async () => {
	const { db, one } = await twoProjects();
	expect((await proofOf(db, one)).dueOn).toBe('2026-11-29');
	await db
		.updateTable('fundApplications')
		.set({ endsOn: sql<string>`ends_on + 31` })
		.where('id', '=', one.id)
		.execute();
	expect((await proofOf(db, one)).dueOn).toBe('2026-12-30');
});
