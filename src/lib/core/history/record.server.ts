import type { Actor } from '../../access/actor.ts';
import type { Trx } from '../../platform/db/database.server.ts';

export type HistoryEntry = {
	/** `<subject>.<verb in the past>`, e.g. `live.opened`. */
	action: `${string}.${string}`;
	subjectKind: string;
	subjectId: string;
	placeId?: string | null;
	/** What a reader of the audit trail needs; never an answer, a name of a resident or a secret. */
	detail?: Record<string, unknown>;
};

/**
 * Writes the audit trail. Takes a transaction, not a database: the entry stands or falls with the change it tells.
 */
export async function record(trx: Trx, actor: Actor, entry: HistoryEntry): Promise<void> {
	await trx
		.insertInto('history')
		.values({
			...identify(actor),
			action: entry.action,
			subjectKind: entry.subjectKind,
			subjectId: entry.subjectId,
			placeId: entry.placeId ?? null,
			detail: JSON.stringify(entry.detail ?? {})
		})
		.execute();
}

function identify(actor: Actor): { actorKind: string; actorId: string | null } {
	switch (actor.kind) {
		case 'account':
			return { actorKind: 'account', actorId: actor.accountId };
		case 'controlLink':
			return { actorKind: 'controlLink', actorId: actor.linkId };
		case 'system':
			return { actorKind: 'system', actorId: null };
		case 'anonymous':
			throw new Error('residents leave no history entry');
	}
}
