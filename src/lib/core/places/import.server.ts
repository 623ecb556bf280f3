import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { record } from '../history/record.server.ts';
import { readBoundariesFile, type BoundaryInFile } from './boundaries-file.ts';
import { changesOf, type PlaceChange } from './changes.server.ts';
import { placePermissions } from './permissions.ts';
import { readPlacesFile } from './places-file.ts';
import type { FileProblem } from './problems.ts';
import { allPlaces, type Place } from './reads.server.ts';

export type Problems = Readonly<{ problems: readonly FileProblem[] }>;
/** What would change, and the fingerprint that the confirmation repeats. */
export type PlacesPreview = Readonly<{
	changes: readonly PlaceChange[];
	unchanged: number;
	fingerprint: string;
}>;
export type BoundariesPreview = Readonly<{
	changes: readonly Readonly<{ id: string; name: string; replaces: boolean }>[];
	leftOut: readonly string[];
	fingerprint: string;
}>;

/**
 * What an import of places would do. Changes nothing.
 * @throws Refusal `forbidden` where a touched place is not the actor's to keep
 */
export async function previewPlaces(
	db: Db,
	actor: Actor,
	file: string
): Promise<PlacesPreview | Problems> {
	demand(placePermissions, actor, 'place.import', null);
	const known = await allPlaces(db);
	const read = readPlacesFile(file, known);
	if ('problems' in read) return read;
	const changes = changesOf(read.places, known);
	demandEach(actor, changes, known);
	return {
		changes,
		unchanged: read.places.length - changes.length,
		fingerprint: fingerprintOf(changes)
	};
}

/**
 * Adds and changes the places of a file; removes none. The same file again does nothing.
 * @param fingerprint of the preview that was confirmed; null imports unseen
 * @throws Refusal `conflict` `changed_since_preview` where the import would now do something else
 */
export async function importPlaces(
	db: Db,
	actor: Actor,
	file: string,
	fingerprint: string | null
): Promise<PlacesPreview | Problems> {
	demand(placePermissions, actor, 'place.import', null);
	return db.transaction().execute(async (trx) => {
		await lockPlaces(trx);
		const preview = await previewPlaces(trx, actor, file);
		if ('problems' in preview) return preview;
		demandSame(preview.fingerprint, fingerprint);
		for (const { id, before, after } of preview.changes) {
			const { structure, ...rest } = after;
			const values = {
				...rest,
				...(structure !== undefined && { structure: structure && JSON.stringify(structure) })
			};
			if (before) await trx.updateTable('places').set(values).where('id', '=', id).execute();
			else {
				const { name = '', kind = '' } = after;
				await trx
					.insertInto('places')
					.values({ id, name, kind, ...values })
					.execute();
			}
			await record(trx, actor, {
				action: before ? 'place.changed' : 'place.added',
				subjectKind: 'place',
				subjectId: id,
				placeId: id,
				detail: before ? { before, after } : { after }
			});
		}
		return preview;
	});
}

/**
 * Which outlines a GeoJSON file would bring. Changes nothing.
 * @throws Refusal `forbidden` where a touched place is not the actor's to keep
 */
export async function previewBoundaries(
	db: Db,
	actor: Actor,
	file: string
): Promise<BoundariesPreview | Problems> {
	demand(placePermissions, actor, 'place.import', null);
	const plan = await planBoundaries(db, actor, file);
	return 'problems' in plan ? plan : plan.preview;
}

/**
 * Keeps the outlines of a GeoJSON file; an outline that is the same already is left alone.
 * @param fingerprint of the preview that was confirmed; null imports unseen
 * @throws Refusal `conflict` `changed_since_preview` where the import would now do something else
 */
export async function importBoundaries(
	db: Db,
	actor: Actor,
	file: string,
	fingerprint: string | null
): Promise<BoundariesPreview | Problems> {
	demand(placePermissions, actor, 'place.import', null);
	return db.transaction().execute(async (trx) => {
		await lockPlaces(trx);
		const plan = await planBoundaries(trx, actor, file);
		if ('problems' in plan) return plan;
		demandSame(plan.preview.fingerprint, fingerprint);
		for (const { placeId, boundary } of plan.boundaries) {
			await trx
				.updateTable('places')
				.set({ boundary: JSON.stringify(boundary), boundedAt: sql<string>`now()` })
				.where('id', '=', placeId)
				.execute();
			await record(trx, actor, {
				action: 'place.bounded',
				subjectKind: 'place',
				subjectId: placeId,
				placeId
			});
		}
		return plan.preview;
	});
}

/** Imports wait for each other; readers do not wait. */
async function lockPlaces(trx: Trx): Promise<void> {
	await sql`lock table places in share row exclusive mode`.execute(trx);
}

async function planBoundaries(
	db: Db,
	actor: Actor,
	file: string
): Promise<Problems | { boundaries: BoundaryInFile[]; preview: BoundariesPreview }> {
	const places = await allPlaces(db);
	const read = readBoundariesFile(file, places);
	if ('problems' in read) return read;
	for (const { placeId } of read.boundaries) {
		demand(placePermissions, actor, 'place.change', { placeId });
	}
	const same = await alreadyThere(db, read.boundaries);
	const boundaries = read.boundaries.filter(({ placeId }) => !same.has(placeId));
	const named = new Map(places.map((place) => [place.id, place]));
	const changes = boundaries.map(({ placeId }) => {
		const { name, hasBoundary } = named.get(placeId)!;
		return { id: placeId, name, replaces: hasBoundary };
	});
	return {
		boundaries,
		preview: { changes, leftOut: read.leftOut, fingerprint: fingerprintOf(boundaries) }
	};
}

async function alreadyThere(db: Db, read: readonly BoundaryInFile[]): Promise<Set<string>> {
	const rows = await db
		.selectFrom('places')
		.select('id')
		.where((eb) =>
			eb.or(
				read.map(({ placeId, boundary }) =>
					eb.and([
						eb('id', '=', placeId),
						eb('boundary', '=', sql<string>`${JSON.stringify(boundary)}::jsonb`)
					])
				)
			)
		)
		.execute();
	return new Set(rows.map(({ id }) => id));
}

/** A new place is asked at the nearest place around it that exists; a moved one also where it goes. */
function demandEach(actor: Actor, changes: readonly PlaceChange[], known: readonly Place[]): void {
	const there = new Set(known.map(({ id }) => id));
	const parents = new Map(changes.map(({ id, after }) => [id, after.parentId]));
	const existing = (placeId: string): string => {
		const parent = parents.get(placeId);
		return there.has(placeId) || !parent ? placeId : existing(parent);
	};
	for (const { id, after } of changes) {
		demand(placePermissions, actor, 'place.change', { placeId: existing(id) });
		if (after.parentId)
			demand(placePermissions, actor, 'place.change', { placeId: existing(after.parentId) });
	}
}

function demandSame(now: string, confirmed: string | null): void {
	if (confirmed !== null && confirmed !== now) {
		throw new Refusal('conflict', 'changed_since_preview');
	}
}

const fingerprintOf = (plan: unknown): string =>
	createHash('sha256').update(JSON.stringify(plan)).digest('base64url');
