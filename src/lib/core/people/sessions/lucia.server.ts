/**
 * The one place that knows lucia. Nothing else may import it: its authors ended v3 as a library, and this module is
 * what is replaced then. The session id lives in the cookie only; the table has its SHA-256.
 */
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import { sessionCookie } from './cookie-name.ts';
import { sessionWithAccount, type SessionRow } from './session-query.server.ts';

type SessionAttributes = { secondFactor: boolean; device: string; lastSeenOn?: string };
type UserAttributes = Omit<SessionRow, 'expiresAt' | 'secondFactor' | 'lastSeenOn'>;

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof lucia>;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: UserAttributes;
	}
}

/** Without a visit a session ends after a week; half of it used, it is prolonged. */
const lifetime = new TimeSpan(7, 'd');

function lucia(db: Db | Trx) {
	return new Lucia(adapter(db), {
		sessionExpiresIn: lifetime,
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
	const session = await lucia(db).createSession(accountId, attributes);
	return session.id;
}

/** Session and account behind a cookie in one query; null: there is none, it ended, or the account is disabled. */
export async function validateSession(db: Db, id: string) {
	const { session, user } = await lucia(db).validateSession(id);
	return session && user ? { session, user } : null;
}

export async function endSession(db: Db | Trx, id: string): Promise<void> {
	await lucia(db).invalidateSession(id);
}

export async function endAllSessions(db: Db | Trx, accountId: string): Promise<void> {
	await lucia(db).invalidateUserSessions(accountId);
}

export async function deleteExpiredSessions(db: Db): Promise<void> {
	await lucia(db).deleteExpiredSessions();
}

/** Cookie attributes; `secure` when the house is reached by https. */
export function cookieAttributes(secure: boolean) {
	return {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure,
		maxAge: lifetime.seconds()
	} as const;
}

function adapter(db: Db | Trx): Adapter {
	return {
		getSessionAndUser: async (id) => {
			const row = await sessionWithAccount(db, fingerprint(id));
			return row ? [asSession(id, row), asUser(row)] : [null, null];
		},
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
				.set({ expiresAt })
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

function asSession(id: string, row: SessionRow): DatabaseSession {
	const { accountId, expiresAt, secondFactor, lastSeenOn, device } = row;
	return { id, userId: accountId, expiresAt, attributes: { secondFactor, lastSeenOn, device } };
}

function asUser(row: SessionRow): DatabaseUser {
	return { id: row.accountId, attributes: row };
}
