import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { currentBinding } from './bindings.server.ts';
import { peopleBehind, type EnteredIndicator, type EnteredValue } from './entered-value.ts';
import { readEntry, type TypedEntry } from './entry-form.ts';
import { planOfIndicator } from './indicator-plan.server.ts';
import {
	checkedReason,
	inOneMoment,
	isCorrected,
	observation,
	tellOfObservation,
	type ObservationRow
} from './observation-state.server.ts';
import { indicatorPermissions } from './permissions.ts';
import { dayOf } from './reads.server.ts';

export type Entry = Readonly<{
	indicatorKey: string;
	typed: TypedEntry;
	/** The draft that the caller saw and that this one takes the place of; null: there was none. */
	expected: string | null;
	/** The released value that this one corrects, and why; null: a value for another period. */
	corrects: { observationId: string; reason: string } | null;
}>;

/**
 * Keeps a value that somebody looked up elsewhere as the draft of its indicator, with evidence. Released, it is
 * frozen like a computed one and is marked as entered by hand wherever it is shown.
 * @returns id of the draft
 * @throws Refusal not_allowed, indicator_unknown; entry_invalid and reason_missing, reason_too_long per field; (409)
 * bound_to_facts, changed_meanwhile, period_taken, already_reached, not_released, already_corrected, not_entered
 */
export async function enterValue(db: Db, actor: Actor, entry: Entry, now: Date): Promise<string> {
	const { indicatorKey, corrects, expected } = entry;
	const plan = await planOfIndicator(db, indicatorKey);
	demand(indicatorPermissions, actor, 'observation.enter', plan);
	return inOneMoment(db, async (trx) => {
		const indicator = await indicatorToEnter(trx, indicatorKey);
		const value = readEntry(entry.typed, indicator, dayOf(now));
		const reason = corrects && checkedReason(corrects.reason);
		await demandNotBound(trx, indicatorKey);
		if (corrects) await demandCorrectable(trx, indicatorKey, corrects.observationId);
		else await demandFreePeriod(trx, indicatorKey, value);
		await dropDraft(trx, indicatorKey, expected);
		const correction = { correctsId: corrects?.observationId ?? null, correctionReason: reason };
		const id = await insertEntered(trx, actor, indicatorKey, value, correction);
		await tellOfObservation(trx, actor, 'observation.entered', id, plan.placeId, {
			indicator: indicatorKey,
			from: value.periodFrom,
			to: value.periodTo,
			...(corrects && { corrects: corrects.observationId })
		});
		return id;
	});
}

/**
 * Whether an entered draft may still be released: meanwhile facts may have been bound or its period released.
 * @throws Refusal bound_to_facts, period_taken, already_reached (409)
 */
export async function demandEnteredStillFits(trx: Trx, draft: ObservationRow): Promise<void> {
	await demandNotBound(trx, draft.indicatorKey);
	if (draft.correctsId) return;
	await demandFreePeriod(trx, draft.indicatorKey, {
		kind: draft.entryKind as EnteredValue['kind'],
		periodFrom: draft.periodFrom!,
		periodTo: draft.periodTo!
	});
}

async function indicatorToEnter(trx: Trx, key: string): Promise<EnteredIndicator> {
	const row = await trx
		.selectFrom('indicators as i')
		.leftJoin('targets as t', (join) =>
			join
				.onRef('t.indicatorKey', '=', 'i.key')
				.on('t.retiredAt', 'is', null)
				.on('t.scopePlaceId', 'is', null)
		)
		.select(['i.unit', 'i.per', 'i.feed', 't.comparator', 't.lowerBound'])
		.where('i.key', '=', key)
		.where('i.retiredAt', 'is', null)
		// What planning agreed on since stands above the catalogue.
		.orderBy('t.source', 'desc')
		.executeTakeFirst();
	if (!row) throw new Refusal('missing', 'indicator_unknown');
	const { comparator, lowerBound, ...indicator } = row;
	const target = comparator && { comparator, lowerBound };
	return { ...indicator, target: (target || null) as EnteredIndicator['target'] };
}

/** One source at a time: a number that the platform counts is not typed beside it. */
async function demandNotBound(trx: Trx, indicatorKey: string): Promise<void> {
	if (await currentBinding(trx, indicatorKey)) throw new Refusal('conflict', 'bound_to_facts');
}

async function demandCorrectable(trx: Trx, indicatorKey: string, id: string): Promise<void> {
	const corrected = await observation(trx, id);
	if (corrected.indicatorKey !== indicatorKey) throw new Refusal('missing', 'observation_unknown');
	if (corrected.status !== 'released') throw new Refusal('conflict', 'not_released');
	if (corrected.source !== 'entered') throw new Refusal('conflict', 'not_entered');
	if (await isCorrected(trx, id)) throw new Refusal('conflict', 'already_corrected');
}

/** A second value for a period, or for what is reached already, would contradict the first: that is a correction. */
async function demandFreePeriod(
	trx: Trx,
	indicatorKey: string,
	{ kind, periodFrom, periodTo }: Pick<EnteredValue, 'kind' | 'periodFrom' | 'periodTo'>
): Promise<void> {
	const standing = await trx
		.selectFrom('observations as o')
		.select(['o.value', 'o.entryKind', 'o.periodFrom', 'o.periodTo'])
		.where('o.indicatorKey', '=', indicatorKey)
		.where('o.source', '=', 'entered')
		.where('o.status', '=', 'released')
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('observations as c')
						.select('c.id')
						.whereRef('c.correctsId', '=', 'o.id')
						.where('c.status', '=', 'released')
				)
			)
		)
		.execute();
	if (standing.some((one) => one.periodFrom === periodFrom && one.periodTo === periodTo))
		throw new Refusal('conflict', 'period_taken', { to: 'period_taken' });
	const reached = standing.some((one) => one.entryKind === 'milestone' && one.value === 1);
	if (kind === 'milestone' && reached) throw new Refusal('conflict', 'already_reached');
}

async function dropDraft(trx: Trx, indicatorKey: string, expected: string | null): Promise<void> {
	const dropped = await trx
		.deleteFrom('observations')
		.where('indicatorKey', '=', indicatorKey)
		.where('status', '=', 'draft')
		.returning('id')
		.executeTakeFirst();
	if ((dropped?.id ?? null) !== expected) throw new Refusal('conflict', 'changed_meanwhile');
}

async function insertEntered(
	trx: Trx,
	actor: Actor,
	indicatorKey: string,
	entered: EnteredValue,
	correction: { correctsId: string | null; correctionReason: string | null }
): Promise<string> {
	const { kind, value, numerator, denominator, periodFrom, periodTo, evidence } = entered;
	const { id } = await trx
		.insertInto('observations')
		.values({
			indicatorKey,
			source: 'entered',
			entryKind: kind,
			value,
			numerator,
			denominator,
			periodFrom,
			periodTo,
			...peopleBehind(entered),
			// There are no contributions behind it.
			n: 0,
			missing: 0,
			breakdown: JSON.stringify({ activities: [], periods: [] }),
			evidenceUrl: evidence.url,
			evidenceDocument: evidence.document,
			evidenceOrigin: evidence.origin,
			evidenceNote: evidence.note,
			computedBy: actor.kind === 'account' ? actor.accountId : null,
			...correction
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}
