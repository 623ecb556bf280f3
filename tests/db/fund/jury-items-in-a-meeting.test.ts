import { expect, test } from 'vitest';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { closeVote } from '#lib/formats/fund/jury/close-vote.server.ts';
import { postponeItem, propose, takeUpItem } from '#lib/formats/fund/jury/propose.server.ts';
import { closeMeeting } from '#lib/formats/fund/jury/run-meeting.server.ts';
import { breakOffVote } from '#lib/formats/fund/jury/take-vote.server.ts';
import { noVotes } from '#lib/formats/fund/jury/vote.ts';
import { potSubject } from '#lib/formats/fund/ledger/pots.server.ts';
import { finishReview, resumeReview } from '#lib/formats/fund/review/review.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound } from '../../fixture/fund.ts';
import { atMeeting, grant, juror, meetingWith, seen, voteOn } from '../../fixture/fund-jury.ts';
import { room, cast, close, item } from '../../fixture/fund-jury-room.ts';

test('a pot that is exhausted: nothing is decided, and the item can be postponed', async () => {
	const at = await room(['Ada', 'Bo', 'Cem'], { potCents: 50_000 });
	const { db, fund, ref, application, jurors } = at;
	await voteOn(db, fund, ref, application, grant(80_000));
	for (const one of jurors) await cast(at, one, 'yes');
	await expect(close(at)).rejects.toMatchObject({ kind: 'conflict', reason: 'pot_exhausted' });
	expect(await item(at)).toMatchObject({ state: 'voting', votes: [] });
	expect(await applicationOf(db, application.applicationId)).toMatchObject({
		state: 'ready',
		committedCents: 0
	});
	expect(await potSubject(db, fund.potId)).toMatchObject({ committedCents: 0 });
	await postponeItem(db, fund.office, ref, await seen(db, ref, application));
	const { revision } = await seen(db, ref, application);
	await closeMeeting(db, fund.office, ref, { revision, notes: '' }, atMeeting);
});

test('a meeting closes only when every item is decided or postponed', async () => {
	const at = await room(['Ada', 'Bo']);
	const { db, fund, ref, application } = at;
	const end = async () => {
		const { revision } = await seen(db, ref, application);
		await closeMeeting(db, fund.office, ref, { revision, notes: 'Pause' }, atMeeting);
	};
	await expect(end()).rejects.toMatchObject({ reason: 'items_open' });
	await postponeItem(db, fund.office, ref, await seen(db, ref, application));
	await takeUpItem(db, fund.office, ref, await seen(db, ref, application));
	await expect(end()).rejects.toMatchObject({ reason: 'items_open' });
	await postponeItem(db, fund.office, ref, await seen(db, ref, application));
	await end();
	await expect(
		takeUpItem(db, fund.office, ref, await seen(db, ref, application))
	).rejects.toMatchObject({ reason: 'not_possible_now' });
});

test('two browsers at once: the second is told that something has changed', async () => {
	const at = await room(['Ada', 'Bo', 'Cem']);
	const { db, fund, ref, application, jurors } = at;
	await voteOn(db, fund, ref, application, grant(80_000));
	await cast(at, jurors[0]!, 'yes');
	const old = await seen(db, ref, application);
	const both = await Promise.allSettled([
		closeVote(db, fund.office, ref, { ...old, papers: noVotes }, atMeeting),
		closeVote(db, fund.office, ref, { ...old, papers: noVotes }, atMeeting)
	]);
	const refused = both.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
	expect(refused).toHaveLength(1);
	expect(refused[0]!.reason).toMatchObject({ kind: 'conflict', reason: 'changed_meanwhile' });
	expect(await potSubject(db, fund.potId)).toMatchObject({ committedCents: 80_000 });
});

test.each([
	['more than was asked for', grant(90_001), 'granted_above_asked'],
	['a grant without a sum', { ...grant(1), grantedCents: null }, 'input_invalid'],
	['a rejection without a reason', { ...grant(1), outcome: 'rejected' as const }, 'input_invalid']
])('no proposal: %s', async (_, proposal, reason) => {
	const { db, fund, ref, application } = await room(['Ada', 'Bo']);
	await expect(
		propose(db, fund.office, ref, { ...proposal, ...(await seen(db, ref, application)) })
	).rejects.toMatchObject({ reason });
});

test('beyond its competence the jury does not even vote', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, {
		rules: {
			competences: [
				{ body: 'jury', upToCents: 50_000 },
				{ body: 'committee', upToCents: null }
			]
		}
	});
	const jurors = [await juror(db, 'Ada'), await juror(db, 'Bo')];
	const application = await applied(db, fund);
	const ref = await meetingWith(db, fund, [application], jurors);
	const tooMuch = { ...grant(50_001), ...(await seen(db, ref, application)) };
	await expect(propose(db, fund.office, ref, tooMuch)).rejects.toMatchObject({
		reason: 'body_not_competent'
	});
});

test('an application goes back into review only while nobody votes on it', async () => {
	const at = await room(['Ada', 'Bo', 'Cem']);
	const { db, fund, ref, application } = at;
	await voteOn(db, fund, ref, application, grant(80_000));
	const { applicationId, revision } = application;
	const resume = () =>
		resumeReview(db, fund.office, applicationId, { revision, reason: 'Ein Angebot fehlt.' });
	await expect(resume()).rejects.toMatchObject({ kind: 'conflict', reason: 'vote_open' });
	await breakOffVote(db, fund.office, ref, await seen(db, ref, application));
	await resume();
	await expect(voteOn(db, fund, ref, application, grant(80_000))).rejects.toMatchObject({
		reason: 'not_ready'
	});
	await finishReview(db, fund.office, applicationId, { revision: revision + 1 });
	await voteOn(db, fund, ref, application, grant(80_000));
});

test('a vote does not count for what the application became after it was opened', async () => {
	const at = await room(['Ada', 'Bo', 'Cem']);
	const { db, fund, ref, application, jurors } = at;
	await voteOn(db, fund, ref, application, grant(80_000));
	await cast(at, jurors[0]!, 'yes');
	await db
		.updateTable('fundApplications')
		.set((eb) => ({ revision: eb('revision', '+', 1) }))
		.execute();
	await expect(close(at)).rejects.toMatchObject({ reason: 'changed_since_vote_opened' });
	await breakOffVote(db, fund.office, ref, await seen(db, ref, application));
	await voteOn(db, fund, ref, application, grant(80_000));
	await cast(at, jurors[0]!, 'yes', 2);
	await close(at);
	expect(await applicationOf(db, application.applicationId)).toMatchObject({ state: 'decided' });
});
