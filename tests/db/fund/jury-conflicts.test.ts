import { expect, test } from 'vitest';
import { type AccountActor } from '#lib/access/actor.ts';
import { addToAgenda } from '#lib/formats/fund/jury/agenda.server.ts';
import { callMeeting } from '#lib/formats/fund/jury/call-meeting.server.ts';
import { declareConflict, takeBackConflict } from '#lib/formats/fund/jury/conflicts.server.ts';
import { seatsOf } from '#lib/formats/fund/jury/jurors.server.ts';
import { readJuryTab } from '#lib/formats/fund/jury/jury-tab.server.ts';
import { propose } from '#lib/formats/fund/jury/propose.server.ts';
import { readItem } from '#lib/formats/fund/jury/read-item.server.ts';
import { readMeeting } from '#lib/formats/fund/jury/read-meeting.server.ts';
import { readSimulation } from '#lib/formats/fund/jury/read-simulation.server.ts';
import { scoreApplication } from '#lib/formats/fund/jury/scores.server.ts';
import { castVote } from '#lib/formats/fund/jury/take-vote.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound } from '../../fixture/fund.ts';
import {
	atMeeting,
	criteria,
	grant,
	juror,
	meetingWith,
	organisation,
	voteOn
} from '../../fixture/fund-jury.ts';

const points = (nutzen: number, miteinander: number) => ({
	points: { nutzen, miteinander },
	remarks: { nutzen: '', miteinander: 'Viele Generationen' }
});

test('each scores on their own first; then, or in the meeting, all see the same table', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: { criteria: [...criteria] } });
	const [ada, bo] = [await juror(db, 'Ada'), await juror(db, 'Bo')];
	const application = await applied(db, fund);
	const tab = (who: AccountActor) => readJuryTab(db, who, fund.activityId, application.number!);
	await scoreApplication(db, ada, application.applicationId, points(5, 5));
	expect(await tab(bo)).toMatchObject({ scores: null, share: null, count: 1 });
	expect((await tab(fund.office)).share).toBeCloseTo((2 * 1 + 0.5) / 3);
	const both = { ...bo, grants: [...bo.grants, ...fund.office.grants] };
	expect((await tab(both)).scores).toBeNull();
	expect((await readSimulation(db, both, fund.activityId)).wishes[0]!.share).toBeNull();
	await scoreApplication(db, bo, application.applicationId, points(0, 0));
	const { scores, share } = await tab(bo);
	expect(scores!.map(({ name }) => name)).toEqual(['Ada', 'Bo']);
	expect(share).toBeCloseTo((2 * 1 + 0.5) / 6);
	const cem = await juror(db, 'Cem');
	expect((await tab(cem)).scores).toBeNull();
	await meetingWith(db, fund, [application], [ada, bo, cem]);
	expect((await tab(cem)).scores).toHaveLength(2);
	await expect(
		scoreApplication(db, cem, application.applicationId, points(1, 1))
	).rejects.toMatchObject({ reason: 'meeting_has_begun' });
});

test.each([
	['nothing', { points: {}, remarks: {} }, 'points_missing'],
	['too many', points(6, 0), 'points_out_of_range'],
	['below zero', points(-1, 0), 'points_out_of_range'],
	['a half', points(0.5, 0), 'points_out_of_range']
])('points that do not fit are refused at their criterion: %s', async (_, input, reason) => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: { criteria: [...criteria] } });
	const application = await applied(db, fund);
	const ada = await juror(db, 'Ada');
	await expect(scoreApplication(db, ada, application.applicationId, input)).rejects.toMatchObject({
		fields: { 'points.nutzen': reason }
	});
	expect(await db.selectFrom('fundScores').selectAll().execute()).toEqual([]);
});

