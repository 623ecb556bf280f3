import { coalesced } from '../../platform/coalesce.ts';
import type { Database } from '../../platform/db/database.server.ts';
import { openIntake } from '../../platform/db/intake.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { RegisteredType } from '../../questions/contract.ts';
import type { Admission } from '../../core/activities/admission.server.ts';
import { ballotKeyOf, writeBallots, type Ballot, type CastOutcome } from './casting.server.ts';
import { readState, type LiveState } from './live-snapshot.server.ts';
import { arrivalKeyOf, organisationGiven, writeArrivals } from './participants.server.ts';
import type { LiveService } from './service.ts';
import {
	openSessionsCache,
	type KnownSession,
	type SessionsCache
} from './sessions-cache.server.ts';
import { issueToken, participantOf } from '../../core/activities/participant-token.server.ts';

export type LiveServiceOptions = Readonly<{
	database: Database;
	questionType(key: string): RegisteredType;
	/** Votes or people were written to this session: whoever shows it should look again. */
	changed(activityId: string): void;
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
	const states = new Map<string, () => Promise<LiveState>>();
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
		queued: ballots.queued,
		close: async () => void (await Promise.all([ballots.close(), arrivals.close()])),

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
			if (!known) options.admission.admit(activityId);
			const outcome = await arrivals.submit({ activityId, participant, ...given });
			if (outcome === 'ended') throw new Refusal('conflict', 'session_ended');
			if (outcome === 'organisation_unknown')
				throw new Refusal('invalid', outcome, { organisation: outcome });
			if (!known) options.joined?.();
			changed(activityId);
			return { token: kept, snapshot: (await stateOf(activityId)).snapshot };
		},

		async cast({ code, token, question, round, answer }) {
			let session = sessions.known(code) ?? (await sessions.get(code));
			const participant = participantOf(session.key, token);
			if (!participant) throw new Refusal('unauthenticated', 'participant_unknown');
			// Another process may have opened a round that the bus has not told of yet.
			if (!isCurrent(session, question, round)) session = await sessions.refreshed(code);
			const asked = session.round;
			if (!asked || !isCurrent(session, question, round))
				throw new Refusal('conflict', 'round_over');
			const { answer: stored, tallyKeys } = asked.check(answer);
			const ballot = { roundId: asked.id, participant, answer: stored, tallyKeys };
			refuse(await ballots.submit(ballot));
			changed(session.activityId);
		},

		async ownAnswer({ code, token }) {
			const session = await sessions.refreshed(code);
			const participant = participantOf(session.key, token);
			if (!participant || !session.round) return undefined;
			const ballot = await database.db
				.selectFrom('ballots')
				.select('answer')
				.where('roundId', '=', session.round.id)
				.where('participant', '=', participant)
				.executeTakeFirst();
			return ballot?.answer;
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

	function stateOf(activityId: string): Promise<LiveState> {
		let load = states.get(activityId);
		if (!load) {
			// One closure per session of which anybody asked; the oldest goes first.
			if (states.size >= 500) states.delete(states.keys().next().value!);
			load = coalesced(async () => {
				const state = await readState(pool, activityId, options.questionType);
				if (!state) throw new Refusal('missing', 'code_unknown');
				return state;
			});
			states.set(activityId, load);
		}
		return load();
	}

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

const isCurrent = (session: KnownSession, question: string, round: number) =>
	session.round?.questionId === question && session.round.number === round;

function refuse(outcome: CastOutcome): void {
	if (outcome === 'closed') throw new Refusal('conflict', 'question_closed');
	if (outcome === 'final') throw new Refusal('conflict', 'vote_final');
	// The phone asks again with its newest vote; a person without JavaScript is told to look and press again.
	if (outcome === 'overtaken') throw new Refusal('away', 'unavailable');
}
