import { expect, test } from 'vitest';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import { closeProof } from '#lib/formats/fund/proof/close-proof.server.ts';
import { overdueProofs, overdueProofsOfRound } from '#lib/formats/fund/proof/overdue.server.ts';
import { provingStates } from '#lib/formats/fund/proof/proof.server.ts';
import { queryProof } from '#lib/formats/fund/proof/query-proof.server.ts';
import { recogniseReceipts } from '#lib/formats/fund/proof/recognise.server.ts';
import { saveReport } from '#lib/formats/fund/proof/save-report.server.ts';
import { submitProof } from '#lib/formats/fund/proof/submit-proof.server.ts';
import { potSubject } from '#lib/formats/fund/ledger/pots.server.ts';
import { states } from '#lib/formats/fund/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { type TestFund } from '../../fixture/fund.ts';
import {
	add,
	afterwards,
	giveBack,
	proofOf,
	runningProject,
	stateOf,
	tell,
	wholeProof,
	type Project
} from '../../fixture/fund-proof.ts';
import {
	origin,
	lastWord,
	project,
	revisionOf,
	submit,
	recognise,
	query,
	close
} from '../../fixture/fund-proof-closing.ts';

test('a proof goes in when nothing is open any more, and is frozen as it was', async () => {
	const { db, own } = await project();
	await expect(submit(db, own)).rejects.toMatchObject({
		kind: 'invalid',
		reason: 'proof_incomplete',
		fields: { report: 'check_open', money: 'check_open', why: 'check_open', returns: 'check_open' }
	});
	expect(await stateOf(db, own)).toMatchObject({ state: 'running' });
	await wholeProof(db, own);
	await submit(db, own);
	expect(await stateOf(db, own)).toMatchObject({ state: 'proofSubmitted' });
	const { report, version, submittedOn } = await db
		.selectFrom('fundProofs')
		.select(['report', 'version', 'submittedOn'])
		.where('applicationId', '=', own.id)
		.executeTakeFirstOrThrow();
	expect({ version, submittedOn }).toEqual({ version: 1, submittedOn: '2026-10-05' });
	expect(report).toMatchObject({
		report: { participants: 42, success: 'yes' },
		receipts: [{ amountCents: 45_000 }, { amountCents: 5_000 }],
		comparison: { settlement: { neededCents: 45_000, dueBackCents: 0 } }
	});
});

test('a receipt that a shortened project left outside the period keeps the proof back', async () => {
	const { db, own } = await project();
	await wholeProof(db, own);
	await db
		.updateTable('fundApplications')
		.set({ endsOn: '2026-04-30' })
		.where('id', '=', own.id)
		.execute();
	await expect(submit(db, own)).rejects.toMatchObject({ fields: { period: 'check_open' } });
});

test('a query gives the proof back with a reason and a day, tells by mail, and the answer comes in again', async () => {
	const { db, fund, own } = await project();
	await wholeProof(db, own);
	await submit(db, own);
	for (const [changes, field, reason] of [
		[{ reason: ' ' }, 'reason', 'reason_missing'],
		[{ dueOn: '2026-10-05' }, 'dueOn', 'day_past'],
		[{ dueOn: 'bald' }, 'dueOn', 'day_invalid']
	] as const)
		await expect(query(db, fund, own, changes)).rejects.toMatchObject({
			fields: { [field]: reason }
		});
	await query(db, fund, own);
	expect(await stateOf(db, own)).toMatchObject({ state: 'proofQueried', dueOn: '2026-10-20' });
	const mails = await db.selectFrom('mails').select(['recipient', 'body']).execute();
	expect(mails).toMatchObject([{ recipient: 'nour@example.org' }]);
	expect(mails[0]!.body).toContain('Der Beleg vom Mai ist nicht zu lesen.');
	expect(mails[0]!.body).toContain(`${origin}/receipt`);
	expect(mails[0]!.body).toContain('20. Oktober 2026');

	await tell(db, own, { happened: 'Jeden Monat wurde gekocht, der Beleg ist neu.' });
	await submitProof(
		db,
		own.applicant,
		own.id,
		{ revision: await revisionOf(db, own), answer: 'Der Beleg ist neu fotografiert.' },
		afterwards
	);
	const steps = await db
		.selectFrom('fundSteps')
		.select(['step', 'reason', 'takenAs'])
		.where('applicationId', '=', own.id)
		.orderBy('id')
		.execute();
	expect(steps.slice(-3)).toEqual([
		{ step: 'submitProof', reason: '', takenAs: 'applicant' },
		{ step: 'queryProof', reason: 'Der Beleg vom Mai ist nicht zu lesen.', takenAs: 'office' },
		{ step: 'answerProof', reason: 'Der Beleg ist neu fotografiert.', takenAs: 'applicant' }
	]);
	expect(await proofOf(db, own)).toMatchObject({ version: 2 });
	expect(await stateOf(db, own)).toMatchObject({ state: 'proofSubmitted', dueOn: null });
});

