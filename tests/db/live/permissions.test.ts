import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import {
	announceSession,
	changeSession,
	setOutcome
} from '#lib/formats/live/change-session.server.ts';
import { exportAsks } from '#lib/formats/live/ask/export.server.ts';
import { mergeAsk, splitAsk } from '#lib/formats/live/ask/merge.server.ts';
import {
	approveAsk,
	setAnswered,
	setAskHidden,
	setAskStage,
	unapproveAsk
} from '#lib/formats/live/ask/moderate.server.ts';
import { readModeratedAsks } from '#lib/formats/live/ask/reads.server.ts';
import {
	listControlLinks,
	shareControl,
	withdrawControl
} from '#lib/formats/live/control-links.server.ts';
import { listBank } from '#lib/formats/live/bank/bank-reads.server.ts';
import { keepQuestion } from '#lib/formats/live/bank/keep-question.server.ts';
import { writeQuestion } from '#lib/formats/live/bank/write-question.server.ts';
import { copySession } from '#lib/formats/live/copy-session.server.ts';
import { createSession } from '#lib/formats/live/create-session.server.ts';
import { makeCrosstab } from '#lib/formats/live/crosstab/make.server.ts';
import { readCrosstabs } from '#lib/formats/live/crosstab/reads.server.ts';
import { deleteSession } from '#lib/formats/live/delete-session.server.ts';
import { compareRounds } from '#lib/formats/live/compare/rounds.server.ts';
import {
	addEach,
	addQuestion,
	changeQuestion,
	moveQuestion,
	removeQuestion
} from '#lib/formats/live/edit-questions.server.ts';
import { exportBallots } from '#lib/formats/live/export/ballots.server.ts';
import { readEmbeddable, setEmbeddable } from '#lib/formats/live/export/embedding.server.ts';
import { exportPicture } from '#lib/formats/live/export/result-picture.server.ts';
import { exportWorkbook } from '#lib/formats/live/export/workbook.server.ts';
import { readTalk, setLocked } from '#lib/formats/live/moderation/change-talk.server.ts';
import { setVeiled } from '#lib/formats/live/moderation/veil.server.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import {
	addPicture,
	describePicture,
	removePicture
} from '#lib/formats/live/pictures/session-pictures.server.ts';
import { readQuiz } from '#lib/formats/live/quiz/change-quiz.server.ts';
import { readSession, sessionHistory } from '#lib/formats/live/reads.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import {
	makeSeats,
	seatCounts,
	voidSeat,
	voidUnusedSeats
} from '#lib/formats/live/seats/seats.server.ts';
import { countHands, undoHands } from '#lib/formats/live/voices/count-hands.server.ts';
import {
	correctPaper,
	takeBackPaper,
	typePaper
} from '#lib/formats/live/voices/type-paper.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { openPictures } from '#lib/platform/pictures/store.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { setTalk } from '../../fixture/live-asks.ts';
import {
	draftSession,
	kesselbrink,
	noon,
	press,
	scaleQuestion,
	sessionInput
} from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';
import { setQuiz } from '../../fixture/live-quiz.ts';

const appSecret = 'pictures-of-tests-need-a-secret-too-0123456789';

type Session = { activityId: string; questions: string[] };
type Attempt = (db: Db, actor: Actor, session: Session) => Promise<unknown>;

