import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { permissions } from '../permissions.ts';

/** For pages that show nothing of the bank yet. @throws Refusal not_allowed (as a rejected promise) */
export async function mayListBank(actor: Actor): Promise<void> {
	demand(permissions, actor, 'listBank', null);
}
