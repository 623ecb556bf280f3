import type { Actor } from '../../access/actor.ts';
import { can, demand } from '../../access/can.ts';
import { historyOf } from '../../core/history/subject-history.server.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { measuresOf } from './copy-reads.server.ts';
import { permissions } from './permissions.ts';
import { standingOf, type Standing } from './rules.ts';
import type { SessionInput } from './schema.ts';
import { isPaced, sessionSubject } from './session.server.ts';
import { questionsOf, type AskedQuestion } from './question-reads.server.ts';

/** A session in the list of its moderators. */
export type SessionRow = Readonly<{
	activityId: string;
	code: string;
	title: Translated;
	placeName: string;
	status: string;
	standing: Standing;
	startsAt: Date | null;
	endsAt: Date | null;
	startedAt: Date | null;
	endedAt: Date | null;
	questions: number;
	participants: number;
	outcome: Translated | null;
}>;

/** Sessions at the actor's places: what runs first, then what is planned, then what is over, newest first. */
export async function listSessions(db: Db, actor: Actor): Promise<SessionRow[]> {
	demand(permissions, actor, 'list', null);
	const places = moderatedPlaces(actor);
	if (places.length === 0) return [];
	const rows = await sessionColumns(db)
		.where('a.placeId', 'in', places)
		.orderBy('a.createdAt', 'desc')
		.execute();
	return rows.map(rowOf);
}

/** Ids of the places where this person may run sessions. */
export function moderatedPlaces(actor: Actor): string[] {
	if (actor.kind !== 'account') return [];
	const granted = new Set(actor.grants.flatMap(({ places }) => [...places]));
	return [...granted].filter((placeId) => can(permissions, actor, 'create', { placeId }));
}

/** One session with all that its moderators see and set. */
export type SessionDetail = SessionRow &
	Readonly<{
		placeId: string;
		version: number;
		settings: SessionInput;
		asked: readonly AskedQuestion[];
	}>;

/** @throws Refusal session_unknown (404) */
export async function readSession(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<SessionDetail> {
	demand(permissions, actor, 'view', await sessionSubject(db, activityId));
	const row = await sessionColumns(db)
		.select(['a.placeId', 'a.retainUntil', 'a.organisationId'])
		.select(['s.version', 's.organisationField', 's.mayChangeVote', 's.seatsOnly'])
		.where('a.id', '=', activityId)
		.executeTakeFirstOrThrow();
	return {
		...rowOf(row),
		placeId: row.placeId,
		version: row.version,
		settings: {
			title: row.title as Translated,
			placeId: row.placeId,
			locales: row.locales as SessionInput['locales'],
			startsAt: row.startsAt,
			endsAt: row.endsAt,
			organisationField: row.organisationField as SessionInput['organisationField'],
			mayChangeVote: row.mayChangeVote,
			seatsOnly: row.seatsOnly,
			measures: await measuresOf(db, activityId),
			retainUntil: row.retainUntil,
			organisationId: row.organisationId
		},
		asked: await questionsOf(db, activityId)
	};
}

/** Who did what to this session, newest first. */
export async function sessionHistory(db: Db, actor: Actor, activityId: string) {
	demand(permissions, actor, 'edit', await sessionSubject(db, activityId));
	return historyOf(db, 'live', activityId);
}

function sessionColumns(db: Db) {
	return db
		.selectFrom('activities as a')
		.innerJoin('liveSessions as s', 's.activityId', 'a.id')
		.innerJoin('places as p', 'p.id', 'a.placeId')
		.leftJoin('liveRounds as r', 'r.id', 's.currentRoundId')
		.leftJoin('liveParticipantCounts as c', 'c.activityId', 'a.id')
		.select([
			'a.id as activityId',
			'a.title',
			'a.status',
			'a.startsAt',
			'a.endsAt',
			'a.outcome',
			'a.locales'
		])
		.select(['s.code', 's.startedAt', 's.endedAt', 'p.name as placeName', 'c.participants'])
		.select(['r.id as roundId', 'r.closedAt', 'r.revealedAt', isPaced.as('paced')])
		.select(({ selectFrom, fn }) =>
			selectFrom('liveQuestions as q')
				.select(fn.countAll<number>().as('n'))
				.whereRef('q.activityId', '=', 'a.id')
				.as('questions')
		);
}

type Columns = Awaited<ReturnType<ReturnType<typeof sessionColumns>['executeTakeFirstOrThrow']>>;

function rowOf(row: Columns): SessionRow {
	return {
		activityId: row.activityId,
		code: row.code,
		title: row.title as Translated,
		placeName: row.placeName,
		status: row.status,
		standing: standingOf({ ...row, round: row.roundId ? row : null }),
		startsAt: row.startsAt,
		endsAt: row.endsAt,
		startedAt: row.startedAt,
		endedAt: row.endedAt,
		questions: row.questions ?? 0,
		participants: row.participants ?? 0,
		outcome: row.outcome as Translated | null
	};
}
