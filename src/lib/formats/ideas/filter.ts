import { z } from 'zod';
import { boxFrom, boxText } from '../../core/geo/bbox.ts';
import { placeIn } from '../../core/places/place-id.ts';
import type { Box } from '../../core/places/within.ts';
import { cleanLine } from '../../platform/clean-text.ts';
import { ideaStatuses, type IdeaStatus } from './rules.ts';

/** Which ideas of a map somebody wants to see: the same for list, map, feeds, statistics, print and exports. */
export type IdeaFilter = Readonly<{
	/** Words anywhere in title or text; empty: all. */
	text: string;
	/** Category ids; empty: all. */
	categories: readonly string[];
	statuses: readonly IdeaStatus[];
	/** This place and everything below it. */
	placeId: string | null;
	/** Pins in this part of the map; absent: everywhere, also ideas without a point. */
	box?: Box | undefined;
}>;

export const noFilter: IdeaFilter = { text: '', categories: [], statuses: [], placeId: null };

const longestSearch = 100;

/** Reads the filter from an address; what makes no sense there does not limit. */
export function filterOf(query: URLSearchParams): IdeaFilter {
	const ids = query.getAll('category').filter((id) => z.uuid().safeParse(id).success);
	const statuses = query.getAll('status').filter(isStatus);
	return {
		text: cleanLine(query.get('q') ?? '').slice(0, longestSearch),
		categories: [...new Set(ids)],
		statuses: [...new Set(statuses)],
		placeId: placeIn(query),
		box: boxOf(query.get('bbox'))
	};
}

function boxOf(text: string | null): Box | undefined {
	try {
		return text ? boxFrom(text) : undefined;
	} catch {
		return undefined;
	}
}

const isStatus = (text: string): text is IdeaStatus =>
	(ideaStatuses as readonly string[]).includes(text);

/** The filter as part of an address; parameters that do not limit are left out. */
export function queryOf({ text, categories, statuses, placeId, box }: IdeaFilter): URLSearchParams {
	return new URLSearchParams([
		...(text ? [['q', text]] : []),
		...categories.map((id) => ['category', id]),
		...statuses.map((status) => ['status', status]),
		...(placeId ? [['place', placeId]] : []),
		...(box ? [['bbox', boxText(box)]] : [])
	]);
}

export const isFiltered = (filter: IdeaFilter): boolean => queryOf(filter).size > 0;