test('the office recognises a receipt wholly or in part, and says why it reduces', async () => {
	const { db, fund, own } = await project();
	await wholeProof(db, own);
	await submit(db, own);
	await expect(recognise(db, fund, own, '10')).rejects.toMatchObject({ kind: 'invalid' });
	await expect(recognise(db, fund, own, '500', 'mehr')).rejects.toMatchObject({ kind: 'invalid' });
	await expect(recognise(db, fund, own, 'alles')).rejects.toMatchObject({ kind: 'invalid' });
	await recognise(db, fund, own, '40,50', 'Pfand zählt nicht.');
	const { receipts, comparison } = await proofOf(db, own);
	expect(receipts).toMatchObject([
		{ acceptedCents: 4_050, officeRemark: 'Pfand zählt nicht.' },
		{ acceptedCents: 4_050 }
	]);
	expect(comparison.settlement).toMatchObject({ recognisedCents: 8_100, dueBackCents: 41_900 });
});

test('of two in the office who recognise at once the second is told', async () => {
	const { db, fund, own } = await project();
	await wholeProof(db, own);
	await submit(db, own);
	const revision = await revisionOf(db, own);
	const one = () => recogniseReceipts(db, fund.office, own.id, { revision, receipts: [] });
	const both = await Promise.allSettled([one(), one()]);
	expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([
		{ reason: { reason: 'changed_meanwhile' } }
	]);
});

test('a receipt that was corrected has to be looked at again', async () => {
	const { db, fund, own } = await project();
	await add(db, own, { voucher: 'alt', amount: '1' });
	await wholeProof(db, own);
	await submit(db, own);
	await recognise(db, fund, own);
	await query(db, fund, own);
	expect(
		(await proofOf(db, own)).receipts.every(({ acceptedCents }) => acceptedCents !== null)
	).toBe(true);
	await add(db, own, { voucher: 'neu', amount: '2' });
	await submit(db, own);
	await expect(close(db, fund, own)).rejects.toMatchObject({ reason: 'receipts_not_recognised' });
});

test('nothing is closed while money is due back; once finance booked it, the rest is free and all is told', async () => {
	const { db, fund, own } = await project(40_000);
	await add(db, own, { amount: '300' });
	await add(db, own, { lineId: own.lines.rent, payee: 'Bürgerhaus', amount: '50' });
	await tell(db, own, { returns: 'afterCheck', [`why.${own.lines.material}`]: 'Töpfe geliehen.' });
	await submit(db, own);
	await expect(close(db, fund, own)).rejects.toMatchObject({ reason: 'receipts_not_recognised' });
	await recognise(db, fund, own);
	await expect(close(db, fund, own)).rejects.toMatchObject({
		kind: 'conflict',
		reason: 'money_due_back'
	});
	expect(await stateOf(db, own)).toMatchObject({ state: 'proofSubmitted', committedCents: 45_000 });
	await giveBack(db, fund, own.id, 10_000);
	await close(db, fund, own);
	expect(await stateOf(db, own)).toMatchObject({
		state: 'closed',
		paidCents: 30_000,
		committedCents: 30_000
	});
	expect(await potSubject(db, fund.potId)).toMatchObject({ committedCents: 30_000 });
	const told = await db
		.selectFrom('fundApplications')
		.select(['succeeded', 'successes', 'difficulties', 'closedOn'])
		.where('id', '=', own.id)
		.executeTakeFirstOrThrow();
	expect(told).toEqual({
		succeeded: true,
		successes: 'Viele kamen wieder.',
		difficulties: 'Der Regen.',
		closedOn: '2026-10-05'
	});
	expect(await db.selectFrom('mails').select('subject').execute()).toHaveLength(1);
});

test('who is still owed money is paid first, or gives it up', async () => {
	const { db, fund, own } = await project(20_000);
	await wholeProof(db, own);
	await submit(db, own);
	await recognise(db, fund, own);
	await expect(close(db, fund, own)).rejects.toMatchObject({ reason: 'money_still_payable' });
	await close(db, fund, own, { giveUpRest: true, succeeded: 'no' });
	expect(await stateOf(db, own)).toMatchObject({ state: 'closed', committedCents: 20_000 });
});

test.each([
	['fundCalls', { number: 2, amountCents: 100, state: 'checked' }, 'call_open'],
	['fundChanges', { number: 1, content: '{}', reason: 'Länger' }, 'change_open']
] as const)('nothing is closed while one of %s waits', async (table, row, reason) => {
	const { db, fund, own } = await project();
	await wholeProof(db, own);
	await submit(db, own);
	await recognise(db, fund, own);
	await db
		.insertInto(table)
		.values({ applicationId: own.id, ...row } as never)
		.execute();
	await expect(close(db, fund, own)).rejects.toMatchObject({ reason });
	expect(await stateOf(db, own)).toMatchObject({ state: 'proofSubmitted' });
});

test('whether it succeeded has to be said', async () => {
	const { db, fund, own } = await project();
	await wholeProof(db, own);
	await submit(db, own);
	await recognise(db, fund, own);
	await expect(close(db, fund, own, { succeeded: '' })).rejects.toMatchObject({
		fields: { succeeded: 'succeeded_missing' }
	});
});

