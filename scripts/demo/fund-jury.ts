import { addToAgenda } from '#lib/formats/fund/jury/agenda.server.ts';
import { callMeeting } from '#lib/formats/fund/jury/call-meeting.server.ts';
import { closeVote } from '#lib/formats/fund/jury/close-vote.server.ts';
import { meetingOf, type MeetingRef } from '#lib/formats/fund/jury/meeting.server.ts';
import { propose } from '#lib/formats/fund/jury/propose.server.ts';
import {
	closeMeeting,
	noteAttendance,
	openMeeting
} from '#lib/formats/fund/jury/run-meeting.server.ts';
import { scoreApplication } from '#lib/formats/fund/jury/scores.server.ts';
import { castVote, openVote } from '#lib/formats/fund/jury/take-vote.server.ts';
import { noVotes } from '#lib/formats/fund/jury/vote.ts';
import type { Told } from './fund-story.ts';

/** The jury has scored, meets, and all three vote for the proposal. */
export async function decideInMeeting(told: Told): Promise<void> {
	const { demo, cast, project, application, at } = told;
	const { db } = demo;
	const { outcome, grantedCents, conditions, reason } = project.decision!;
	const number = application.number!;
	const then = at(project.submitted + 7);
	const points = outcome === 'rejected' ? [2, 3, 2] : [5, 4, 5];
	for (const [index, juror] of cast.jurors.entries())
		await scoreApplication(db, juror, application.applicationId, {
			points: Object.fromEntries(
				application.rules.criteria.map(({ key }) => [key, points[index]!])
			),
			remarks: {}
		});
	const { meetingId } = await callMeeting(db, cast.office, application.activityId, {
		title: '',
		heldAt: then,
		location: 'Bürgerhaus Mitte, Raum 2',
		secret: false,
		quorum: application.rules.quorum
	});
	const ref: MeetingRef = { activityId: application.activityId, meetingId };
	const seen = async () => ({ revision: (await meetingOf(db, ref)).revision });
	await addToAgenda(db, cast.office, ref, { ...(await seen()), numbers: [number] });
	await openMeeting(db, cast.office, ref, await seen(), then);
	const present = cast.jurors.map(({ accountId }) => accountId);
	await noteAttendance(db, cast.office, ref, { ...(await seen()), present });
	const proposal = { outcome, grantedCents, conditions, reason };
	await propose(db, cast.office, ref, { ...(await seen()), number, ...proposal });
	await openVote(db, cast.office, ref, { ...(await seen()), number });
	for (const juror of cast.jurors)
		await castVote(db, juror, ref, { number, ballotRound: 1, choice: 'yes' });
	await closeVote(db, cast.office, ref, { ...(await seen()), number, papers: noVotes }, then);
	await closeMeeting(db, cast.office, ref, { ...(await seen()), notes: '' }, then);
}
