import type { Actor } from '../../access/actor.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { historyOf } from '../history/subject-history.server.ts';
import { subjectKindOf, type Decision, type Seen } from './contract.ts';
import type { Sources } from './queue.server.ts';

/** A contribution of some format, as the one who decides saw it. */
export type Chosen = Seen & Readonly<{ format: string }>;

/** One that was not decided, and which of the staff was faster. */
export type Missed = Readonly<{ item: Chosen; reason: string; by: string | null; at: Date | null }>;

/**
 * Decides about contributions, each in a transaction of its own: one that somebody else has decided or its author
 * has changed meanwhile is told and does not hold up the others.
 * @throws Refusal not_allowed where one of them is not the actor's to moderate; what came before it stays decided
 */
export async function decide(
	db: Db,
	actor: Actor,
	sources: Sources,
	{ items, decision }: { items: readonly Chosen[]; decision: Decision },
	today: string
): Promise<{ done: Chosen[]; missed: Missed[] }> {
	const done: Chosen[] = [];
	const missed: Missed[] = [];
	for (const item of items) {
		const source = sources.find(({ format }) => format === item.format);
		if (!source?.kinds.includes(item.kind)) {
			throw new Refusal('missing', 'contribution_unknown');
		}
		try {
			await source.decide(db, actor, item, decision, today);
			done.push(item);
		} catch (error) {
			if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error;
			const faster =
				error.reason === 'changed_meanwhile'
					? { by: null, at: null }
					: await whoWasFaster(db, item);
			missed.push({ item, reason: error.reason, ...faster });
		}
	}
	return { done, missed };
}

async function whoWasFaster(db: Db, { format, kind, id }: Chosen) {
	const [last] = await historyOf(db, subjectKindOf(format, kind), id);
	return { by: last?.displayName ?? null, at: last?.at ?? null };
}