test('of two members who save the report at once the second is told', async () => {
	const { db, own } = await project();
	const { revision } = await proofOf(db, own);
	const save = (happened: string) =>
		saveReport(db, own.applicant, own.id, { revision, fields: { happened } });
	await save('Erste');
	await expect(save('Zweite')).rejects.toMatchObject({ reason: 'changed_meanwhile' });
	expect((await proofOf(db, own)).report.happened).toBe('Erste');
	await expect(
		saveReport(db, own.applicant, own.id, {
			revision: revision + 1,
			fields: { participants: 'viele' }
		})
	).rejects.toMatchObject({ fields: { participants: 'number_invalid' } });
});

/** Everything that changes a proof, each as it would be right. */
async function stepsOf(db: Db, fund: TestFund, own: Project) {
	const { receipts } = await proofOf(db, own);
	const seen = () =>
		db
			.selectFrom('fundApplications as a')
			.innerJoin('fundProofs as p', 'p.applicationId', 'a.id')
			.select(['a.revision', 'p.revision as report'])
			.where('a.id', '=', own.id)
			.executeTakeFirstOrThrow();
	const due = { reason: 'Wo?', dueOn: '2026-10-20' };
	return {
		save: async (actor: Actor) =>
			saveReport(db, actor, own.id, {
				revision: (await seen()).report,
				fields: { happened: 'Wir haben gekocht.' }
			}),
		submit: async (actor: Actor) => submitProof(db, actor, own.id, await seen(), afterwards),
		recognise: async (actor: Actor) =>
			recogniseReceipts(db, actor, own.id, {
				...(await seen()),
				receipts: receipts.map(({ id }) => ({ receiptId: id, accepted: '0', remark: 'nein' }))
			}),
		query: async (actor: Actor) =>
			queryProof(db, actor, own.id, { ...(await seen()), ...due }, afterwards, origin),
		close: async (actor: Actor) =>
			closeProof(db, actor, own.id, { ...lastWord, ...(await seen()) }, afterwards, origin)
	};
}

const hereOrNow = /^(not_allowed|unauthenticated|not_possible_now)$/;

test('who may take a step of the proof, and from where: everybody else is refused in every state', async () => {
	const { db, fund, own } = await project();
	await wholeProof(db, own);
	await tell(db, own, { returns: 'sent' });
	const steps = await stepsOf(db, fund, own);
	const actors = {
		anonymous,
		'another applicant': { kind: 'receipt', subjectId: crypto.randomUUID() } as const,
		finance: fund.finance,
		juror: fund.juror,
		applicant: own.applicant,
		office: fund.office
	};
	const done: string[] = [];
	for (const state of states) {
		const comeBack = () =>
			db.updateTable('fundApplications').set({ state }).where('id', '=', own.id).execute();
		await comeBack();
		for (const [who, actor] of Object.entries(actors))
			for (const [what, act] of Object.entries(steps)) {
				// Where nobody may do anything, outsiders are not asked.
				if (!provingStates.includes(state) && !['applicant', 'office'].includes(who)) continue;
				const no = await act(actor).then(
					() => '',
					({ reason }: { reason: string }) => reason
				);
				if (hereOrNow.test(no)) continue;
				done.push(`${state}: ${who} may ${what}${no && `, but ${no}`}`);
				await comeBack();
			}
	}
	expect(done).toEqual([
		'running: applicant may save',
		'running: applicant may submit',
		'proofSubmitted: office may recognise',
		'proofSubmitted: office may query',
		'proofSubmitted: office may close, but money_due_back',
		'proofQueried: applicant may save',
		'proofQueried: applicant may submit'
	]);
});

test('the office sees whose proof is overdue, but not of a project in which it has a conflict of interest', async () => {
	const { db, fund, own } = await project();
	const other = await runningProject(db, fund);
	const third = await runningProject(db, fund);
	await wholeProof(db, third);
	await submit(db, third);
	await query(db, fund, third);
	const numbers = async (today: string) =>
		(await overdueProofs(db, today)).map(({ applicationId }) => applicationId);
	expect(await numbers('2026-10-20')).toEqual([]);
	expect(await numbers('2026-10-21')).toEqual([third.id]);
	expect(await numbers('2026-11-29')).toEqual([third.id]);
	expect(new Set(await numbers('2026-11-30'))).toEqual(new Set([own.id, other.id, third.id]));
	await db
		.insertInto('fundConflicts')
		.values({ applicationId: other.id, accountId: fund.office.accountId, reason: 'Nachbar' })
		.execute();
	const seen = await overdueProofsOfRound(db, fund.office, fund.activityId, '2026-11-30');
	expect(seen.map(({ applicationId, isQuery }) => [applicationId, isQuery])).toEqual([
		[third.id, true],
		[own.id, false]
	]);
	await expect(
		overdueProofsOfRound(db, own.applicant, fund.activityId, '2026-11-30')
	).rejects.toMatchObject({ reason: expect.stringMatching(/not_allowed|unauthenticated/) });
});
