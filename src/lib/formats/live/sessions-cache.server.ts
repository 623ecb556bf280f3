import { cautionList } from '../../core/moderation/words/word-list.server.ts';
import type { CautionList } from '../../core/moderation/words/match.ts';
import { coalesced } from '../../platform/coalesce.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { QuestionType } from '../../questions/contract.ts';
import { tokenKey, type TokenKey } from '../../core/activities/participant-token.server.ts';
import { answerCheck, type FittingAnswer } from './answer-check.ts';

/** What a running session's hot paths need, kept in memory. Whether a round is open is asked of the database. */
export type KnownSession = Readonly<{
	activityId: string;
	code: string;
	/** Key of the participants' tokens and pseudonyms. */
	key: TokenKey;
	organisationField: string;
	/** A participant comes from a seat code, see `seats/`. */
	seatsOnly: boolean;
	ended: boolean;
	/** Nobody new comes in. */
	locked: boolean;
	/** Signs can be tapped. */
	reactions: boolean;
	round: KnownRound | null;
	/** Open rounds that everybody goes through by themselves, by question. */
	paced: ReadonlyMap<string, KnownRound>;
}>;

export type KnownRound = Readonly<{
	id: string;
	questionId: string;
	number: number;
	/** @throws AnswerRefusal */
	check(answer: unknown, language?: string): FittingAnswer;
	/** Words with which an entry waits for a moderator; null where people write nothing. */
	caution: CautionList | null;
}>;

export type SessionsCache = Readonly<{
	/** What is in memory and new enough; null: it must be read. */
	known(code: string): KnownSession | null;
	/** @throws Refusal code_unknown, code_expired */
	get(code: string): Promise<KnownSession>;
	/** Reads it anew; many who ask at once share one read. */
	refreshed(code: string): Promise<KnownSession>;
	forget(activityId: string): void;
	forgetAll(): void;
}>;

// A city has tens of sessions at once; an entry takes a few kB.
const mostSessions = 500;
// The bus tells of changes; this bounds how long a lost message could matter.
const longestTrust = 30_000;

type Entry = {
	session: KnownSession | null;
	readAt: number;
	load: () => Promise<KnownSession>;
};

export function openSessionsCache(
	db: Db,
	questionType: (key: string) => QuestionType
): SessionsCache {
	const entries = new Map<string, Entry>();

	return {
		known,
		get: async (code) => known(code) ?? refreshed(code),
		refreshed,
		forget: (activityId) => {
			for (const entry of entries.values())
				if (entry.session?.activityId === activityId) entry.session = null;
		},
		forgetAll: () => {
			for (const entry of entries.values()) entry.session = null;
		}
	};

	function known(code: string): KnownSession | null {
		const entry = entries.get(code);
		return entry && performance.now() - entry.readAt < longestTrust ? entry.session : null;
	}

	function refreshed(code: string): Promise<KnownSession> {
		if (!/^[0-9]{6}$/.test(code)) return Promise.reject(new Refusal('missing', 'code_unknown'));
		const entry = entries.get(code) ?? remember(code);
		return entry.load();
	}

	function remember(code: string): Entry {
		if (entries.size >= mostSessions) entries.delete(entries.keys().next().value!);
		const entry: Entry = { session: null, readAt: 0, load: coalesced(() => fill(entry, code)) };
		entries.set(code, entry);
		return entry;
	}

	async function fill(entry: Entry, code: string): Promise<KnownSession> {
		entry.readAt = performance.now();
		try {
			entry.session = await readSession(db, questionType, code);
			return entry.session;
		} catch (error) {
			// Guessed codes must not push real sessions out.
			if (error instanceof Refusal && entries.get(code) === entry) entries.delete(code);
			throw error;
		}
	}
}

async function readSession(
	db: Db,
	questionType: (key: string) => QuestionType,
	code: string
): Promise<KnownSession> {
	const found = await db
		.selectFrom('liveSessions as s')
		.innerJoin('activities as a', 'a.id', 's.activityId')
		.leftJoin('liveRounds as r', 'r.id', 's.currentRoundId')
		.leftJoin('liveQuestions as q', 'q.id', 'r.questionId')
		.select(['s.activityId', 's.organisationField', 's.seatsOnly'])
		.select(['s.codeExpiredAt', 's.endedAt'])
		.select(['s.joinsLocked', 's.reactions', 's.pace'])
		.select(['a.participantKey', 'r.id as roundId', 'r.number'])
		.select(['q.id as questionId', 'q.type', 'q.config'])
		.where('s.code', '=', code)
		// Whoever guesses the code of a draft gets the answer that they would get without it.
		.where('a.status', '<>', 'draft')
		// A code may be given out again once it has expired: the living one comes first.
		.orderBy('s.codeExpiredAt', (order) => order.desc().nullsFirst())
		.limit(1)
		.executeTakeFirst();
	if (!found) throw new Refusal('missing', 'code_unknown');
	if (found.codeExpiredAt || !found.participantKey) throw new Refusal('gone', 'code_expired');
	const asking = asker(db, questionType);
	return {
		activityId: found.activityId,
		code,
		key: tokenKey(found.participantKey),
		organisationField: found.organisationField,
		seatsOnly: found.seatsOnly,
		ended: found.endedAt !== null,
		locked: found.joinsLocked,
		reactions: found.reactions,
		round: found.roundId ? await asking(found) : null,
		paced:
			found.pace === 'participant' ? await pacedRounds(db, found.activityId, asking) : new Map()
	};
}

type FoundRound = {
	roundId: string | null;
	questionId: string | null;
	number: number | null;
	type: string | null;
	config: unknown;
};

const asker =
	(db: Db, questionType: (key: string) => QuestionType) =>
	async (found: FoundRound): Promise<KnownRound> => {
		const type = questionType(found.type!);
		return {
			id: found.roundId!,
			questionId: found.questionId!,
			number: found.number!,
			check: answerCheck(type, type.configSchema.parse(found.config)),
			caution: type.freeText ? await cautionList(db) : null
		};
	};

async function pacedRounds(db: Db, activityId: string, asking: ReturnType<typeof asker>) {
	const rows = await db
		.selectFrom('liveRounds as r')
		.innerJoin('liveQuestions as q', 'q.id', 'r.questionId')
		.select(['r.id as roundId', 'r.number', 'q.id as questionId', 'q.type', 'q.config'])
		.where('r.activityId', '=', activityId)
		.where('r.selfPaced', '=', true)
		.where('r.closedAt', 'is', null)
		.execute();
	const rounds = await Promise.all(rows.map(asking));
	return new Map(rounds.map((round) => [round.questionId, round]));
}
