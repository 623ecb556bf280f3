import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import type { Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Binding } from './bindings.server.ts';
import { countedFacts } from './compile-facts.server.ts';
import { measure, sourceOf, type FactSources, type Measurement } from './measure.server.ts';
import type { Definition } from './schema.ts';

export type Correction = Readonly<{ correctsId: string; reason: string }>;

/**
 * Computes and stores a draft with its inputs; the indicator's older draft goes.
 * @throws Refusal entered_draft_waits (409): what somebody typed does not vanish by a computation
 */
export async function insertDraft(
	trx: Trx,
	actor: Actor,
	sources: FactSources,
	indicatorKey: string,
	binding: Binding,
	correction: Correction | null
): Promise<string> {
	const dropped = await trx
		.deleteFrom('observations')
		.where('indicatorKey', '=', indicatorKey)
		.where('status', '=', 'draft')
		.returning('source')
		.execute();
	if (dropped.some(({ source }) => source === 'entered'))
		throw new Refusal('conflict', 'entered_draft_waits');
	const measured = await measure(trx, sources, binding.definition);
	const { id } = await trx
		.insertInto('observations')
		.values({
			indicatorKey,
			bindingId: binding.id,
			definitionVersion: binding.version,
			definition: JSON.stringify(binding.definition),
			periodFrom: binding.definition.filter.from ?? null,
			periodTo: binding.definition.filter.to ?? null,
			scopePlaceId: binding.definition.filter.place ?? null,
			...columns(measured),
			computedBy: actor.kind === 'account' ? actor.accountId : null,
			correctsId: correction?.correctsId ?? null,
			correctionReason: correction?.reason ?? null
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await insertInputs(trx, sources, binding.definition, id);
	return id;
}

function columns({ breakdown, ...numbers }: Measurement) {
	return { ...numbers, breakdown: JSON.stringify(breakdown) };
}

/**
 * Keeps the contributions behind the value, for auditors. Their pseudonyms are hashed with a salt that exists only
 * during this statement: no two observations can be joined, and none with the ballots, by nobody. Of what was said
 * only what the metric looks at is kept.
 */
async function insertInputs(
	trx: Trx,
	sources: FactSources,
	definition: Definition,
	observationId: string
): Promise<void> {
	const { metric } = definition;
	const looksAt = {
		value:
			metric.operation === 'mean' ||
			(metric.operation === 'share' && ('from' in metric.numerator || 'to' in metric.numerator)),
		outcome: metric.operation === 'share' && 'outcomes' in metric.numerator,
		organisation: metric.operation === 'distinct' && metric.of === 'organisations'
	};
	const kept = (column: keyof typeof looksAt, type: 'numeric' | 'text') =>
		looksAt[column] ? sql.ref(column) : sql`null::${sql.raw(type)}`;
	await sql`
		with recursive ${countedFacts(trx, sourceOf(sources, definition), definition)}
		insert into observation_inputs (observation_id, contribution, activity_id, counts, value, outcome, organisation)
		select ${observationId}::uuid, encode(sha256(${randomBytes(32)}::bytea || row_hash || int4send(copy::int)), 'hex') as contribution,
			activity_id, usable, ${kept('value', 'numeric')}, ${kept('outcome', 'text')}, ${kept('organisation', 'text')}
		from (select *, row_number() over (partition by row_hash) as copy from counted) numbered
		order by contribution`.execute(trx);
}
