import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { record } from '../history/record.server.ts';
import { placePermissions } from './permissions.ts';

const degrees = (most: number, code: string) =>
	z
		.string()
		.trim()
		.transform((text) => (text === '' ? null : Number(text.replace(',', '.'))))
		.refine((value) => value === null || Math.abs(value) <= most, { error: code });

/** The edit form: an empty position takes it away, a comma may be the decimal point. */
export const placeForm = z
	.object({
		name: z.string().trim().min(1, 'missing').max(120, 'name_long'),
		lat: degrees(90, 'lat_range'),
		lng: degrees(180, 'lng_range'),
		position: z.coerce
			.number({ error: 'count_expected' })
			.int('count_expected')
			.min(0, 'count_expected')
			.max(9999, 'count_expected')
	})
	.refine(({ lat, lng }) => (lat === null) === (lng === null), {
		error: 'half_a_position',
		path: ['lat']
	});

/**
 * Renames a place, moves its point or its order among its siblings.
 * @throws Refusal `missing`; `forbidden`; `invalid` with the codes of the fields
 */
export async function changePlace(
	db: Db,
	actor: Actor,
	placeId: string,
	input: unknown
): Promise<void> {
	demand(placePermissions, actor, 'place.change', { placeId });
	const read = placeForm.safeParse(input);
	if (!read.success) {
		const fields = read.error.issues.map(({ path, message }) => [String(path[0]), message]);
		throw new Refusal('invalid', 'fields', Object.fromEntries(fields.reverse()));
	}
	await db.transaction().execute(async (trx) => {
		const before = await trx
			.selectFrom('places')
			.select(['name', 'lat', 'lng', 'position'])
			.where('id', '=', placeId)
			.forUpdate()
			.executeTakeFirst();
		if (!before) throw new Refusal('missing', 'place_missing');
		await trx.updateTable('places').set(read.data).where('id', '=', placeId).execute();
		await record(trx, actor, {
			action: 'place.changed',
			subjectKind: 'place',
			subjectId: placeId,
			placeId,
			detail: { before, after: read.data }
		});
	});
}

/**
 * Takes the outline of a place away; doing it twice is harmless.
 * @throws Refusal `missing` where there is no such place; `forbidden`
 */
export async function removeBoundary(db: Db, actor: Actor, placeId: string): Promise<void> {
	demand(placePermissions, actor, 'place.change', { placeId });
	await db.transaction().execute(async (trx) => {
		const place = await trx
			.selectFrom('places')
			.select('boundary')
			.where('id', '=', placeId)
			.forUpdate()
			.executeTakeFirst();
		if (!place) throw new Refusal('missing', 'place_missing');
		if (place.boundary === null) return;
		await trx
			.updateTable('places')
			.set({ boundary: null, boundedAt: sql<string>`now()` })
			.where('id', '=', placeId)
			.execute();
		await record(trx, actor, {
			action: 'place.unbounded',
			subjectKind: 'place',
			subjectId: placeId,
			placeId
		});
	});
}
