import { placeIn } from '../../../core/places/place-id.ts';
import { cleanLine } from '../../../platform/clean-text.ts';
import {
	applicantKinds,
	bodies,
	states,
	type ApplicantKind,
	type Body,
	type State
} from '../states.ts';

export const orders = ['newest', 'oldest', 'sum'] as const;
export type Order = (typeof orders)[number];

/** Which applications of a round somebody wants to see, and in which order: the same for list and exports. */
export type ApplicationFilter = Readonly<{
	/** Words in title, name or summary, or the number; empty: all. */
	text: string;
	state: State | null;
	/** The body that has to decide. */
	body: Body | null;
	kind: ApplicantKind | null;
	/** This place and everything below it. */
	placeId: string | null;
	order: Order;
}>;

export const noFilter: ApplicationFilter = {
	text: '',
	state: null,
	body: null,
	kind: null,
	placeId: null,
	order: 'newest'
};

const longestSearch = 100;

/** States that an application can be in once it has a number. */
export const listedStates = states.filter((state) => state !== 'draft');

/** Above this nobody counts along; the page says "more than". */
export const countedUpTo = 500;

/** Reads the filter from an address; what makes no sense there does not limit. */
export const filterOf = (query: URLSearchParams): ApplicationFilter => ({
	text: cleanLine(query.get('q') ?? '').slice(0, longestSearch),
	state: oneOf(listedStates, query.get('state')),
	body: oneOf(bodies, query.get('body')),
	kind: oneOf(applicantKinds, query.get('kind')),
	placeId: placeIn(query),
	order: oneOf(orders, query.get('order')) ?? 'newest'
});

const oneOf = <T extends string>(all: readonly T[], text: string | null): T | null =>
	all.find((one) => one === text) ?? null;

/** The filter as part of an address; what does not limit is left out. */
export const queryOf = (filter: ApplicationFilter): URLSearchParams =>
	new URLSearchParams(
		Object.entries({
			q: filter.text,
			state: filter.state ?? '',
			body: filter.body ?? '',
			kind: filter.kind ?? '',
			place: filter.placeId ?? '',
			order: filter.order === 'newest' ? '' : filter.order
		}).filter(([, value]) => value !== '')
	);

export const isFiltered = (filter: ApplicationFilter): boolean =>
	queryOf({ ...filter, order: 'newest' }).size > 0;

/** Where a page of the list begins: after or before a row, which the order finds by these two numbers. */
export type Cursor = Readonly<{ way: 'after' | 'before'; sum: number; sequence: number }>;

/** `?after=45000-17` or `?before=…`; null: the first page. */
export function cursorOf(query: URLSearchParams): Cursor | null {
	for (const way of ['after', 'before'] as const) {
		const [, sum, sequence] = /^(\d{1,12})-(\d{1,12})$/.exec(query.get(way) ?? '') ?? [];
		if (sum !== undefined) return { way, sum: Number(sum), sequence: Number(sequence) };
	}
	return null;
}

/** The filter with the way to the next or the previous page. */
export function pageQuery(filter: ApplicationFilter, { way, sum, sequence }: Cursor): string {
	const query = queryOf(filter);
	query.set(way, `${sum}-${sequence}`);
	return `?${query}`;
}
