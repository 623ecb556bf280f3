import type { Db } from '../../platform/db/database.server.ts';
import { measure, type FactSources } from './measure.server.ts';
import type { ReleasedObservation } from './published.ts';

type Answer = { at: number; stale: Promise<boolean> };

/** By observation. A public page would otherwise count all facts again for every visitor. */
const answers = new Map<string, Answer>();

/**
 * Whether the facts behind a released computed observation changed since: its definition now gives another hash.
 * @param maxAge an answer of the last so many seconds is good enough
 */
export function isStale(
	db: Db,
	sources: FactSources,
	{ id, definition, inputsHash }: Extract<ReleasedObservation, { source: 'computed' }>,
	{ now, maxAge }: { now: Date; maxAge: number }
): Promise<boolean> {
	const known = answers.get(id);
	if (known && now.getTime() - known.at < maxAge * 1000) return known.stale;
	// A format that this version no longer has tells nothing new.
	const formatIsKnown = sources.some(({ format }) => format === definition.facts.format);
	const stale = formatIsKnown
		? measure(db, sources, definition).then((measured) => measured.inputsHash !== inputsHash)
		: Promise.resolve(false);
	answers.set(id, { at: now.getTime(), stale });
	stale.catch(() => answers.delete(id));
	return stale;
}
