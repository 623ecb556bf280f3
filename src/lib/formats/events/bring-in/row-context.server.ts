import {
	innermostPlaceWithin,
	type InnermostPlace
} from '../../../core/places/innermost.server.ts';
import { placeKinds, type PlaceKind } from '../../../core/places/kinds.ts';
import { organisationKey } from '../../../core/people/organisations/name-key.ts';
import { pathOf, subtreeIds } from '../../../core/places/reads.server.ts';
import { plainName } from '../../../core/places/search.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Series } from '../series/series.server.ts';
import { limitsOf } from './whose.server.ts';

/** A place of the city by its name; `depth` grows inwards. */
export type NamedPlace = Readonly<{ id: string; depth: number }>;

/** Everything that a row is read against. */
export type RowContext = Readonly<{
	series: Series;
	now: Date;
	/** The first language of the series: that of the file. */
	locale: string;
	/** By `plainName` of name and id; null: two have this name. */
	places: ReadonlyMap<string, NamedPlace | null>;
	innermost: InnermostPlace;
	/** Whose programme it is; null: each row says its host. */
	organisationId: string | null;
	/** Rows of the largest file that is taken. */
	mostRows: number;
	/** Ids by `organisationKey`. */
	organisations: ReadonlyMap<string, string>;
}> & {
	/** Occurrences that may still be counted: a rule can have thousands, and a file thousands of rules. */
	occurrences: number;
};

export async function rowContext(
	db: Db,
	series: Series,
	organisationId: string | null,
	now: Date
): Promise<RowContext> {
	const { rows: mostRows, occurrences } = limitsOf(organisationId);
	const [city] = await pathOf(db, series.placeId);
	const root = city?.id ?? series.placeId;
	return {
		series,
		now,
		locale: series.locales[0]!,
		places: await placesByName(db, root),
		innermost: await innermostPlaceWithin(db, root),
		organisationId,
		mostRows,
		organisations: await organisationsByKey(db),
		occurrences
	};
}

async function placesByName(db: Db, root: string): Promise<ReadonlyMap<string, NamedPlace | null>> {
	const rows = await db
		.selectFrom('places')
		.select(['id', 'name', 'kind'])
		.where('id', 'in', [...(await subtreeIds(db, [root]))])
		.execute();
	const found = new Map<string, NamedPlace | null>();
	const placed = rows.map(({ id, name, kind }) => ({
		id,
		name,
		depth: placeKinds.indexOf(kind as PlaceKind)
	}));
	for (const { id, name, depth } of placed) {
		const key = plainName(name);
		found.set(key, found.has(key) ? null : { id, depth });
	}
	for (const { id, depth } of placed) found.set(plainName(id), { id, depth });
	return found;
}

async function organisationsByKey(db: Db): Promise<ReadonlyMap<string, string>> {
	const rows = await db
		.selectFrom('organisations')
		.select(['id', 'name'])
		.where('archivedAt', 'is', null)
		.execute();
	return new Map(rows.map(({ id, name }) => [organisationKey(name), id]));
}
