import { cleanLine } from '../../platform/clean-text.ts';
import { placeIn } from '../places/place-id.ts';
import { offerKinds, type OfferKind } from './kinds.ts';

/** Which offers somebody looks for: the same for list, map and API. */
export type OfferFilter = Readonly<{
	/** Words anywhere in what is told of an offer; empty: all. */
	text: string;
	/** Empty: all. */
	kinds: readonly OfferKind[];
	/** This place and everything below it. */
	placeId: string | null;
	/** Only what costs nothing. */
	free: boolean;
}>;

export const noFilter: OfferFilter = { text: '', kinds: [], placeId: null, free: false };

const longestSearch = 100;

/** Reads the filter from an address; what makes no sense there does not limit. */
export function filterOf(query: URLSearchParams): OfferFilter {
	const kinds = query.getAll('kind').filter(isKind);
	return {
		text: cleanLine(query.get('q') ?? '').slice(0, longestSearch),
		kinds: [...new Set(kinds)],
		placeId: placeIn(query),
		free: query.get('free') === 'yes'
	};
}

const isKind = (text: string): text is OfferKind =>
	(offerKinds as readonly string[]).includes(text);

/** The filter as part of an address; parameters that do not limit are left out. */
export const queryOf = ({ text, kinds, placeId, free }: OfferFilter): URLSearchParams =>
	new URLSearchParams([
		...(text ? [['q', text]] : []),
		...kinds.map((kind) => ['kind', kind]),
		...(placeId ? [['place', placeId]] : []),
		...(free ? [['free', 'yes']] : [])
	]);

export const isFiltered = (filter: OfferFilter): boolean => queryOf(filter).size > 0;
