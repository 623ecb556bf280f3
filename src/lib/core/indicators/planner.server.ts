import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { can, demand } from '../../access/can.ts';
import { roleAnywhere } from '../../access/predicates.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { planOf } from '../measures/plan-state.server.ts';
import { measuresWithIndicators } from '../measures/reads.server.ts';
import { bindingVersions, currentBinding } from './bindings.server.ts';
import type { FactItem } from './facts.ts';
import { planOfIndicator } from './indicator-plan.server.ts';
import { measure, sourceOf, type FactSources, type Measurement } from './measure.server.ts';
import { originOf } from './origin.ts';
import { indicatorPermissions } from './permissions.ts';
import { indicatorViews, dayOf, type IndicatorView, type ReadingContext } from './reads.server.ts';
import { isDueSoon } from './rules.ts';
import type { Definition } from './schema.ts';
import { suggestDefinitions } from './suggest.ts';

/** What social planning has to do, cut to the plans of the actor. */
export type PlanOverview = Readonly<{
	drafts: readonly IndicatorView[];
	stale: readonly IndicatorView[];
	/** Not met, and due within 90 days or over. */
	due: readonly IndicatorView[];
	fed: readonly IndicatorView[];
	/** A format of the house could feed them, but nobody connected them. */
	gaps: readonly IndicatorView[];
	/** No format can tell them: somebody enters their values by hand. Without a value first. */
	manual: readonly IndicatorView[];
	/** Feedable by formats that the house does not have. */
	waiting: number;
}>;

/** @throws Refusal not_allowed for everybody who plans nowhere */
export async function planOverview(
	db: Db,
	actor: Actor,
	context: ReadingContext & { sources: FactSources }
): Promise<PlanOverview> {
	if (!roleAnywhere('planner', 'administrator')(actor, null))
		throw new Refusal(actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden', 'not_allowed');
	const measures = await measuresWithIndicators(db, { ...context, staleAfter: 0 });
	const mine = await Promise.all(
		measures.map(async ({ placeId, indicators }) =>
			can(indicatorPermissions, actor, 'plan.read', await planOf(db, placeId)) ? indicators : []
		)
	);
	const indicators = mine.flat();
	const drafts = await draftKeys(db);
	const today = dayOf(context.now);
	const open = indicators.filter(({ bound, feedable }) => feedable && !bound);
	const gaps = open.filter(
		(indicator) => suggestDefinitions(indicator, context.sources).length > 0
	);
	return {
		drafts: indicators.filter(({ key }) => drafts.has(key)),
		stale: indicators.filter(({ data }) => data === 'stale'),
		due: indicators.filter(({ goal, target, current }) => {
			if (goal === 'met' || !target?.due) return false;
			return (
				goal === 'missed' ||
				(current === null && target.due < today && target.due >= yearBefore(today)) ||
				isDueSoon(target, today)
			);
		}),
		fed: indicators.filter(({ bound }) => bound),
		gaps,
		manual: indicators
			.filter(({ bound, feedable }) => !feedable && !bound)
			.sort((a, b) => Number(a.current !== null) - Number(b.current !== null)),
		waiting: open.length - gaps.length
	};
}

/** An old target without any value is history, not work to do. */
const yearBefore = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

async function draftKeys(db: Db): Promise<Set<string>> {
	const rows = await db
		.selectFrom('observations')
		.select('indicatorKey')
		.where('status', '=', 'draft')
		.execute();
	return new Set(rows.map(({ indicatorKey }) => indicatorKey));
}

/**
 * Everything the planner's page of one indicator shows, with numbers before the small-cell rule.
 * @throws Refusal not_allowed, indicator_unknown
 */
export async function indicatorForPlanner(
	db: Db,
	actor: Actor,
	indicatorKey: string,
	context: ReadingContext & { sources: FactSources }
) {
	const plan = await planOfIndicator(db, indicatorKey);
	demand(indicatorPermissions, actor, 'plan.read', plan);
	const views = await indicatorViews(db, plan.measureCode, { ...context, staleAfter: 0 });
	const view = views.find(({ key }) => key === indicatorKey);
	if (!view) throw new Refusal('missing', 'indicator_unknown');
	const observations = await db
		.selectFrom('observations as o')
		.leftJoin('accounts as a', 'a.id', 'o.computedBy')
		.selectAll('o')
		.select('a.displayName as computedByName')
		.where('indicatorKey', '=', indicatorKey)
		.orderBy(sql`coalesce(released_at, computed_at)`, 'desc')
		.execute();
	const all = observations.map((one) => ({ ...one, ...originOf(one) }));
	const binding = await currentBinding(db, indicatorKey);
	return {
		view,
		binding,
		/** Several, where the catalogue leaves a choice. */
		suggestions: suggestDefinitions(view, context.sources),
		versions: await bindingVersions(db, indicatorKey),
		draft: all.find(({ status }) => status === 'draft') ?? null,
		released: all.filter(({ status }) => status === 'released'),
		activities: await activitiesToChoose(db, plan.measureCode, context.sources)
	};
}

export type ActivityChoice = Readonly<{
	id: string;
	format: string;
	title: Translated;
	startsAt: Date | null;
	/** Somebody said that it serves this measure. */
	linked: boolean;
	items: readonly FactItem[];
}>;

/** Most activities that the editor offers: those linked to the measure first, then the newest. */
const choices = 40;

async function activitiesToChoose(
	db: Db,
	measureCode: string,
	sources: FactSources
): Promise<ActivityChoice[]> {
	const linked = sql<boolean>`exists (
		select from activity_measures l where l.activity_id = activities.id and l.measure_code = ${measureCode})`;
	const rows = await db
		.selectFrom('activities')
		.select(['id', 'format', 'title', 'startsAt', linked.as('linked')])
		.where('status', 'not in', ['draft', 'announced'])
		.orderBy('linked', 'desc')
		.orderBy('createdAt', 'desc')
		.limit(choices)
		.execute();
	const items = await Promise.all(
		sources.map(
			async ({ format, items }) =>
				(await items?.(
					db,
					rows.filter((row) => row.format === format).map(({ id }) => id)
				)) ?? []
		)
	);
	return rows.map((row) => ({
		...row,
		title: row.title as Translated,
		items: items.flat().filter(({ activityId }) => activityId === row.id)
	}));
}

/**
 * The value a definition would give, before anything is saved.
 * @throws Refusal not_allowed, indicator_unknown, format_unknown, kind_unknown
 */
export async function previewDefinition(
	db: Db,
	actor: Actor,
	sources: FactSources,
	{ indicatorKey, definition }: { indicatorKey: string; definition: Definition }
): Promise<Measurement> {
	demand(indicatorPermissions, actor, 'plan.read', await planOfIndicator(db, indicatorKey));
	sourceOf(sources, definition);
	return measure(db, sources, definition);
}
