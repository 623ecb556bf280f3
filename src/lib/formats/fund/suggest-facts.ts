import type { CatalogueFeed, FactsToCount } from '../../core/indicators/facts.ts';

/** How an application can have ended, as the outcome of `fundedProject` and `appliedProject`. */
export const endings = [
	'succeeded',
	'notSucceeded',
	/** Closed without a word on how it went: money came back. */
	'settled',
	'revoked',
	'reclaimed',
	/** Given up by the applicant, before or after the grant. */
	'withdrawn',
	'lapsed',
	/** Granted, and not closed yet. */
	'open',
	'rejected',
	'undecided'
] as const;
export type Ending = (typeof endings)[number];

/**
 * What the catalogue's note on a source means in facts. A share of projects "bewilligt" and "umgesetzt" has two
 * denominators, of granted and of submitted ones; the catalogue leaves it to planning, so both are offered and none is
 * taken (docs/decisions/0044).
 */
export function suggestFacts({
	metric,
	note
}: Pick<CatalogueFeed, 'metric' | 'note'>): readonly FactsToCount[] {
	if (metric === 'count') return [{ kind: countedBy(note) }];
	if (metric !== 'share') return [];
	return (['fundedProject', 'appliedProject'] as const).map((kind) => ({
		kind,
		numerator: ['succeeded' satisfies Ending]
	}));
}

function countedBy(note: string): string {
	if (/umgesetzt|beendet|abgeschlossen/.test(note)) return 'completedGrant';
	return /bewilligt/.test(note) ? 'grant' : 'application';
}
