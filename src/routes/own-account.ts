import { error } from '@sveltejs/kit';
import type { AccountActor } from '#lib/access/actor.ts';
import type { SignedIn } from '#lib/core/people/sessions/sessions.server.ts';

/** The signed-in person; the guard has sent everybody else away already. */
export function ownAccount({ actor }: App.Locals): AccountActor {
	if (actor.kind !== 'account') error(401, { message: 'not_allowed' });
	return actor;
}

export function ownSession({ session }: App.Locals): SignedIn {
	if (!session || session.awaitsFactor) error(401, { message: 'not_allowed' });
	return session;
}
