import type { AccountActor } from '../../../access/actor.ts';

/** Somebody who just proved who they are, before any session: no rights but over their own account. */
export function accountActor(accountId: string, displayName: string): AccountActor {
	return {
		kind: 'account',
		accountId,
		displayName,
		secondFactor: false,
		grants: [],
		organisations: []
	};
}
