import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { record } from '../history/record.server.ts';

/** Longest reason of a correction, in characters; the shortest that says anything has 10. */
const reasonLength = { min: 10, max: 1000 };

/** @throws Refusal reason_missing, reason_too_long */
export function checkedReason(reason: string): string {
	const text = reason.trim();
	if (text.length < reasonLength.min)
		throw new Refusal('invalid', 'reason_missing', { reason: 'reason_missing' });
	if (text.length > reasonLength.max)
		throw new Refusal('invalid', 'reason_too_long', { reason: 'reason_too_long' });
	return text;
}

/** @throws Refusal observation_unknown */
export async function observation(db: Db, id: string) {
	const found = await db
		.selectFrom('observations')
		.selectAll()
		.where(sql`id::text`, '=', id)
		.executeTakeFirst();
	if (!found) throw new Refusal('missing', 'observation_unknown');
	return found;
}

export type ObservationRow = Awaited<ReturnType<typeof observation>>;

export async function isCorrected(db: Db, observationId: string): Promise<boolean> {
	const correction = await db
		.selectFrom('observations')
		.select('id')
		.where('correctsId', '=', observationId)
		.where('status', '=', 'released')
		.executeTakeFirst();
	return correction !== undefined;
}

/**
 * Value, hash and inputs must see the same facts, so all of it happens in one snapshot of the database. Two people
 * at once: the second is told (serialization failure, or a unique index).
 */
export async function inOneMoment<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
	try {
		return await db.transaction().setIsolationLevel('repeatable read').execute(work);
	} catch (error) {
		const code = (error as { code?: string }).code;
		if (code === '40001' || code === '23505') throw new Refusal('conflict', 'computed_meanwhile');
		throw error;
	}
}

export function tellOfObservation(
	trx: Trx,
	actor: Actor,
	action: `observation.${string}`,
	id: string,
	placeId: string | null,
	detail: Record<string, unknown>
): Promise<void> {
	return record(trx, actor, { action, subjectKind: 'observation', subjectId: id, placeId, detail });
}
