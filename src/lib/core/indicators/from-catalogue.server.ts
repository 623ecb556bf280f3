import type { Actor } from '../../access/actor.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { bindIndicator, currentBinding, type Binding } from './bindings.server.ts';
import type { FactSources } from './measure.server.ts';
import type { Target } from './rules.ts';
import { suggestDefinition } from './suggest.ts';

/**
 * Binds an indicator the way its catalogue entry says (its source and metric), narrowed to activities and, for a
 * mean or a share, to the items asked. For 540-3.1a: distinct organisations of the participants; for 540-3.1b: the
 * mean of one scale question.
 * @throws Refusal as `bindIndicator`; no_suggestion (409) where the catalogue names no source that the house has
 */
export async function bindFromCatalogue(
	db: Db,
	actor: Actor,
	sources: FactSources,
	{ indicatorKey, ...narrowed }: { indicatorKey: string; activities?: string[]; items?: string[] }
): Promise<Binding> {
	const indicator = await db
		.selectFrom('indicators')
		.select(['feed', 'per', 'label', 'unit'])
		.where('key', '=', indicatorKey)
		.executeTakeFirst();
	if (!indicator) throw new Refusal('missing', 'indicator_unknown');
	const target = (await targetOf(db, indicatorKey)) ?? null;
	const definition = suggestDefinition({ ...indicator, target }, sources, narrowed);
	if (!definition) throw new Refusal('conflict', 'no_suggestion');
	const expected = (await currentBinding(db, indicatorKey))?.version ?? null;
	return bindIndicator(db, actor, sources, { indicatorKey, definition, expected });
}

const targetOf = (db: Db, indicatorKey: string) =>
	db
		.selectFrom('targets')
		.select(['comparator', 'lowerBound', 'upperBound'])
		.$narrowType<{ comparator: Target['comparator'] }>()
		.where('indicatorKey', '=', indicatorKey)
		.where('retiredAt', 'is', null)
		.where('scopePlaceId', 'is', null)
		// What planning agreed on since stands above the catalogue.
		.orderBy('source', 'desc')
		.executeTakeFirst();