/** What somebody could try. Whether the state allows it is another question: only the right is looked at here. */
const attempts: Record<string, Attempt> = {
	create: (db, actor) => createSession(db, actor, sessionInput()),
	view: (db, actor, { activityId }) => readSession(db, actor, activityId),
	'see history': (db, actor, { activityId }) => sessionHistory(db, actor, activityId),
	run: (db, actor, { activityId }) => press(db, actor, activityId, 'end'),
	'hide an entry': (db, actor, { activityId }) =>
		setEntryHidden(db, actor, activityId, { round: activityId, keys: ['x'], hidden: true }),
	'approve a question': (db, actor, { activityId: id }) => approveAsk(db, actor, id, id),
	'take an approval back': (db, actor, { activityId: id }) => unapproveAsk(db, actor, id, id),
	'hide a question': (db, actor, { activityId: id }) => setAskHidden(db, actor, id, id, true),
	'answer a question': (db, actor, { activityId: id }) =>
		setAnswered(db, actor, id, id, { answered: true, answer: '' }),
	'put questions on the stage': (db, actor, { activityId }) =>
		setAskStage(db, actor, activityId, 'top'),
	'merge questions': (db, actor, { activityId: id }) => mergeAsk(db, actor, id, id, id),
	'separate questions': (db, actor, { activityId: id }) => splitAsk(db, actor, id, id),
	'see questions that wait': (db, actor, { activityId }) =>
		readModeratedAsks(db, actor, activityId),
	'cover the stage': (db, actor, { activityId }) => setVeiled(db, actor, activityId, true),
	'show an earlier round beside the result': (db, actor, { activityId }) =>
		press(db, actor, activityId, 'showBeside', { beside: 1 }),
	'show the result alone': (db, actor, { activityId }) =>
		press(db, actor, activityId, 'hideBeside'),
	'lock the door': (db, actor, { activityId }) => setLocked(db, actor, activityId, true),
	'see the rules of the talk': (db, actor, { activityId }) => readTalk(db, actor, activityId),
	'change the rules of the talk': (db, actor, { activityId }) => setTalk(db, actor, activityId, {}),
	'see the quiz': (db, actor, { activityId }) => readQuiz(db, actor, activityId),
	'change the quiz': (db, actor, { activityId }) =>
		setQuiz(db, actor, activityId, { leaderboard: true, seconds: {} }),
	'export questions': (db, actor, { activityId }) =>
		exportAsks(db, actor, activityId, { format: 'csv', locale: 'de' }),
	change: (db, actor, { activityId }) => changeSession(db, actor, activityId, sessionInput()),
	announce: (db, actor, { activityId }) => announceSession(db, actor, activityId, true),
	'say the outcome': (db, actor, { activityId }) => setOutcome(db, actor, activityId, { de: 'Ja' }),
	'add a question': (db, actor, { activityId }) =>
		addQuestion(db, actor, activityId, scaleQuestion),
	'change a question': (db, actor, { activityId, questions }) =>
		changeQuestion(db, actor, activityId, questions[0]!, scaleQuestion),
	'move a question': (db, actor, { activityId, questions }) =>
		moveQuestion(db, actor, activityId, questions[0]!, 'down'),
	'remove a question': (db, actor, { activityId, questions }) =>
		removeQuestion(db, actor, activityId, questions[0]!),
	'add a picture': (db, actor, { activityId }) =>
		addPicture(
			db,
			openPictures(db, appSecret, () => noon),
			actor,
			activityId,
			{
				bytes: new Uint8Array([1]),
				alt: { de: 'Der Platz' }
			}
		),
	'describe a picture': (db, actor, { activityId }) =>
		describePicture(db, actor, activityId, activityId, { de: 'Der Platz' }),
	'remove a picture': (db, actor, { activityId }) =>
		removePicture(db, actor, activityId, activityId),
	'put into the bank': (db, actor, { activityId, questions }) =>
		keepQuestion(db, actor, activityId, questions[0]!, kesselbrink),
	'take from the bank': (db, actor, { activityId }) =>
		addEach(db, actor, activityId, [scaleQuestion]),
	'write for the bank': (db, actor) => writeQuestion(db, actor, kesselbrink, scaleQuestion),
	'look through the bank': (db, actor) =>
		listBank(db, actor, { words: '', type: '', archived: false }),
	'compare rounds': (db, actor, { activityId }) =>
		compareRounds(db, actor, activityId, { locale: 'de', smallCellK: 5 }),
	copy: (db, actor, { activityId }) => copySession(db, actor, activityId, '2027-11-21'),
	share: (db, actor, { activityId }) => shareControl(db, actor, activityId, noon),
	withdraw: (db, actor, { activityId }) => withdrawControl(db, actor, activityId, null, noon),
	'see the links': (db, actor, { activityId }) => listControlLinks(db, actor, activityId, noon),
	'enter hands': (db, actor, { activityId }) =>
		countHands(db, actor, activityId, activityId, { counts: {}, present: '', seen: 0 }),
	'take hands back': (db, actor, { activityId }) => undoHands(db, actor, activityId, activityId, 1),
	'type a paper': (db, actor, { activityId }) =>
		typePaper(entering(db, actor, activityId), { answer: 7, nonce: randomUUID() }),
	'correct a paper': (db, actor, { activityId }) =>
		correctPaper(entering(db, actor, activityId), { answer: 7, number: 1 }),
	'take a paper back': (db, actor, { activityId }) =>
		takeBackPaper(entering(db, actor, activityId), 1),
	'lend a tablet': (db, actor, { activityId }) =>
		shareControl(db, actor, activityId, noon, 'tablet'),
	'print seat codes': (db, actor, { activityId }) => makeSeats(db, actor, activityId, 1),
	'count seat codes': (db, actor, { activityId }) => seatCounts(db, actor, activityId),
	'void a seat code': (db, actor, { activityId }) => voidSeat(db, actor, activityId, 'AAAA'),
	'void seat codes': (db, actor, { activityId }) => voidUnusedSeats(db, actor, activityId),
	export: (db, actor, { activityId, questions }) =>
		exportBallots(db, actor, activityId, questions[0]!, { ...reader, format: 'csv' }),
	'export all questions': (db, actor, { activityId }) =>
		exportWorkbook(db, actor, activityId, reader),
	'draw a result': (db, actor, { activityId, questions }) =>
		exportPicture(
			db,
			actor,
			{ activityId, questionId: questions[0]!, round: null },
			{ ...reader, format: 'svg' }
		),
	'let other websites show it': (db, actor, { activityId }) =>
		setEmbeddable(db, actor, activityId, true),
	'see whether other websites may': (db, actor, { activityId }) =>
		readEmbeddable(db, actor, activityId),
	'make a table by groups': (db, actor, { activityId, questions }) =>
		makeCrosstab(db, actor, activityId, { question: questions[0]!, round: activityId }, 5),
	'read tables by groups': (db, actor, { activityId }) => readCrosstabs(db, actor, activityId),
	archive: (db, actor, { activityId }) => archiveSession(db, actor, activityId),
	delete: (db, actor, { activityId }) => deleteSession(db, actor, activityId)
};

