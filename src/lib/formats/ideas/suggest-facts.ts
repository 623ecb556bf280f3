import type { CatalogueFeed, FactsToCount } from '../../core/indicators/facts.ts';
import type { IdeaStatus } from './rules.ts';
import { templates } from './templates/index.ts';

/**
 * What the catalogue's note on a source means in facts. Its notes say `nur Status „…“ zählt`, in the words that the
 * templates use for steps of the status path: "abgebaut", "Empfehlung", "ausgearbeitet". What is "gestartet" is a
 * project, and it stays started when it is done; "LuF" asks for projects under such an agreement.
 */
export function suggestFacts({ metric, note }: CatalogueFeed): FactsToCount | null {
	if (metric !== 'count') return null;
	const word = /Status\s+„([^“]+)“/.exec(note)?.[1];
	const status = word && statusCalled(word);
	if (!status) return { kind: 'idea' };
	if (status !== 'started') return { kind: 'status', outcomes: [status] };
	return { kind: /\bLuF/.test(note) ? 'lufProject' : 'project', outcomes: ['started', 'done'] };
}

/** Words of the templates first, because they were made for these indicators. */
function statusCalled(word: string): IdeaStatus | null {
	const named = templates.flatMap(({ statusNames }) => Object.entries(statusNames));
	const found = named.find(([, name]) => name['de'] === word)?.[0] ?? usual[word];
	return (found as IdeaStatus | undefined) ?? null;
}

/** The usual German names, for catalogues that use them. */
const usual: Readonly<Record<string, IdeaStatus>> = {
	geplant: 'planned',
	begonnen: 'started',
	umgesetzt: 'done'
};
