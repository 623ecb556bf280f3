import { expect, test } from 'vitest';
import { tidy } from '#lib/formats/fund/retention.server.ts';
import { add, photoTicket, proofOf, stateOf, wholeProof } from '../../fixture/fund-proof.ts';
import { project, submit, recognise, close } from '../../fixture/fund-proof-closing.ts';

test('ten years after it was closed a project keeps its sums, and no receipt', async () => {
	const { db, fund, own } = await project();
	await add(db, own, { ticket: await photoTicket(db, own), voucher: 'Foto', amount: '1' });
	await wholeProof(db, own);
	await submit(db, own);
	await recognise(db, fund, own);
	await close(db, fund, own);
	const kept = async (now: string) => {
		await tidy(db, new Date(now), 'https://palaver.example');
		const { receipts, comparison } = await proofOf(db, own);
		const documents = await db.selectFrom('documents').select('id').execute();
		return [receipts.length, documents.length, comparison.total.actualCents];
	};
	expect(await kept('2036-10-05T10:00:00Z')).toEqual([3, 1, 50_100]);
	expect(await kept('2036-10-06T10:00:00Z')).toEqual([0, 0, 0]);
	expect(await stateOf(db, own)).toMatchObject({ state: 'closed', paidCents: 45_000 });
});

test.each(['revoked', 'reclaimed', 'withdrawn'])(
	'ten years after its last step a project that is %s keeps no receipt and no begun report',
	async (state) => {
		const { db, own } = await project();
		await wholeProof(db, own);
		await db.updateTable('fundApplications').set({ state }).where('id', '=', own.id).execute();
		const step = { step: state, fromState: 'running', toState: state, takenAs: 'office' };
		const takenAt = new Date('2026-10-05T10:00:00Z');
		await db.deleteFrom('fundSteps').where('applicationId', '=', own.id).execute();
		await db
			.insertInto('fundSteps')
			.values({ ...step, applicationId: own.id, takenAt })
			.execute();
		const kept = async (now: string) => {
			await tidy(db, new Date(now), 'https://palaver.example');
			const { draft } = await db
				.selectFrom('fundProofs')
				.select('draft')
				.where('applicationId', '=', own.id)
				.executeTakeFirstOrThrow();
			const receipts = await db.selectFrom('fundReceipts').select('id').execute();
			return [receipts.length > 0, Object.keys(draft as object).length > 0];
		};
		expect(await kept('2036-10-05T10:00:00Z')).toEqual([true, true]);
		expect(await kept('2036-10-06T10:00:00Z')).toEqual([false, false]);
	}
);
