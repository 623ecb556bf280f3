/**
 * The one place that knows lucia. Nothing else may import it: its authors ended v3 as a library, and this module is
 * what is replaced then. The session id lives in the cookie only; the table has its SHA-256.
 */
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import { sessionCookie } from './cookie-name.ts';
import { lastMoment, lifetimeOf, longestLifetime, type Lifetime } from './lifetimes.ts';
import { sessionWithAccount, type SessionRow } from './session-query.server.ts';

type SessionAttributes = { secondFactor: boolean; device: string; lastSeenOn?: string };
type UserAttributes = Omit<SessionRow, 'expiresAt' | 'createdAt' | 'secondFactor' | 'lastSeenOn'>;

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof lucia>;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: UserAttributes;
	}
}

/** Half of the time without a visit used, a session is prolonged; what it may not outlive the adapter holds. */
function lucia(db: Db | Trx, { idle } = lifetimeOf(false), known?: Known) {
	return new Lucia(adapter(db, known), {
		sessionExpiresIn: new TimeSpan(idle, 'ms'),
		sessionCookie: { name: sessionCookie },
		getSessionAttributes: (attributes) => attributes,
		getUserAttributes: (attributes) => attributes
	});
}

/** Starts a session. @returns the id for the cookie; it is stored nowhere else */
export async function startSession(
	db: Db | Trx,
	accountId: string,
	attributes: { secondFactor: boolean; device: string }
): Promise<string> {
	const lifetime = lifetimeOf(await hasRole(db, accountId));
	const session = await lucia(db, lifetime).createSession(accountId, attributes);
	return session.id;
}

/** Session and account behind a cookie in one query; null: there is none, it ended, or the account is disabled. */
export async function validateSession(db: Db, id: string) {
	const row = await sessionWithAccount(db, fingerprint(id));
	if (!row) return null;
	const lifetime = lifetimeOf(row.grants.length > 0);
	const { session, user } = await lucia(db, lifetime, { row, lifetime }).validateSession(id);
	if (!session || !user) return null;
	await shortenIfTooLong(db, id, row, lifetime);
	return { session, user };
}

/** Who was given a staff role meanwhile has the shorter time from this visit on. */
async function shortenIfTooLong(db: Db, id: string, row: SessionRow, { idle }: Lifetime) {
	const latest = new Date(Date.now() + idle);
	if (row.expiresAt > latest) await adapter(db).updateSessionExpiration(id, latest);
}

async function hasRole(db: Db | Trx, accountId: string): Promise<boolean> {
	const grant = await db
		.selectFrom('roleGrants')
		.select('id')
		.where('accountId', '=', accountId)
		.where('revokedAt', 'is', null)
		.executeTakeFirst();
	return grant !== undefined;
}

export async function endSession(db: Db | Trx, id: string): Promise<void> {
	await lucia(db).invalidateSession(id);
}

export async function endAllSessions(db: Db | Trx, accountId: string): Promise<void> {
	await lucia(db).invalidateUserSessions(accountId);
}

/** Cookie attributes; `secure` when the house is reached by https. */
export function cookieAttributes(secure: boolean) {
	return {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure,
		// The server decides when it is over; a cookie that stays longer opens nothing.
		maxAge: longestLifetime / 1000
	} as const;
}

/** The session that is being validated: read before, because its account decides how long it lasts. */
type Known = Readonly<{ row: SessionRow; lifetime: Lifetime }>;

function adapter(db: Db | Trx, known?: Known): Adapter {
	const last = known && lastMoment(known.row.createdAt, known.lifetime);
	return {
		getSessionAndUser: (id) =>
			Promise.resolve(known ? [asSession(id, known.row, last!), asUser(known.row)] : [null, null]),
		// The list of a person's sessions has its own query (sessions.server.ts), which shows fingerprints only.
		getUserSessions: () => Promise.reject(new Error('session ids are not stored')),
		setSession: async ({ id, userId, expiresAt, attributes }) => {
			await db
				.insertInto('accountSessions')
				.values({
					id: fingerprint(id),
					accountId: userId,
					expiresAt,
					device: attributes.device,
					secondFactor: attributes.secondFactor
				})
				.execute();
		},
		updateSessionExpiration: async (id, expiresAt) => {
			await db
				.updateTable('accountSessions')
				.set({ expiresAt: last ? earlier(expiresAt, last) : expiresAt })
				.where('id', '=', fingerprint(id))
				.execute();
		},
		deleteSession: async (id) => {
			await db.deleteFrom('accountSessions').where('id', '=', fingerprint(id)).execute();
		},
		deleteUserSessions: async (accountId) => {
			await db.deleteFrom('accountSessions').where('accountId', '=', accountId).execute();
		},
		deleteExpiredSessions: async () => {
			await db.deleteFrom('accountSessions').where('expiresAt', '<=', new Date()).execute();
		}
	};
}

const earlier = (one: Date, other: Date) => (one < other ? one : other);

function asSession(id: string, row: SessionRow, last: Date): DatabaseSession {
	const { accountId, secondFactor, lastSeenOn, device } = row;
	const expiresAt = earlier(row.expiresAt, last);
	return { id, userId: accountId, expiresAt, attributes: { secondFactor, lastSeenOn, device } };
}

function asUser(row: SessionRow): DatabaseUser {
	return { id: row.accountId, attributes: row };
}
