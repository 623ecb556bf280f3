import { expect, test } from 'vitest';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { answerChange } from '#lib/formats/fund/money/answer-change.server.ts';
import { readMoneyPage } from '#lib/formats/fund/money/read-money-page.server.ts';
import { requestChange } from '#lib/formats/fund/money/request-change.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { at, receiptOf, running } from '../../fixture/fund-money.ts';
import { fundRound } from '../../fixture/fund.ts';

/** A project that got all the office may give, and asks for 10 euros more. */
async function asksForMore() {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, {
		rules: {
			ownSharePercent: 0,
			competences: [
				{ body: 'office', upToCents: 50_000 },
				{ body: 'jury', upToCents: null }
			]
		}
	});
	const { applicationId, activityId, number } = await running(db, fund, { askedCents: 50_000 });
	const line = await db
		.selectFrom('fundLines')
		.select(['id', 'plannedCents'])
		.where('applicationId', '=', applicationId)
		.where('side', '=', 'cost')
		.orderBy('position')
		.executeTakeFirstOrThrow();
	const { changeId } = await requestChange(
		db,
		receiptOf({ applicationId }),
		applicationId,
		{
			endsOn: null,
			grantedCents: 51_000,
			lines: [{ lineId: line.id, cents: line.plannedCents + 1_000 }],
			reason: 'Die Töpfe sind teurer geworden.'
		},
		at.now
	);
	const approve = (decider: Partial<Parameters<typeof answerChange>[3]>) =>
		answerChange(
			db,
			fund.office,
			changeId,
			{ verdict: 'approved', answer: 'Gern.', revision: 0, ...decider },
			at
		);
	const shown = async () => {
		const page = await readMoneyPage(db, fund.office, activityId, number!, '2026-02-10');
		return page.parts.changes[0]!;
	};
	return { db, applicationId, approve, shown };
}

test('a raise beyond what the office may give is refused, and nothing is reserved', async () => {
	const { db, applicationId, approve, shown } = await asksForMore();
	expect((await shown()).deciders).toEqual(['jury']);
	await expect(approve({})).rejects.toMatchObject({ reason: 'jury_must_decide' });
	await expect(approve({ body: 'jury', paper: ' ' })).rejects.toMatchObject({
		fields: { paper: 'paper_missing' }
	});
	await expect(approve({ body: 'mayor' as never, paper: 'Drs. 1' })).rejects.toMatchObject({
		kind: 'invalid'
	});
	expect(await applicationOf(db, applicationId)).toMatchObject({
		grantedCents: 50_000,
		committedCents: 50_000
	});
	expect((await shown()).state).toBe('requested');
});

test('the office enters what the jury decided, and everybody reads where it stands', async () => {
	const { db, applicationId, approve, shown } = await asksForMore();
	await approve({ body: 'jury', paper: 'Niederschrift vom 5.2.2026, TOP 4' });
	expect(await applicationOf(db, applicationId)).toMatchObject({
		grantedCents: 51_000,
		committedCents: 51_000
	});
	expect(await shown()).toMatchObject({
		state: 'approved',
		decidedByBody: 'jury',
		paper: 'Niederschrift vom 5.2.2026, TOP 4'
	});
});