const reader = { locale: 'de', smallCellK: 5 };

const entering = (db: Db, actor: Actor, activityId: string) => ({
	db,
	actor,
	activityId,
	roundId: activityId
});

const states = {
	draft: [],
	lobby: ['start'],
	open: ['start', 'next'],
	ended: ['start', 'next', 'end']
} as const;

const ofTheControl = [
	'view',
	'run',
	'hide an entry',
	'enter hands',
	'take hands back',
	'type a paper',
	'correct a paper',
	'take a paper back',
	'lend a tablet',
	'approve a question',
	'take an approval back',
	'hide a question',
	'answer a question',
	'put questions on the stage',
	'merge questions',
	'separate questions',
	'see questions that wait',
	'cover the stage',
	'show an earlier round beside the result',
	'show the result alone',
	'lock the door',
	'see the rules of the talk',
	'draw a result',
	'see whether other websites may'
];
const everything = Object.keys(attempts);
const runs = everything.filter((what) => ofTheControl.includes(what));

/** Who may what, wherever the session stands. */
const may: Record<string, readonly string[]> = {
	'moderator here': everything,
	'administrator here': everything,
	'control link of this session': runs,
	'control link of another session': [],
	// What the bank of their own places has.
	'moderator elsewhere': ['look through the bank'],
	'moderator without second factor': [],
	planner: [
		'write for the bank',
		'look through the bank',
		'compare rounds',
		'read tables by groups'
	],
	fundOffice: [],
	juror: [],
	finance: [],
	nobody: [],
	system: ['archive', 'delete']
};

type Who = (activityId: string) => Actor;

async function actors(db: Db): Promise<Record<string, Who>> {
	const moderator = await staff(db, 'moderator', [kesselbrink]);
	const fixed: Record<string, Actor> = {
		'moderator here': moderator,
		'administrator here': await staff(db, 'administrator', [kesselbrink]),
		'moderator elsewhere': await staff(db, 'moderator', ['bielefeld-heepen']),
		'moderator without second factor': { ...moderator, secondFactor: false },
		nobody: anonymous,
		system
	};
	for (const role of roles.filter((one) => one !== 'moderator' && one !== 'administrator')) {
		fixed[role] = await staff(db, role, [kesselbrink]);
	}
	const linkTo = (activityId: string): Actor => ({
		kind: 'controlLink',
		linkId: moderator.accountId,
		activityId
	});
	return {
		...Object.fromEntries(Object.entries(fixed).map(([who, actor]) => [who, () => actor])),
		'control link of this session': linkTo,
		'control link of another session': () => linkTo(moderator.accountId)
	};
}

const refusedRight = (thrown: unknown) =>
	thrown instanceof Refusal && ['forbidden', 'unauthenticated'].includes(thrown.kind);

describe.each(Object.entries(states))('in the state %s', (_, commands) => {
	test('exactly those who may are let in, whatever they try', async () => {
		const { db } = await freshDatabase();
		await buildTown(db);
		const maker = await staff(db, 'moderator', [kesselbrink]);
		const made = async () => {
			const session = await draftSession(db, maker);
			for (const command of commands) await press(db, maker, session.activityId, command);
			return session;
		};
		const allowed: Record<string, string[]> = {};
		let session = await made();
		for (const [who, actor] of Object.entries(await actors(db))) {
			allowed[who] = [];
			for (const [what, attempt] of Object.entries(attempts)) {
				const thrown = await attempt(db, actor(session.activityId), session).catch(
					(error: unknown) => error
				);
				if (refusedRight(thrown)) continue;
				allowed[who].push(what);
				session = await made();
			}
		}
		expect(allowed).toEqual(may);
	});
});
