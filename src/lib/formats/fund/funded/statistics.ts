import type { Grant } from './funded-projects.server.ts';

/** Grants of one kind: how many and their sum. A grant is a thing with a name, so no small cell (docs/decisions/0030). */
export type Part = Readonly<{ key: string; name: string; grants: number; cents: number }>;

export type Statistics = Readonly<{
	grants: number;
	cents: number;
	/** Newest first. */
	years: readonly Part[];
	/** Largest sum first, as the other two. */
	places: readonly Part[];
	kinds: readonly Part[];
	/** `key` is `unknown` where the application does not say who had the idea. */
	initiators: readonly Part[];
}>;

/** The numbers of grants, each in exactly one part of every table. */
export const statisticsOf = (grants: readonly Grant[]): Statistics => ({
	grants: grants.length,
	cents: sumOf(grants),
	years: parts(grants, ({ year }) => String(year)).sort((a, b) => b.key.localeCompare(a.key)),
	places: parts(
		grants,
		({ placeId }) => placeId,
		({ placeName }) => placeName
	),
	kinds: parts(grants, ({ applicantKind }) => applicantKind),
	initiators: parts(grants, ({ initiatedBy }) => initiatedBy ?? 'unknown')
});

function parts(
	grants: readonly Grant[],
	keyOf: (grant: Grant) => string,
	nameOf: (grant: Grant) => string = keyOf
): Part[] {
	const byKey = Map.groupBy(grants, keyOf);
	return [...byKey]
		.map(([key, own]) => ({ key, name: nameOf(own[0]!), grants: own.length, cents: sumOf(own) }))
		.sort((a, b) => b.cents - a.cents || a.name.localeCompare(b.name));
}

const sumOf = (grants: readonly Grant[]): number =>
	grants.reduce((sum, { grantedCents }) => sum + grantedCents, 0);
