import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { record } from '../history/record.server.ts';
import { planOfIndicator } from './indicator-plan.server.ts';
import { sourceOf, type FactSources } from './measure.server.ts';
import { indicatorPermissions } from './permissions.ts';
import { definitionSchema, type Definition } from './schema.ts';

export type Binding = Readonly<{ id: string; version: number; definition: Definition }>;

export async function currentBinding(db: Db, indicatorKey: string): Promise<Binding | null> {
	const row = await db
		.selectFrom('indicatorBindings')
		.select(['id', 'version', 'definition'])
		.where('indicatorKey', '=', indicatorKey)
		.where('retiredAt', 'is', null)
		.executeTakeFirst();
	return row ? { ...row, definition: definitionSchema.parse(row.definition) } : null;
}

/** All versions, newest first. */
export async function bindingVersions(db: Db, indicatorKey: string) {
	const rows = await db
		.selectFrom('indicatorBindings as b')
		.leftJoin('accounts as a', 'a.id', 'b.createdBy')
		.select(['b.id', 'b.version', 'b.definition', 'b.createdAt', 'b.retiredAt'])
		.select('a.displayName as createdBy')
		.where('b.indicatorKey', '=', indicatorKey)
		.orderBy('b.version', 'desc')
		.execute();
	return rows.map((row) => ({ ...row, definition: definitionSchema.parse(row.definition) }));
}

/**
 * Binds an indicator to facts, or changes how: each change is a new version, released values keep theirs. The same
 * definition again changes nothing. A draft of the older version is dropped.
 * @param expected version the caller saw; null: not bound yet
 * @throws Refusal not_allowed, indicator_unknown, changed_meanwhile (409), format_unknown, kind_unknown,
 *   audiences_untold, place_unknown
 */
export async function bindIndicator(
	db: Db,
	actor: Actor,
	sources: FactSources,
	change: { indicatorKey: string; definition: Definition; expected: number | null }
): Promise<Binding> {
	const plan = await planOfIndicator(db, change.indicatorKey);
	demand(indicatorPermissions, actor, 'binding.change', plan);
	const definition = definitionSchema.parse(change.definition);
	sourceOf(sources, definition);
	return db.transaction().execute(async (trx) => {
		await placesExist(trx, definition);
		const current = await lockedBinding(trx, change.indicatorKey);
		if ((current?.version ?? null) !== change.expected)
			throw new Refusal('conflict', 'changed_meanwhile');
		if (current && isSame(current.definition, definition)) return current;
		if (current) await retire(trx, current.id);
		const binding = await insertVersion(trx, actor, change.indicatorKey, definition);
		await record(trx, actor, {
			action: current ? 'binding.changed' : 'binding.created',
			subjectKind: 'indicator',
			subjectId: change.indicatorKey,
			placeId: plan.placeId,
			detail: { version: binding.version, definition }
		});
		return binding;
	});
}

/**
 * Takes an indicator off the facts. Released values stay.
 * @throws Refusal not_allowed, indicator_unknown, changed_meanwhile (409)
 */
export async function retireBinding(
	db: Db,
	actor: Actor,
	{ indicatorKey, expected }: { indicatorKey: string; expected: number }
): Promise<void> {
	const plan = await planOfIndicator(db, indicatorKey);
	demand(indicatorPermissions, actor, 'binding.change', plan);
	await db.transaction().execute(async (trx) => {
		const current = await lockedBinding(trx, indicatorKey);
		if (current?.version !== expected) throw new Refusal('conflict', 'changed_meanwhile');
		await retire(trx, current.id);
		await record(trx, actor, {
			action: 'binding.retired',
			subjectKind: 'indicator',
			subjectId: indicatorKey,
			placeId: plan.placeId,
			detail: { version: expected }
		});
	});
}

/** The indicator's row is the lock: two changes at once wait for each other, also when nothing is bound yet. */
async function lockedBinding(trx: Trx, indicatorKey: string): Promise<Binding | null> {
	await trx
		.selectFrom('indicators')
		.select('key')
		.where('key', '=', indicatorKey)
		.forUpdate()
		.execute();
	return currentBinding(trx, indicatorKey);
}

async function retire(trx: Trx, bindingId: string): Promise<void> {
	await trx
		.updateTable('indicatorBindings')
		.set({ retiredAt: sql`now()` })
		.where('id', '=', bindingId)
		.execute();
	await trx
		.deleteFrom('observations')
		.where('bindingId', '=', bindingId)
		.where('status', '=', 'draft')
		.execute();
}

async function insertVersion(
	trx: Trx,
	actor: Actor,
	indicatorKey: string,
	definition: Definition
): Promise<Binding> {
	const { newest } = await trx
		.selectFrom('indicatorBindings')
		.select(sql<number>`coalesce(max(version), 0)`.as('newest'))
		.where('indicatorKey', '=', indicatorKey)
		.executeTakeFirstOrThrow();
	const row = await trx
		.insertInto('indicatorBindings')
		.values({
			indicatorKey,
			version: newest + 1,
			operation: definition.metric.operation,
			definition: JSON.stringify(definition),
			createdBy: actor.kind === 'account' ? actor.accountId : null
		})
		.returning(['id', 'version'])
		.executeTakeFirstOrThrow();
	return { ...row, definition };
}

async function placesExist(trx: Trx, { filter, metric }: Definition): Promise<void> {
	const named = [
		...(filter.place ? [['place', filter.place] as const] : []),
		...(metric.operation === 'coverage' ? [['below', metric.below] as const] : [])
	];
	for (const [field, id] of named) {
		const found = await trx
			.selectFrom('places')
			.select('id')
			.where('id', '=', id)
			.executeTakeFirst();
		if (!found) throw new Refusal('invalid', 'place_unknown', { [field]: 'place_unknown' });
	}
}

/** jsonb orders keys in its own way, so both are read through the schema, which orders them in one. */
function isSame(one: Definition, other: Definition): boolean {
	return (
		JSON.stringify(definitionSchema.parse(one)) === JSON.stringify(definitionSchema.parse(other))
	);
}