test('a declared conflict: no view, no score that counts, no vote; only the office takes it back', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: { criteria: [...criteria] } });
	const [ada, bo, cem] = [await juror(db, 'Ada'), await juror(db, 'Bo'), await juror(db, 'Cem')];
	const application = await applied(db, fund);
	const { applicationId, number } = application;
	await scoreApplication(db, ada, applicationId, points(5, 10));
	await scoreApplication(db, bo, applicationId, points(0, 0));
	const reason = { accountId: ada.accountId, reason: 'Ich bin im Vorstand' };
	await expect(
		declareConflict(db, ada, applicationId, { ...reason, reason: ' ' })
	).rejects.toMatchObject({ fields: { reason: 'reason_missing' } });
	await expect(declareConflict(db, bo, applicationId, reason)).rejects.toMatchObject({
		kind: 'forbidden'
	});
	await declareConflict(db, ada, applicationId, reason);
	await expect(declareConflict(db, ada, applicationId, reason)).rejects.toMatchObject({
		reason: 'already_declared'
	});

	await expect(readJuryTab(db, ada, fund.activityId, number!)).rejects.toMatchObject({
		kind: 'forbidden'
	});
	await expect(scoreApplication(db, ada, applicationId, points(5, 10))).rejects.toMatchObject({
		kind: 'forbidden'
	});
	expect((await readJuryTab(db, fund.office, fund.activityId, number!)).share).toBe(0);
	const ref = await meetingWith(db, fund, [application], [ada, bo, cem]);
	const told = JSON.stringify(await readMeeting(db, ada, ref));
	expect(told).not.toContain(application.title);
	await expect(readItem(db, ada, ref, number!)).rejects.toMatchObject({ kind: 'forbidden' });
	for (const reader of [fund.office, fund.finance, bo])
		expect(
			JSON.stringify([await readMeeting(db, reader, ref), await readItem(db, reader, ref, number!)])
		).not.toMatch(/@stadt|Vorstand/);
	await voteOn(db, fund, ref, application, grant(1000));
	await expect(
		castVote(db, ada, ref, { number: number!, ballotRound: 1, choice: 'yes' })
	).rejects.toMatchObject({ kind: 'forbidden' });

	for (const nobody of [ada, bo])
		await expect(
			takeBackConflict(db, nobody, applicationId, { ...reason, reason: 'doch nicht' })
		).rejects.toMatchObject({ kind: 'forbidden' });
	await takeBackConflict(db, fund.office, applicationId, { ...reason, reason: 'Amt beendet' });
	await readJuryTab(db, ada, fund.activityId, number!);
	const trail = await db
		.selectFrom('history')
		.select(['action', 'detail'])
		.where('action', 'like', 'fund.conflict%')
		.orderBy('id')
		.execute();
	expect(trail).toMatchObject([
		{ action: 'fund.conflictDeclared', detail: { account: ada.accountId } },
		{ action: 'fund.conflictTakenBack', detail: { account: ada.accountId, reason: 'Amt beendet' } }
	]);
});

test('who belongs to the applying organisation is excluded without a declaration: juror, office and finance', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: { criteria: [...criteria] } });
	const organisationId = await organisation(db);
	const member = await juror(db, 'Mira', organisationId);
	const application = await applied(db, fund, { organisationId });
	const { applicationId, number } = application;
	const asMember = (actor: AccountActor): AccountActor => ({
		...actor,
		organisations: [{ id: organisationId, role: 'manager' }]
	});
	expect(await seatsOf(db, application)).toMatchObject([
		{ name: 'Mira', excludedBy: 'organisation' }
	]);
	await expect(scoreApplication(db, member, applicationId, points(5, 5))).rejects.toMatchObject({
		kind: 'forbidden'
	});
	const { meetingId } = await callMeeting(db, fund.office, fund.activityId, {
		title: '',
		heldAt: atMeeting,
		location: 'Büro',
		secret: false,
		quorum: 3
	});
	const ref = { activityId: fund.activityId, meetingId };
	await expect(
		addToAgenda(db, asMember(fund.office), ref, { revision: 0, numbers: [number!] })
	).rejects.toMatchObject({ kind: 'forbidden' });
	await addToAgenda(db, fund.office, ref, { revision: 0, numbers: [number!] });
	for (const actor of [member, asMember(fund.office), asMember(fund.finance)]) {
		// They see that it is on the agenda, by its number, and nothing of it.
		expect((await readMeeting(db, actor, ref)).items).toEqual([
			{ number, subject: null, item: null }
		]);
		await expect(
			propose(db, actor, ref, { ...grant(1), number: number!, revision: 1 })
		).rejects.toMatchObject({ kind: 'forbidden' });
		await expect(readJuryTab(db, actor, fund.activityId, number!)).rejects.toMatchObject({
			kind: 'forbidden'
		});
	}
});

test('the treasury declares its own conflict, the office that of anybody with a role here, and of nobody else', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund);
	const { accountId } = fund.finance;
	const declare = (who: AccountActor, id = accountId) =>
		declareConflict(db, who, applicationId, { accountId: id, reason: 'Schwester im Vorstand' });
	await expect(declare(fund.office)).rejects.toMatchObject({
		fields: { accountId: 'juror_unknown' }
	});
	await db
		.insertInto('roleGrants')
		.values({ accountId, role: 'finance', placeId: 'bielefeld-mitte' })
		.execute();
	await declare(fund.office);
	await takeBackConflict(db, fund.office, applicationId, { accountId, reason: 'Irrtum' });
	await declare(fund.finance);
	const { seats } = await readJuryTab(db, fund.office, fund.activityId, 1);
	expect(seats).toMatchObject([{ accountId, excludedBy: 'declared' }]);
	await expect(readJuryTab(db, fund.finance, fund.activityId, 1)).rejects.toMatchObject({
		kind: 'forbidden'
	});
});
