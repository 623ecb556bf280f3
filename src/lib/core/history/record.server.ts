import type { Actor } from '../../access/actor.ts';
import type { Trx } from '../../platform/db/database.server.ts';
import { fromLocal, localDay } from '../../platform/local-time.ts';

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
		.values({ ...identify(actor), ...columnsOf(entry) })
		.execute();
}

/**
 * The same for what an author did with their own contribution: without a person, and only by its day, so that nothing
 * else that happened at the moment leads to somebody.
 */
export async function recordOfResident(trx: Trx, now: Date, entry: HistoryEntry): Promise<void> {
	await recordOfResidents(trx, now, [entry]);
}

/** The same for what several authors did at one moment. */
export async function recordOfResidents(
	trx: Trx,
	now: Date,
	entries: readonly HistoryEntry[]
): Promise<void> {
	const at = fromLocal(`${localDay(now)}T00:00`)!;
	await trx
		.insertInto('history')
		.values(
			entries.map((entry) => ({
				...{ actorKind: 'resident', actorId: null, at },
				...columnsOf(entry)
			}))
		)
		.execute();
}

const columnsOf = ({ action, subjectKind, subjectId, placeId, detail }: HistoryEntry) => ({
	action,
	subjectKind,
	subjectId,
	placeId: placeId ?? null,
	detail: JSON.stringify(detail ?? {})
});

function identify(actor: Actor): { actorKind: string; actorId: string | null } {
	switch (actor.kind) {
		case 'account':
			return { actorKind: 'account', actorId: actor.accountId };
		case 'controlLink':
			return { actorKind: 'controlLink', actorId: actor.linkId };
		case 'system':
			return { actorKind: 'system', actorId: null };
		// Who applies for money has said who they are; there is no moment to hide, and the receipt stays a secret.
		case 'receipt':
			return { actorKind: 'resident', actorId: null };
		case 'anonymous':
			throw new Error('an entry by nobody: residents are recorded by recordOfResident');
	}
}
