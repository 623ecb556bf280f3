import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { can, demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { record } from '../history/record.server.ts';
import {
	changesBetween,
	planAfter,
	type CatalogueChanges,
	type PlanState
} from './catalogue-changes.ts';
import { readCatalogue, type CatalogueError, type TakenNames } from './catalogue.ts';
import { measurePermissions } from './permissions.ts';
import { planOf, readPlan, usualPlanPlace } from './plan-state.server.ts';
import { writePlan } from './plan-writes.server.ts';

/** A catalogue file and the place whose plan it is (null: the whole installation). */
export type CatalogueFile = Readonly<{ text: string; placeId: string | null }>;

export type CataloguePreview =
	| Readonly<{ errors: readonly CatalogueError[] }>
	/** `hash` stands for the file and the plan it was compared with: hand it in to confirm exactly this. */
	| Readonly<{ changes: CatalogueChanges; hash: string }>;

/**
 * Shows what an import would change, or everything that is wrong with the file. Changes nothing.
 * @throws Refusal not_allowed
 */
export async function previewCatalogue(
	db: Db,
	actor: Actor,
	file: CatalogueFile
): Promise<CataloguePreview> {
	demand(measurePermissions, actor, 'catalogue.import', await planOf(db, file.placeId));
	const compared = await compareWithPlan(db, file);
	if ('errors' in compared) return compared;
	return { changes: compared.changes, hash: compared.hash };
}

/**
 * Does what the confirmed preview showed, all or nothing. Two imports wait for each other; the second is refused
 * because the plan is no longer the one that was shown. A catalogue that changes nothing writes nothing.
 * @throws Refusal not_allowed, catalogue_wrong (422), changed_meanwhile (409)
 */
export async function importCatalogue(
	db: Db,
	actor: Actor,
	file: CatalogueFile,
	confirmed: string
): Promise<CatalogueChanges> {
	demand(measurePermissions, actor, 'catalogue.import', await planOf(db, file.placeId));
	return db.transaction().execute(async (trx) => {
		await sql`select pg_advisory_xact_lock(hashtext('palaver catalogue import'))`.execute(trx);
		const compared = await compareWithPlan(trx, file);
		if ('errors' in compared) throw new Refusal('invalid', 'catalogue_wrong');
		if (compared.hash !== confirmed) throw new Refusal('conflict', 'changed_meanwhile');
		await writePlan(trx, file.placeId, compared.after, compared.changes);
		await tell(trx, actor, file, compared.changes);
		return compared.changes;
	});
}

/** A place whose plan the actor may import; `name` null: the whole installation. */
export type PlanChoice = Readonly<{ placeId: string | null; name: string | null; usual: boolean }>;

/**
 * The plans that the actor may import: their cities, and the installation's own where there is one already.
 * @throws Refusal not_allowed for who may import none
 */
export async function planChoices(db: Db, actor: Actor): Promise<PlanChoice[]> {
	const cities = await db
		.selectFrom('places')
		.select(['id as placeId', 'name'])
		.where('parentId', 'is', null)
		.orderBy('position')
		.orderBy('name')
		.execute();
	const usual = await usualPlanPlace(db);
	const all = [...(usual === null ? [{ placeId: null, name: null }] : []), ...cities];
	const choices: PlanChoice[] = [];
	for (const choice of all) {
		const plan = await planOf(db, choice.placeId);
		if (can(measurePermissions, actor, 'catalogue.import', plan))
			choices.push({ ...choice, usual: choice.placeId === usual });
	}
	if (choices.length === 0) throw new Refusal('forbidden', 'not_allowed');
	return choices;
}

async function compareWithPlan(db: Db, file: CatalogueFile) {
	const reading = readCatalogue(file.text, await namesOfOtherPlans(db, file.placeId));
	if ('errors' in reading) return reading;
	const before = await readPlan(db, file.placeId);
	const after = planAfter(reading.catalogue);
	return {
		after,
		changes: changesBetween(before, after),
		hash: hashOf(file.placeId, before, after)
	};
}

async function namesOfOtherPlans(db: Db, placeId: string | null): Promise<TakenNames> {
	const others = await db
		.selectFrom('measures as m')
		.leftJoin('indicators as i', 'i.measureCode', 'm.code')
		.select(['m.code', 'i.key'])
		.where('m.placeId', 'is distinct from', placeId)
		.execute();
	return {
		codes: new Set(others.map(({ code }) => code)),
		keys: new Set(others.flatMap(({ key }) => key ?? []))
	};
}

/** Of what is read and what it is compared with, so that spaces and line ends of the file do not matter. */
function hashOf(placeId: string | null, before: PlanState, after: PlanState): string {
	return createHash('sha256')
		.update(JSON.stringify([placeId, before, after]))
		.digest('hex');
}

async function tell(
	trx: Trx,
	actor: Actor,
	{ text, placeId }: CatalogueFile,
	changes: CatalogueChanges
): Promise<void> {
	const told = Object.entries(changes).flatMap(([of, { list }]) =>
		list.map(({ kind, id, fields }) => ({ of, kind, id, fields }))
	);
	if (told.length === 0) return;
	await record(trx, actor, {
		action: 'catalogue.imported',
		subjectKind: 'catalogue',
		subjectId: placeId ?? 'installation',
		placeId,
		detail: { file: createHash('sha256').update(text).digest('hex'), changes: told }
	});
}
