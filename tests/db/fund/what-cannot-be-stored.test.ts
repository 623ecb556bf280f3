import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { resumeReview } from '#lib/formats/fund/review/review.server.ts';
import { createPot } from '#lib/formats/fund/ledger/pots.server.ts';
import { decideApplication } from '#lib/formats/fund/decide/decide.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { actions as meetingActions } from '../../../src/routes/(staff)/staff/fund/[id=uuid]/meetings/[meeting=uuid]/+page.server.ts';
import { actions as voteActions } from '../../../src/routes/(staff)/staff/fund/[id=uuid]/meetings/[meeting=uuid]/vote/+page.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound } from '../../fixture/fund.ts';
import { atMeeting, grant, juror, meetingWith, voteOn } from '../../fixture/fund-jury.ts';

const send = (db: Db, actor: Actor, params: Record<string, string>, typed: [string, string][]) => {
	const body = new FormData();
	for (const [name, value] of typed) body.append(name, value);
	const request = new Request('https://palaver.example', { method: 'POST', body });
	const locals = { db, actor, house: { clock: () => atMeeting } };
	return { locals, params, request } as unknown as RequestEvent;
};

test.each(['', 'abc', '0.5', '1e30', '-1', '99999999999'])(
	'a form that says "%s" where a number belongs is refused, not an error of the house',
	async (number) => {
		const { db } = await freshDatabase();
		const fund = await fundRound(db);
		const jurors = [await juror(db, 'Ada'), await juror(db, 'Bo'), await juror(db, 'Cem')];
		const application = await applied(db, fund);
		const ref = await meetingWith(db, fund, [application], jurors);
		await voteOn(db, fund, ref, application, grant(1000));
		const params = { id: ref.activityId, meeting: ref.meetingId };
		const statusOf = async (
			act: (event: never) => unknown,
			actor: Actor,
			...typed: [string, string][]
		) => ((await act(send(db, actor, params, typed) as never)) as { status: number }).status;
		const { add, remove, move } = meetingActions;
		const current = ['revision', '4'] as [string, string];
		const statuses = [
			await statusOf(add, fund.office, ['revision', number], ['numbers', '1']),
			await statusOf(add, fund.office, current, ['numbers', number]),
			await statusOf(remove, fund.office, current, ['number', number]),
			await statusOf(move, fund.office, current, ['move', `${number} up`])
		];
		for (const status of statuses) expect([404, 409, 422]).toContain(status);
		expect([404, 409]).toContain(
			await statusOf(
				voteActions.default,
				jurors[0]!,
				['number', '1'],
				['ballotRound', number],
				['choice', 'yes']
			)
		);
	}
);

test('a reason is kept without what cannot be stored, and has a limit', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId, revision } = await applied(db, fund);
	const resume = (reason: string) =>
		resumeReview(db, fund.office, applicationId, { revision, reason });
	await expect(resume('\0 ')).rejects.toMatchObject({ reason: 'reason_missing' });
	await expect(resume('x'.repeat(4001))).rejects.toMatchObject({
		reason: 'text_too_long',
		fields: { reason: 'text_too_long' }
	});
	await resume('Der\0 Plan fehlt. ');
	const step = await db.selectFrom('fundSteps').select('reason').executeTakeFirstOrThrow();
	expect(step.reason).toBe('Der Plan fehlt.');
});

test('names and papers are kept without what cannot be stored', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const pot = { placeId: 'bielefeld-mitte', year: 2027, amountCents: 1000 };
	const { potId } = await createPot(db, fund.finance, {
		...pot,
		name: 'To\0pf',
		paper: 'Drs.\0 1'
	});
	const kept = db.selectFrom('fundPots').select(['name', 'paper']).where('id', '=', potId);
	expect(await kept.executeTakeFirst()).toEqual({ name: 'Topf', paper: 'Drs. 1' });
	const { applicationId, revision } = await applied(db, fund, { askedCents: 40_000 });
	await decideApplication(
		db,
		fund.office,
		applicationId,
		{ ...grant(40_000), body: 'office', paper: 'V\0ermerk', revision },
		atMeeting
	);
	const row = await db.selectFrom('fundApplications').select('paper').executeTakeFirstOrThrow();
	expect(row.paper).toBe('Vermerk');
});
