import { expect, test } from 'vitest';
import {
	callMeeting,
	changeMeeting,
	type MeetingInput
} from '#lib/formats/fund/jury/call-meeting.server.ts';
import { propose } from '#lib/formats/fund/jury/propose.server.ts';
import { openVote } from '#lib/formats/fund/jury/take-vote.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound } from '../../fixture/fund.ts';
import { atMeeting, few, grant, juror, meetingWith, seen } from '../../fixture/fund-jury.ts';

const tooLow = { kind: 'invalid', fields: { quorum: 'quorum_too_low' } };

test('a meeting may ask for more jurors than the rules of the round, never for fewer', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: { quorum: 4 } });
	const input: MeetingInput = {
		title: '',
		heldAt: atMeeting,
		location: 'Büro',
		secret: false,
		quorum: 3
	};
	await expect(callMeeting(db, fund.office, fund.activityId, input)).rejects.toMatchObject(tooLow);
	const { meetingId } = await callMeeting(db, fund.office, fund.activityId, {
		...input,
		quorum: 5
	});
	const ref = { activityId: fund.activityId, meetingId };
	await expect(
		changeMeeting(db, fund.office, ref, { ...input, revision: 0 })
	).rejects.toMatchObject(tooLow);
	await changeMeeting(db, fund.office, ref, { ...input, quorum: 4, revision: 0 });
});

test('a vote is opened with as many jurors as the rules of the application ask for', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const jurors = [await juror(db, 'Ada'), await juror(db, 'Bo')];
	const application = await applied(db, fund);
	const ref = await meetingWith(db, fund, [application], jurors);
	await propose(db, fund.office, ref, { ...grant(1000), ...(await seen(db, ref, application)) });
	await few(db, fund.activityId, 3);
	const open = async () => openVote(db, fund.office, ref, await seen(db, ref, application));
	await expect(open()).rejects.toMatchObject({ reason: 'quorum_missing' });
	await few(db, fund.activityId, 2);
	await open();
});
