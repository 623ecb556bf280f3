import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import {
	beginDocumentation,
	lockDocumented,
	revisionOf,
	tellOfDocumentation,
	type AtDate
} from './documentation.server.ts';
import { documentationInput, type AgreedPoint, type DocumentationInput } from './schema.ts';

/**
 * Writes what happened at a date, and what was agreed there. A planned date has thereby taken place.
 * @param seen revision that the form began with
 * @throws Refusal of `lockDocumented`; input_invalid with the reason at each field (422); changed_meanwhile (409)
 */
export async function writeDocumentation(
	db: Db,
	actor: Actor,
	{ seen, ...on }: AtDate & Readonly<{ seen: number }>,
	given: DocumentationInput,
	now: Date
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const locked = await lockDocumented(trx, actor, on, now);
		const { text, minutesPublic, points } = parse(documentationInput, given);
		if ((await revisionOf(trx, on.dateId)) !== seen)
			throw new Refusal('conflict', 'changed_meanwhile');
		await beginDocumentation(trx, actor, locked.event, locked.date);
		await trx
			.updateTable('eventDocumentations')
			.set({ text: JSON.stringify(text), minutesPublic, revision: sql<number>`revision + 1` })
			.where('dateId', '=', on.dateId)
			.execute();
		await keepPoints(trx, on.dateId, points);
		await tellOfDocumentation(trx, actor, locked, 'dateDocumented', {
			points: points.length,
			minutesPublic
		});
	});
}

async function keepPoints(trx: Trx, dateId: string, points: readonly AgreedPoint[]): Promise<void> {
	await trx.deleteFrom('eventAgreedPoints').where('dateId', '=', dateId).execute();
	if (points.length === 0) return;
	await trx
		.insertInto('eventAgreedPoints')
		.values(points.map((point, index) => ({ ...point, dateId, position: index + 1 })))
		.execute();
}
