import { describe, expect, test } from 'vitest';
import { anonymous, system, type Actor } from '#lib/access/actor.ts';
import type { Application } from '#lib/formats/fund/application.server.ts';
import {
	addToAgenda,
	moveOnAgenda,
	removeFromAgenda
} from '#lib/formats/fund/jury/agenda.server.ts';
import {
	callMeeting,
	changeMeeting,
	meetingsOf
} from '#lib/formats/fund/jury/call-meeting.server.ts';
import { closeVote } from '#lib/formats/fund/jury/close-vote.server.ts';
import { declareConflict, takeBackConflict } from '#lib/formats/fund/jury/conflicts.server.ts';
import { inviteJurors } from '#lib/formats/fund/jury/invite.server.ts';
import { readJuryTab } from '#lib/formats/fund/jury/jury-tab.server.ts';
import type { MeetingRef } from '#lib/formats/fund/jury/meeting.server.ts';
import { readMinutes } from '#lib/formats/fund/jury/minutes.server.ts';
import { readMyBallot } from '#lib/formats/fund/jury/my-ballot.server.ts';
import { postponeItem, propose, takeUpItem } from '#lib/formats/fund/jury/propose.server.ts';
import { readItem } from '#lib/formats/fund/jury/read-item.server.ts';
import { readMeeting } from '#lib/formats/fund/jury/read-meeting.server.ts';
import { readSimulation } from '#lib/formats/fund/jury/read-simulation.server.ts';
import {
	closeMeeting,
	noteAttendance,
	openMeeting,
	voteInSecret
} from '#lib/formats/fund/jury/run-meeting.server.ts';
import { scoreApplication } from '#lib/formats/fund/jury/scores.server.ts';
import {
	breakOffVote,
	castVote,
	enterHands,
	openVote
} from '#lib/formats/fund/jury/take-vote.server.ts';
import { noVotes } from '#lib/formats/fund/jury/vote.ts';
import type { State } from '#lib/formats/fund/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound, type TestFund } from '../../fixture/fund.ts';
import { atMeeting, criteria, grant, juror, meetingWith, seen } from '../../fixture/fund-jury.ts';
import { staff } from '../../fixture/town.ts';

const points = (nutzen: number, miteinander: number) => ({
	points: { nutzen, miteinander },
	remarks: { nutzen: '', miteinander: 'Viele Generationen' }
});

type Made = Readonly<{ db: Db; fund: TestFund; ref: MeetingRef; application: Application }>;
type Attempt = (made: Made, actor: Actor, revision: number) => Promise<unknown>;

const settings = { title: '', heldAt: atMeeting, location: 'Büro', secret: false, quorum: 3 };

/** What somebody could try in a jury; whether the state allows it is another question. */
const attempts: Record<string, Attempt> = {
	'see meetings': ({ db, fund }, actor) => meetingsOf(db, actor, fund.activityId),
	'see the meeting': ({ db, ref }, actor) => readMeeting(db, actor, ref),
	'see the item': ({ db, ref, application }, actor) =>
		readItem(db, actor, ref, application.number!),
	'see minutes': ({ db, ref }, actor) => readMinutes(db, actor, ref),
	simulate: ({ db, fund }, actor) => readSimulation(db, actor, fund.activityId),
	'see scores': ({ db, fund, application }, actor) =>
		readJuryTab(db, actor, fund.activityId, application.number!),
	score: ({ db, application }, actor) =>
		scoreApplication(db, actor, application.applicationId, points(1, 1)),
	'see one’s ballot': ({ db, ref }, actor) => readMyBallot(db, actor, ref),
	vote: ({ db, ref, application }, actor) =>
		castVote(db, actor, ref, { number: application.number!, ballotRound: 1, choice: 'yes' }),
	'declare one’s conflict': ({ db, application }, actor) =>
		declareConflict(db, actor, application.applicationId, {
			accountId: actor.kind === 'account' ? actor.accountId : crypto.randomUUID(),
			reason: 'Verwandt'
		}),
	'declare somebody’s conflict': ({ db, application }, actor) =>
		declareConflict(db, actor, application.applicationId, {
			accountId: crypto.randomUUID(),
			reason: 'Verwandt'
		}),
	'take a conflict back': ({ db, application }, actor) =>
		takeBackConflict(db, actor, application.applicationId, {
			accountId: crypto.randomUUID(),
			reason: 'Irrtum'
		}),
	'call a meeting': ({ db, fund }, actor) => callMeeting(db, actor, fund.activityId, settings),
	'change a meeting': ({ db, ref }, actor, revision) =>
		changeMeeting(db, actor, ref, { ...settings, revision }),
	invite: ({ db, ref }, actor, revision) =>
		inviteJurors(db, actor, ref, { revision }, 'https://palaver.example'),
	'fill the agenda': ({ db, ref, application }, actor, revision) =>
		addToAgenda(db, actor, ref, { revision, numbers: [application.number!] }),
	'empty the agenda': ({ db, ref, application }, actor, revision) =>
		removeFromAgenda(db, actor, ref, { revision, number: application.number! }),
	'order the agenda': ({ db, ref, application }, actor, revision) =>
		moveOnAgenda(db, actor, ref, { revision, number: application.number!, by: 'up' }),
	'note attendance': ({ db, ref }, actor, revision) =>
		noteAttendance(db, actor, ref, { revision, present: [] }),
	'open the meeting': ({ db, ref }, actor, revision) =>
		openMeeting(db, actor, ref, { revision }, atMeeting),
	'vote in secret': ({ db, ref }, actor, revision) =>
		voteInSecret(db, actor, ref, { revision, secret: true }),
	'close the meeting': ({ db, ref }, actor, revision) =>
		closeMeeting(db, actor, ref, { revision, notes: '' }, atMeeting),
	propose: ({ db, ref, application }, actor, revision) =>
		propose(db, actor, ref, { ...grant(1), number: application.number!, revision }),
	'open a vote': ({ db, ref, application }, actor, revision) =>
		openVote(db, actor, ref, { number: application.number!, revision }),
	'enter hands': ({ db, ref, application }, actor, revision) =>
		enterHands(db, actor, ref, { number: application.number!, revision, choices: new Map() }),
	'close a vote': ({ db, ref, application }, actor, revision) =>
		closeVote(
			db,
			actor,
			ref,
			{ number: application.number!, revision, papers: noVotes },
			atMeeting
		),
	'break off a vote': ({ db, ref, application }, actor, revision) =>
		breakOffVote(db, actor, ref, { number: application.number!, revision }),
	postpone: ({ db, ref, application }, actor, revision) =>
		postponeItem(db, actor, ref, { number: application.number!, revision }),
	'take up': ({ db, ref, application }, actor, revision) =>
		takeUpItem(db, actor, ref, { number: application.number!, revision })
};

