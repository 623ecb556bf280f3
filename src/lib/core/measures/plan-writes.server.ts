import { sql } from 'kysely';
import type { Trx } from '../../platform/db/database.server.ts';
import type {
	CatalogueChanges,
	Change,
	IndicatorState,
	MeasureState,
	PlanState,
	TargetState
} from './catalogue-changes.ts';

/** Brings the tables from one plan to the next. Observations may point to anything here, so nothing is deleted. */
export async function writePlan(
	trx: Trx,
	placeId: string | null,
	after: PlanState,
	{ measures, indicators, targets }: CatalogueChanges
): Promise<void> {
	const touched = <T>(rows: readonly T[], list: readonly Change[], idOf: (row: T) => string) => {
		const ids = new Set(list.filter(({ kind }) => kind !== 'retired').map(({ id }) => id));
		return rows.filter((row) => ids.has(idOf(row)));
	};
	for (const measure of touched(after.measures, measures.list, ({ code }) => code)) {
		await writeMeasure(trx, placeId, measure);
	}
	for (const indicator of touched(after.indicators, indicators.list, ({ key }) => key)) {
		await writeIndicator(trx, indicator);
	}
	const retired = (list: readonly Change[]) =>
		list.filter(({ kind }) => kind === 'retired').map(({ id }) => id);
	await retire(trx, 'measures', 'code', retired(measures.list));
	await retire(trx, 'indicators', 'key', retired(indicators.list));
	// A target is not changed: the old one is retired, so that it stays known what once was asked.
	const changed = touched(after.targets, targets.list, ({ indicatorKey }) => indicatorKey);
	await retireTargets(
		trx,
		targets.list.map(({ id }) => id)
	);
	await writeTargets(trx, changed);
}

async function writeMeasure(
	trx: Trx,
	placeId: string | null,
	{ retired: _, code, translations, ...measure }: MeasureState
): Promise<void> {
	const row = {
		...measure,
		...(translations && { translations: JSON.stringify(translations) }),
		placeId,
		responsible: JSON.stringify(measure.responsible),
		participants: JSON.stringify(measure.participants),
		goals: JSON.stringify(measure.goals),
		dataSources: JSON.stringify(measure.dataSources),
		retiredAt: null
	};
	await trx
		.insertInto('measures')
		.values({ code, ...row })
		.onConflict((conflict) => conflict.column('code').doUpdateSet(row))
		.execute();
}

async function writeIndicator(
	trx: Trx,
	{ retired: _, key, translations, ...indicator }: IndicatorState
): Promise<void> {
	const row = {
		...indicator,
		...(translations && { translations: JSON.stringify(translations) }),
		feed: indicator.feed && JSON.stringify(indicator.feed),
		retiredAt: null
	};
	await trx
		.insertInto('indicators')
		.values({ key, ...row })
		.onConflict((conflict) => conflict.column('key').doUpdateSet(row))
		.execute();
}

async function retire(
	trx: Trx,
	table: 'measures' | 'indicators',
	column: 'code' | 'key',
	ids: string[]
): Promise<void> {
	if (ids.length === 0) return;
	await sql`update ${sql.table(table)} set retired_at = now() where ${sql.ref(column)} = any(${ids})`.execute(
		trx
	);
}

async function retireTargets(trx: Trx, indicatorKeys: string[]): Promise<void> {
	if (indicatorKeys.length === 0) return;
	await trx
		.updateTable('targets')
		.set({ retiredAt: sql`now()` })
		.where('indicatorKey', 'in', indicatorKeys)
		.where('source', '=', 'catalogue')
		.where('retiredAt', 'is', null)
		.execute();
}

async function writeTargets(trx: Trx, targets: readonly TargetState[]): Promise<void> {
	if (targets.length === 0) return;
	await trx
		.insertInto('targets')
		.values(targets.map((target) => ({ ...target, source: 'catalogue' })))
		.execute();
}
