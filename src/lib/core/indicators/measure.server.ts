import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { compileMeasurement, type MeasurementRow } from './compile.server.ts';
import type { FactSource } from './facts.ts';
import type { Definition } from './schema.ts';

/**
 * The value of an indicator as the facts are now.
 * - `value`: in the unit of the metric (share and coverage: percent); null: nothing to compute it from
 * - `n`, `missing`: contributions that counted, and those within the filter that said nothing usable
 * - `people`: different participants behind `n`; 0 where the facts are not single people's
 * - `groups`: people in each group that the numbers tell apart: hits and others of a share
 * - `inputsHash`: the same as long as no contribution behind the value changed
 */
export type Measurement = MeasurementRow;

/** Formats hand their fact sources in: core knows none of them. */
export type FactSources = readonly FactSource[];

/**
 * Computes a definition over the facts, in the database.
 * @throws Refusal invalid: format_unknown, kind_unknown, audiences_untold
 */
export async function measure(
	db: Db,
	sources: FactSources,
	definition: Definition
): Promise<Measurement> {
	const source = sourceOf(sources, definition);
	const { rows } = await compileMeasurement(db, source, definition).execute(db);
	return rows[0]!;
}

/** @throws Refusal invalid: format_unknown, kind_unknown, audiences_untold */
export function sourceOf(sources: FactSources, { facts, filter }: Definition): FactSource {
	const source = sources.find(({ format }) => format === facts.format);
	if (!source) throw new Refusal('invalid', 'format_unknown', { format: 'format_unknown' });
	if (facts.kinds.some((kind) => !source.kinds.includes(kind))) {
		throw new Refusal('invalid', 'kind_unknown', { kinds: 'kind_unknown' });
	}
	// Nothing would count, and nobody would be told why.
	if (filter.audiences && !source.tellsAudiences)
		throw new Refusal('invalid', 'audiences_untold', { audiences: 'audiences_untold' });
	return source;
}
