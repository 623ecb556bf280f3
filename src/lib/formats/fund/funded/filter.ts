import { placeIn } from '../../../core/places/place-id.ts';
import { applicantKinds, type ApplicantKind } from '../states.ts';
import { stages, type Stage } from './stages.ts';

/** Which funded projects somebody looks for: the same for list, map, statistics, files and API. */
export type FundedFilter = Readonly<{
	/** Of the pot; null: all. */
	year: number | null;
	/** This place and everything below it. */
	placeId: string | null;
	/** Empty: all. */
	kinds: readonly ApplicantKind[];
	/** Empty: all. */
	stages: readonly Stage[];
}>;

export const noFilter: FundedFilter = { year: null, placeId: null, kinds: [], stages: [] };

/** Reads the filter from an address; what makes no sense there does not limit. */
export const filterOf = (query: URLSearchParams): FundedFilter => ({
	year: yearIn(query),
	placeId: placeIn(query),
	kinds: applicantKinds.filter((kind) => query.getAll('kind').includes(kind)),
	stages: stages.filter((stage) => query.getAll('state').includes(stage))
});

function yearIn(query: URLSearchParams): number | null {
	const text = query.get('year') ?? '';
	return /^2[0-2]\d\d$/.test(text) ? Number(text) : null;
}

/** The filter as part of an address; parameters that do not limit are left out. */
export const queryOf = ({ year, placeId, kinds, stages }: FundedFilter): URLSearchParams =>
	new URLSearchParams([
		...(year === null ? [] : [['year', String(year)]]),
		...(placeId ? [['place', placeId]] : []),
		...kinds.map((kind) => ['kind', kind]),
		...stages.map((stage) => ['state', stage])
	]);

export const isFiltered = (filter: FundedFilter): boolean => queryOf(filter).size > 0;
