import type { AccountActor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import { record } from '../../history/record.server.ts';
import type { Means } from '../means.ts';
import { people } from '../permissions.ts';
import { lastMoment, lifetimeOf } from './lifetimes.ts';
import { endSession, validateSession } from './lucia.server.ts';

/** Who sends a request. */
export type SignedIn = {
	sessionId: string;
	/** True between password and code: such a session may do nothing but give the code. */
	awaitsFactor: boolean;
	/** The end was moved: the cookie must be set again. */
	prolonged: boolean;
	actor: AccountActor;
};

/** Reads the session of a cookie; null when it is none (any more). Notes the day, not the time, of the visit. */
export async function readSession(means: Means, sessionId: string): Promise<SignedIn | null> {
	const found = await validateSession(means.db, sessionId);
	if (!found) return null;
	const { session, user } = found;
	const today = means.clock().toISOString().slice(0, 10);
	if (session.lastSeenOn !== today) await noteDay(means, sessionId, today);
	return {
		sessionId,
		awaitsFactor: user.hasFactor && !session.secondFactor,
		prolonged: session.fresh,
		actor: {
			kind: 'account',
			accountId: user.id,
			displayName: user.displayName,
			secondFactor: session.secondFactor,
			grants: user.grants.map(({ role, places }) => ({ role, places: new Set(places) })),
			organisations: user.organisations
		}
	};
}

export type SessionListed = {
	key: string;
	device: string;
	lastSeenOn: string;
	createdAt: Date;
	/** The latest end; without visits it comes earlier. */
	endsAt: Date;
	current: boolean;
};

/** The person's own living sessions, this one first. */
export async function listSessions(
	means: Means,
	actor: AccountActor,
	currentId: string
): Promise<SessionListed[]> {
	demand(people, actor, 'own.change', actor);
	const lifetime = lifetimeOf(actor.grants.length > 0);
	const rows = await means.db
		.selectFrom('accountSessions')
		.select(['id as key', 'device', 'lastSeenOn', 'createdAt'])
		.where('accountId', '=', actor.accountId)
		.where('expiresAt', '>', new Date())
		.where('createdAt', '>', new Date(Date.now() - lifetime.absolute))
		.orderBy('lastSeenOn', 'desc')
		.orderBy('createdAt', 'desc')
		.execute();
	const current = fingerprint(currentId);
	return rows
		.map((row) => ({
			...row,
			endsAt: lastMoment(row.createdAt, lifetime),
			current: row.key === current
		}))
		.sort((a, b) => Number(b.current) - Number(a.current));
}

/** Ends one of the person's own sessions; of somebody else's nothing happens. */
export async function endOwnSession(means: Means, actor: AccountActor, key: string): Promise<void> {
	demand(people, actor, 'own.change', actor);
	await endWhere(means, actor, (query) => query.where('id', '=', key));
}

/** Ends all sessions of the person but this one. */
export async function endOtherSessions(
	means: Means,
	actor: AccountActor,
	currentId: string
): Promise<void> {
	demand(people, actor, 'own.change', actor);
	await endWhere(means, actor, (query) => query.where('id', '<>', fingerprint(currentId)));
}

export async function signOut(means: Means, sessionId: string): Promise<void> {
	await endSession(means.db, sessionId);
}

const deletion = (means: Pick<Means, 'db'>) => means.db.deleteFrom('accountSessions');
type Deletion = ReturnType<typeof deletion>;

async function endWhere(means: Means, actor: AccountActor, which: (query: Deletion) => Deletion) {
	await means.db.transaction().execute(async (trx) => {
		const ended = await which(deletion({ db: trx }))
			.where('accountId', '=', actor.accountId)
			.executeTakeFirst();
		if (ended.numDeletedRows === 0n) return;
		await record(trx, actor, {
			action: 'account.signedOutElsewhere',
			subjectKind: 'account',
			subjectId: actor.accountId,
			detail: { sessions: Number(ended.numDeletedRows) }
		});
	});
}

async function noteDay(means: Means, sessionId: string, today: string): Promise<void> {
	await means.db
		.updateTable('accountSessions')
		.set({ lastSeenOn: today })
		.where('id', '=', fingerprint(sessionId))
		.execute();
}
