import type { CatalogueFeed, FactSource, FactsToCount } from './facts.ts';
import type { Definition, Metric } from './schema.ts';

/** What the catalogue calls a source, and the keys of the formats that may tell it. */
const formatsOfFeed: Readonly<Record<string, readonly string[]>> = {
	poll: ['live'],
	// Who was at an event is asked there, by a code or a poster.
	survey: ['surveys', 'events'],
	ideaMap: ['ideas'],
	fund: ['fund'],
	event: ['events'],
	expressionOfInterest: ['interest'],
	election: ['election'],
	message: ['contact']
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
 * facts; null also where the note leaves a choice, which nobody but planning makes.
 */
export function suggestDefinition(
	...asked: Parameters<typeof suggestDefinitions>
): Definition | null {
	const [first, second] = suggestDefinitions(...asked);
	return first && !second ? first : null;
}

/**
 * All definitions that the note can mean. What it says beyond its metric the format itself reads; a share needs a
 * numerator that only the format knows, so without its word none is suggested.
 */
export function suggestDefinitions(
	indicator: Pick<CatalogueFeed, 'per'> &
		Partial<Pick<CatalogueFeed, 'label' | 'unit' | 'target'>> & { feed: unknown },
	sources: readonly Pick<FactSource, 'format' | 'kinds' | 'suggest'>[],
	narrowed: { activities?: string[]; items?: string[] } = {}
): Definition[] {
	const feed = indicator.feed as { format: string; metric: string; note?: string } | null;
	if (!feed) return [];
	const { label = '', unit = null, per, target = null } = indicator;
	const said = { ...feed, note: feed.note ?? '', label, unit, per, target };
	return sources
		.filter(({ format }) => formatsOfFeed[feed.format]?.includes(format))
		.flatMap((source) => definitionsOf(source, said, narrowed));
}

function definitionsOf(
	source: Pick<FactSource, 'format' | 'kinds' | 'suggest'>,
	said: CatalogueFeed,
	narrowed: { activities?: string[]; items?: string[] }
): Definition[] {
	const start = startOf[said.metric];
	const own = source.suggest?.(said);
	const common = start ? [{ kind: start.kind }] : [];
	const counted: readonly FactsToCount[] = own ? [own].flat() : common;
	return counted.flatMap(({ kind, outcomes, numerator, metric: given }) => {
		const metric = given ?? (numerator ? shareOf(numerator) : start?.metric(said.per));
		if (!metric || !source.kinds.includes(kind)) return [];
		return {
			facts: { format: source.format, kinds: [kind] },
			filter: { ...narrowed, ...(outcomes && { outcomes: [...outcomes] }), finalOnly: true },
			metric
		};
	});
}

const shareOf = (numerator: readonly string[]): Metric => ({
	operation: 'share',
	of: 'contributions',
	numerator: { outcomes: [...numerator] }
});