const looking = ['see meetings', 'see the meeting', 'see minutes'];
const juryOnly = ['score', 'see one’s ballot', 'vote'];
const lookingAtIt = ['see the item', 'see scores'];
const chairing = Object.keys(attempts).filter(
	(name) => ![...looking, ...juryOnly, ...lookingAtIt, 'declare one’s conflict'].includes(name)
);
const onTheApplication = [
	'take a conflict back',
	'fill the agenda',
	'empty the agenda',
	'propose',
	'open a vote',
	'enter hands',
	'close a vote',
	'break off a vote',
	'postpone',
	'take up'
];

/** Who, and what they may try; nothing else. */
const may: Record<string, string[]> = {
	anonymous: [],
	system: [],
	'a resident’s receipt': [],
	juror: [...looking, ...lookingAtIt, ...juryOnly, 'declare one’s conflict'],
	'excluded juror': [...looking, 'see one’s ballot', 'declare one’s conflict'],
	'juror elsewhere': [],
	'juror without second factor': [],
	fundOffice: [...looking, ...lookingAtIt, ...chairing, 'declare one’s conflict'],
	'excluded office': [
		...looking,
		'declare one’s conflict',
		...chairing.filter((name) => !onTheApplication.includes(name))
	],
	finance: [...looking, ...lookingAtIt, 'declare one’s conflict'],
	planner: [...looking, ...lookingAtIt, 'declare one’s conflict'],
	moderator: [],
	administrator: []
};

const juryStates: readonly State[] = [
	'draft',
	'submitted',
	'ready',
	'decided',
	'running',
	'withdrawn'
];

describe('who may what in a jury, in each state of the application', () => {
	for (const state of juryStates)
		test(state, { timeout: 60_000 }, async () => {
			const { db } = await freshDatabase();
			const fund = await fundRound(db, { rules: { criteria: [...criteria] } });
			const [ada, bo] = [await juror(db, 'Ada'), await juror(db, 'Bo')];
			const application = await applied(db, fund);
			const ref = await meetingWith(db, fund, [application], [ada, bo]);
			await db.updateTable('fundApplications').set({ state }).execute();
			const away = (role: Parameters<typeof staff>[1], places = ['bielefeld-mitte']) =>
				staff(db, role, places);
			const excluded = await away('fundOffice');
			for (const { accountId } of [bo, excluded])
				await db
					.insertInto('fundConflicts')
					.values({ applicationId: application.applicationId, accountId, reason: 'x' })
					.execute();
			const actors: Record<string, Actor> = {
				anonymous,
				system,
				'a resident’s receipt': { kind: 'receipt', subjectId: crypto.randomUUID() },
				juror: ada,
				'excluded juror': bo,
				'juror elsewhere': await away('juror', ['bielefeld-heepen']),
				'juror without second factor': { ...ada, secondFactor: false },
				fundOffice: fund.office,
				'excluded office': excluded,
				finance: fund.finance,
				planner: await away('planner'),
				moderator: await away('moderator'),
				administrator: await away('administrator')
			};
			for (const [who, actor] of Object.entries(actors)) {
				const allowed: string[] = [];
				for (const [what, attempt] of Object.entries(attempts)) {
					// A revision that nobody has seen: the right is asked first, and nothing changes.
					const reason = await attempt({ db, fund, ref, application }, actor, -1).then(
						() => null,
						(error: unknown) => {
							if (error instanceof Refusal) return error.kind;
							throw error;
						}
					);
					if (reason !== 'forbidden' && reason !== 'unauthenticated') allowed.push(what);
					await db.deleteFrom('fundConflicts').where('reason', '=', 'Verwandt').execute();
				}
				expect(allowed.sort(), `${who} in ${state}`).toEqual([...may[who]!].sort());
			}
			await expect(seen(db, ref, application)).resolves.toMatchObject({ revision: 3 });
		});
});
