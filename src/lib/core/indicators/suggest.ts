import type { FactSource } from './facts.ts';
import type { Definition, Metric } from './schema.ts';

/** What the catalogue calls a source, and the key of the format that tells it. */
const formatOfFeed: Readonly<Record<string, string>> = {
	poll: 'live',
	survey: 'surveys',
	ideaMap: 'ideas',
	fund: 'fund',
	event: 'events',
	expressionOfInterest: 'interest',
	election: 'election',
	message: 'contact'
};

/** What the catalogue calls a metric, as a definition to start from, and the kind of fact it looks at. */
const startOf: Readonly<Record<string, { kind: string; metric: (per: string | null) => Metric }>> =
	{
		count: { kind: 'participation', metric: () => ({ operation: 'count' }) },
		distinctOrganisations: {
			kind: 'participation',
			metric: () => ({ operation: 'distinct', of: 'organisations' })
		},
		distinctDistricts: {
			kind: 'participation',
			metric: () => ({ operation: 'distinct', of: 'places', placeKind: 'district' })
		},
		mean: { kind: 'answer', metric: () => ({ operation: 'mean' }) },
		perPeriodCount: {
			kind: 'participation',
			metric: (per) => ({
				operation: 'perPeriodCount',
				period: per === 'month' || per === 'week' ? per : 'year'
			})
		}
	};

/**
 * The definition that the catalogue's note on the source suggests, as far as a format of the house tells such
 * facts; what the note says beyond its metric the format itself reads. A share needs a numerator that nobody but the planner knows, so none is suggested.
 */
export function suggestDefinition(
	indicator: { feed: unknown; per: string | null },
	sources: readonly Pick<FactSource, 'format' | 'kinds' | 'suggest'>[],
	narrowed: { activities?: string[]; items?: string[] } = {}
): Definition | null {
	const feed = indicator.feed as { format: string; metric: string; note?: string } | null;
	const source = sources.find(({ format }) => format === formatOfFeed[feed?.format ?? '']);
	const start = startOf[feed?.metric ?? ''];
	if (!feed || !source || !start) return null;
	const own = source.suggest?.({ metric: feed.metric, note: feed.note ?? '' });
	const { kind, outcomes } = own ?? { kind: start.kind };
	if (!source.kinds.includes(kind)) return null;
	return {
		facts: { format: source.format, kinds: [kind] },
		filter: { ...narrowed, ...(outcomes && { outcomes: [...outcomes] }), finalOnly: true },
		metric: start.metric(indicator.per)
	};
}
