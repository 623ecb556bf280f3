import { coalesced } from '../../platform/coalesce.ts';
import type { Database } from '../../platform/db/database.server.ts';
import { openIntake } from '../../platform/db/intake.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { RegisteredType } from '../../questions/contract.ts';
import type { Admission } from '../../core/activities/admission.server.ts';
import { ballotKeyOf, writeBallots, type Ballot, type CastOutcome } from './casting.server.ts';
import { readAskList } from './ask/reads.server.ts';
import { besideReader } from './beside/beside-reader.server.ts';
import { readState, type LiveState } from './live-snapshot.server.ts';
import { holdBallotBack, holdCountedBack } from './moderation/hold-back.server.ts';
import { openReactions } from './pace/reactions.server.ts';
import { boardOf } from './quiz/board.ts';
import { openScores } from './quiz/scores.server.ts';
import { arrivalKeyOf, organisationGiven, writeArrivals } from './participants.server.ts';
import type { LiveService } from './service.ts';
import {
	openSessionsCache,
	type KnownRound,
	type KnownSession,
	type SessionsCache
} from './sessions-cache.server.ts';
import { issueToken, participantOf } from '../../core/activities/participant-token.server.ts';

export type LiveServiceOptions = Readonly<{
	database: Database;
	questionType(key: string): RegisteredType;
	/** Votes or people were written to this session: whoever shows it should look again. */
	changed(activityId: string): void;
	/** Smallest number of people who may stand together. */
	smallCellK: number;
	/** Lets new participants in, or asks them to come again. */
	admission: Admission;
	/** A new participant is in. */
	joined?(): void;
	/** Size of each committed batch of ballots. */
	committed?(rows: number): void;
	/** For measurements that write ballots in another way. */
	intake?: typeof openIntake;
}>;

export type RunningLiveService = LiveService &
	Readonly<{
		sessions: SessionsCache;
		/** Ballots that wait for their batch. */
		queued(): number;
		/** No new votes; resolves when those on their way are answered. */
		close(): Promise<void>;
	}>;

