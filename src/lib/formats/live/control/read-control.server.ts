import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { isSmall } from '../../../platform/suppression/small.ts';
import type { Tally } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import { keptOverlap } from '../beside/kept-overlap.server.ts';
import { besideChoices, type BesideChoice } from '../beside/read-beside.server.ts';
import { readTalk, type Talk } from '../moderation/change-talk.server.ts';
import { listControlLinks, type ControlLink } from '../control-links.server.ts';
import { permissions } from '../permissions.ts';
import {
	readTally,
	shownTally,
	type AskedQuestion,
	type Round,
	type RoundTally
} from '../question-reads.server.ts';
import { readSession, type SessionDetail } from '../reads.server.ts';
import {
	commands,
	isPossible,
	undoOf,
	usualCommand,
	type Command,
	type Pace,
	type Standing
} from '../rules.ts';
import { presentState } from '../session.server.ts';

/** A word or text as the moderator sees it before everybody else does. */
export type Entry = Readonly<{
	keys: readonly string[];
	label: string;
	/** In which most wrote it, of `writtenLanguages`; absent: nobody knows. */
	language?: string;
	count: number;
	/** `waiting`: everybody sees it once it is approved. */
	state: 'shown' | 'waiting' | 'hidden';
}>;

/** The question on the stage. */
export type OnStage = Readonly<{
	question: AskedQuestion;
	round: Round;
	/** Of questions with free entries; others have none. */
	entries: readonly Entry[] | null;
	/** The result so far; null while it could show who voted how. */
	result: Tally | null;
}>;

/** All that the remote control shows. */
export type Control = Readonly<{
	session: Omit<SessionDetail, 'settings'>;
	locales: readonly string[];
	standing: Standing;
	pace: Pace;
	/** Only who has a seat code takes part. */
	seatsOnly: boolean;
	/** The result on the stage stands still. */
	frozen: boolean;
	/** Earlier rounds of the question that can stand beside its result, and the one that does. */
	beside: Readonly<{ shown: string | null; choices: readonly BesideChoice[] }>;
	talk: Talk;
	/** Stage and phones show a neutral card. */
	veiled: boolean;
	/** Residents' questions that wait for approval. */
	asksWaiting: number;
	onStage: OnStage | null;
	/** The big button, its way back, and everything else that can be pressed now. */
	usual: Command | null;
	undo: Command | null;
	possible: readonly Command[];
	/** Handed-out links for a second phone; null: this person may not hand out any. */
	links: readonly ControlLink[] | null;
	smallCellK: number;
}>;

/** @throws Refusal session_unknown, not_allowed */
export async function readControl(
	db: Db,
	actor: Actor,
	activityId: string,
	circumstances: { now: Date; smallCellK: number; locale: string }
): Promise<Control> {
	const { settings, ...session } = await readSession(db, actor, activityId);
	const present = await presentState(db, activityId);
	const onStage = await readStage(db, actor, session, present.round?.id, circumstances);
	const after = onStage?.question.position ?? 0;
	const left = session.asked.some(({ position, rounds }) =>
		onStage ? position > after : rounds.length === 0
	);
	return {
		session: { ...session, version: present.version },
		locales: settings.locales,
		standing: present.standing,
		pace: present.pace,
		seatsOnly: settings.seatsOnly ?? false,
		frozen: present.frozen,
		beside: {
			shown: present.beside,
			choices:
				present.standing === 'revealed'
					? await besideChoices(
							db,
							activityId,
							present.round!,
							circumstances.smallCellK,
							keptOverlap(db)
						)
					: []
		},
		talk: await readTalk(db, actor, activityId),
		...(await readCalm(db, activityId)),
		onStage,
		usual: usualCommand(present.standing, left, present.pace),
		undo: undoOf[present.standing],
		possible: commands.filter((command) => isPossible(command, present.standing, present)),
		links: can(permissions, actor, 'share', session)
			? await listControlLinks(db, actor, activityId, circumstances.now)
			: null,
		smallCellK: circumstances.smallCellK
	};
}

async function readStage(
	db: Db,
	actor: Actor,
	session: Omit<SessionDetail, 'settings'>,
	roundId: string | undefined,
	{ locale, smallCellK }: { locale: string; smallCellK: number }
): Promise<OnStage | null> {
	const question = session.asked.find(({ rounds }) => rounds.some(({ id }) => id === roundId));
	const round = question?.rounds.find(({ id }) => id === roundId);
	if (!question || !round) return null;
	const read = await readTally(db, actor, session.activityId, round.id);
	const exposing = !round.revealed && isSmall(read.tally.ballots, smallCellK);
	return {
		question,
		round,
		entries: questionType(question.type).freeText ? entriesOf(question, read, locale) : null,
		result: exposing ? null : shownTally(read)
	};
}

/** What a moderator has to know at a glance. */
async function readCalm(db: Db, activityId: string) {
	const { veiled, asksWaiting } = await db
		.selectFrom('liveSessions as s')
		.select(['s.veiled'])
		.select(({ selectFrom, fn }) =>
			selectFrom('liveAsks as q')
				.select(fn.countAll<number>().as('n'))
				.whereRef('q.activityId', '=', 's.activityId')
				.where('q.approved', '=', false)
				.where('q.hidden', '=', false)
				.where('q.mergedInto', 'is', null)
				.as('asksWaiting')
		)
		.where('s.activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	return { veiled, asksWaiting: asksWaiting ?? 0 };
}

function entriesOf(
	{ type, config }: AskedQuestion,
	{ tally, hidden, waiting }: RoundTally,
	locale: string
) {
	const stateOf = (keys: readonly string[]): Entry['state'] => {
		if (keys.every((key) => hidden.has(key))) return 'hidden';
		return keys.every((key) => hidden.has(key) || waiting.has(key)) ? 'waiting' : 'shown';
	};
	return questionType(type)
		.table(config, tally, locale)
		.rows.filter(({ count }) => count > 0)
		.map(({ keys, label, language, count }): Entry => ({
			keys,
			label,
			...(language && { language }),
			count,
			state: stateOf(keys)
		}));
}