export function openLiveService(options: LiveServiceOptions): RunningLiveService {
	const { database, changed } = options;
	const { pool } = database;
	const open = options.intake ?? openIntake;
	const sessions = openSessionsCache(database.db, options.questionType);
	const reactions = openReactions(pool, changed);
	const scores = openScores(pool, options.questionType);
	const board = async (activityId: string, version: number) =>
		boardOf((await scores.now(activityId, version)).ranked, options.smallCellK);
	const beside = besideReader(database.db, options.smallCellK);
	const stateOf = eachSession(async (activityId): Promise<LiveState> => {
		const state = await readState(pool, activityId, options.questionType, board, beside);
		if (!state) throw new Refusal('missing', 'code_unknown');
		return state;
	});
	const askListOf = eachSession((activityId) => readAskList(pool, activityId));
	const ballots = open({
		name: 'ballots',
		write: (items: readonly Ballot[], repeated) => writeBallots(pool, items, repeated),
		keyOf: ballotKeyOf,
		...(options.committed && { committed: options.committed })
	});
	const arrivals = open({
		name: 'arrivals',
		write: (items: Parameters<typeof writeArrivals>[1]) => writeArrivals(pool, items),
		keyOf: arrivalKeyOf
	});

	return {
		sessions,
		stateOf,
		askListOf,
		queued: ballots.queued,
		close: async () =>
			void (await Promise.all([ballots.close(), arrivals.close(), reactions.close()])),

		async snapshot(code) {
			return (await stateOf((await sessions.get(code)).activityId)).snapshot;
		},

		async join({ code, token, organisation }) {
			const session = await sessions.get(code);
			if (session.ended) throw new Refusal('conflict', 'session_ended');
			const known = participantOf(session.key, token);
			if (session.seatsOnly && !known) throw new Refusal('forbidden', 'seat_needed');
			const given = organisationGiven(session.organisationField, organisation);
			const kept = known && token ? token : issueToken(session.key);
			const participant = participantOf(session.key, kept)!;
			await demandOrganisation(session, known, given);
			const { activityId } = session;
			if (!known && session.locked) throw new Refusal('conflict', 'session_locked');
			if (!known) options.admission.admit(activityId);
			const outcome = await arrivals.submit({ activityId, participant, ...given });
			if (outcome === 'ended' || outcome === 'locked')
				throw new Refusal('conflict', `session_${outcome}`);
			if (outcome === 'organisation_unknown')
				throw new Refusal('invalid', outcome, { organisation: outcome });
			if (!known) options.joined?.();
			changed(activityId);
			return { token: kept, snapshot: (await stateOf(activityId)).snapshot };
		},

		async cast({ code, token, question, round, answer, language: written }) {
			let session = sessions.known(code) ?? (await sessions.get(code));
			const participant = participantOf(session.key, token);
			if (!participant) throw new Refusal('unauthenticated', 'participant_unknown');
			// Another process may have opened a round that the bus has not told of yet.
			let asked = roundAsked(session, question, round);
			if (!asked) {
				session = await sessions.refreshed(code);
				asked = roundAsked(session, question, round);
			}
			if (!asked) throw new Refusal('conflict', 'round_over');
			const { answer: stored, tallyKeys, language } = asked.check(answer, written);
			const ballot = { roundId: asked.id, participant, answer: stored, tallyKeys, language };
			const { caution } = asked;
			const waits = caution && (await holdBallotBack(database.db, caution, ballot));
			const outcome = await ballots.submit(ballot);
			// Closed for good, because the next round is open: only whoever is refused waits for another look.
			if (outcome === 'closed' && !roundAsked(await sessions.refreshed(code), question, round))
				throw new Refusal('conflict', 'round_over');
			refuse(outcome);
			if (waits) await holdCountedBack(database.db, caution, ballot);
			changed(session.activityId);
		},

		async ownAnswer({ code, token, question }) {
			const session = await sessions.refreshed(code);
			const participant = participantOf(session.key, token);
			const round = question ? session.paced.get(question) : session.round;
			if (!participant || !round) return undefined;
			const ballot = await database.db
				.selectFrom('ballots')
				.select('answer')
				.where('roundId', '=', round.id)
				.where('participant', '=', participant)
				.executeTakeFirst();
			return ballot?.answer;
		},

		async person({ code, token }) {
			const { activityId, key } = await sessions.get(code);
			return { activityId, participant: participantOf(key, token) };
		},

		async standings(code) {
			const { activityId } = await sessions.get(code);
			const { snapshot } = await stateOf(activityId);
			const standings = await scores.now(activityId, snapshot.version);
			return { ...standings, board: boardOf(standings.ranked, options.smallCellK) };
		},

		forgetStandings: scores.forget,

		async asks(code) {
			const list = await askListOf((await sessions.get(code)).activityId);
			if (!list) throw new Refusal('missing', 'code_unknown');
			return list;
		},

		async react({ code, token, sign }) {
			const session = await sessions.get(code);
			const participant = participantOf(session.key, token);
			if (!participant) throw new Refusal('unauthenticated', 'participant_unknown');
			if (!session.reactions || session.ended) throw new Refusal('conflict', 'reactions_off');
			reactions.tap(session.activityId, participant, sign);
		},

		async participant({ code, token }) {
			const session = await sessions.get(code);
			const participant = participantOf(session.key, token);
			if (!participant) return { joined: false, organisationGiven: false };
			return {
				joined: true,
				organisationGiven: await organisationKnown(session.activityId, participant)
			};
		}
	};

	/** Who gave it before need not give it again. */
	async function demandOrganisation(
		session: KnownSession,
		known: Buffer | null,
		given: ReturnType<typeof organisationGiven>
	): Promise<void> {
		if (session.organisationField !== 'required') return;
		if (given.organisationId || given.organisationName) return;
		if (known && (await organisationKnown(session.activityId, known))) return;
		const reason = 'organisation_missing';
		throw new Refusal('invalid', reason, { organisation: reason });
	}

	async function organisationKnown(activityId: string, participant: Buffer): Promise<boolean> {
		const row = await database.db
			.selectFrom('liveParticipants')
			.select(['organisationId', 'organisationName'])
			.where('activityId', '=', activityId)
			.where('participant', '=', participant)
			.executeTakeFirst();
		return row !== undefined && (row.organisationId ?? row.organisationName) !== null;
	}
}

/** The open round that a ballot means: the one on the stage, or one of those that everybody goes through by themselves. */
function roundAsked(session: KnownSession, question: string, number: number): KnownRound | null {
	const { round } = session;
	if (round?.questionId === question && round.number === number) return round;
	const paced = session.paced.get(question);
	return paced?.number === number ? paced : null;
}

/** What is read of a session on behalf of many who ask at once; each shares a read that began after the call. */
function eachSession<T>(
	read: (activityId: string) => Promise<T>
): (activityId: string) => Promise<T> {
	const loads = new Map<string, () => Promise<T>>();
	return (activityId) => {
		let load = loads.get(activityId);
		if (!load) {
			// One closure per session of which anybody asked; the oldest goes first.
			if (loads.size >= 500) loads.delete(loads.keys().next().value!);
			load = coalesced(() => read(activityId));
			loads.set(activityId, load);
		}
		return load();
	};
}

function refuse(outcome: CastOutcome): void {
	if (outcome === 'closed') throw new Refusal('conflict', 'question_closed');
	if (outcome === 'final') throw new Refusal('conflict', 'vote_final');
	// The phone asks again with its newest vote; a person without JavaScript is told to look and press again.
	if (outcome === 'overtaken') throw new Refusal('away', 'unavailable');
}
