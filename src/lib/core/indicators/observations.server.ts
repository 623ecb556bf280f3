import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { currentBinding, type Binding } from './bindings.server.ts';
import { insertDraft, type Correction } from './draft.server.ts';
import { whoTellsWith } from './differencing.server.ts';
import { demandEnteredStillFits } from './enter-value.server.ts';
import { planOfIndicator } from './indicator-plan.server.ts';
import { measure, type FactSources } from './measure.server.ts';
import {
	checkedReason,
	inOneMoment,
	isCorrected,
	observation,
	tellOfObservation as tell,
	type ObservationRow
} from './observation-state.server.ts';
import { originOf } from './origin.ts';
import { indicatorPermissions } from './permissions.ts';
import { breakdownSchema, definitionSchema } from './schema.ts';

/**
 * Computes the indicator's value now and keeps it as the draft, in place of an older draft.
 * @returns id of the draft
 * @throws Refusal not_allowed, indicator_unknown, not_bound (409), entered_draft_waits (409),
 * computed_meanwhile (409)
 */
export async function computeDraft(
	db: Db,
	actor: Actor,
	sources: FactSources,
	indicatorKey: string
): Promise<string> {
	const plan = await planOfIndicator(db, indicatorKey);
	demand(indicatorPermissions, actor, 'observation.compute', plan);
	return inOneMoment(db, async (trx) => {
		const binding = await boundTo(trx, indicatorKey);
		const id = await insertDraft(trx, actor, sources, indicatorKey, binding, null);
		await tell(trx, actor, 'observation.computed', id, plan.placeId, { indicator: indicatorKey });
		return id;
	});
}

/**
 * Computes the value anew as a correction of a released one. It replaces that one openly when it is released.
 * @returns id of the draft
 * @throws Refusal not_allowed, observation_unknown, reason_missing, reason_too_long, not_released (409),
 * already_corrected (409), entered_by_hand (409), not_bound (409), entered_draft_waits (409),
 * computed_meanwhile (409)
 */
export async function correctObservation(
	db: Db,
	actor: Actor,
	sources: FactSources,
	{ observationId, reason }: { observationId: string; reason: string }
): Promise<string> {
	const { indicatorKey, status, source } = await observation(db, observationId);
	const plan = await planOfIndicator(db, indicatorKey);
	demand(indicatorPermissions, actor, 'observation.correct', plan);
	const correction: Correction = { correctsId: observationId, reason: checkedReason(reason) };
	if (status !== 'released') throw new Refusal('conflict', 'not_released');
	if (source === 'entered') throw new Refusal('conflict', 'entered_by_hand');
	return inOneMoment(db, async (trx) => {
		if (await isCorrected(trx, observationId)) throw new Refusal('conflict', 'already_corrected');
		const binding = await boundTo(trx, indicatorKey);
		const id = await insertDraft(trx, actor, sources, indicatorKey, binding, correction);
		await tell(trx, actor, 'observation.recomputed', id, plan.placeId, {
			indicator: indicatorKey,
			corrects: observationId
		});
		return id;
	});
}

/**
 * Releases a draft: from now on it is public and frozen. The facts of a computed one must still be those of the
 * draft, so that what was looked at is what is released.
 * @throws Refusal not_allowed, observation_unknown, already_released (409), definition_changed (409),
 * facts_changed (409), nothing_to_release (409), already_corrected (409), tells_about_few (409, with the `indicator`
 * whose published value it would be subtracted from); of an entered one as `enterValue`
 */
export async function releaseObservation(
	db: Db,
	actor: Actor,
	sources: FactSources,
	observationId: string,
	/** Smallest number of people that may be shown. */
	k: number
): Promise<void> {
	const draft = await observation(db, observationId);
	const plan = await planOfIndicator(db, draft.indicatorKey);
	demand(indicatorPermissions, actor, 'observation.release', plan);
	if (draft.status === 'released') throw new Refusal('conflict', 'already_released');
	if (draft.value === null) throw new Refusal('conflict', 'nothing_to_release');
	await inOneMoment(db, async (trx) => {
		if (draft.correctsId && (await isCorrected(trx, draft.correctsId)))
			throw new Refusal('conflict', 'already_corrected');
		if (draft.source === 'entered') await demandEnteredStillFits(trx, draft);
		else {
			await demandFactsUnchanged(trx, sources, draft);
			await demandNoFewTold(trx, sources, draft, k);
		}
		await freeze(trx, actor, observationId);
		await tell(
			trx,
			actor,
			draft.correctsId ? 'observation.corrected' : 'observation.released',
			observationId,
			plan.placeId,
			{
				indicator: draft.indicatorKey,
				...(draft.source === 'computed'
					? { version: draft.definitionVersion, inputsHash: draft.inputsHash }
					: { source: 'entered', from: draft.periodFrom, to: draft.periodTo }),
				...(draft.correctsId && { corrects: draft.correctsId, reason: draft.correctionReason })
			}
		);
	});
}

/** Throws a draft away. @throws Refusal not_allowed, observation_unknown, already_released (409) */
export async function discardDraft(db: Db, actor: Actor, observationId: string): Promise<void> {
	const draft = await observation(db, observationId);
	const plan = await planOfIndicator(db, draft.indicatorKey);
	demand(indicatorPermissions, actor, 'observation.compute', plan);
	await db.transaction().execute(async (trx) => {
		const { numDeletedRows } = await trx
			.deleteFrom('observations')
			.where('id', '=', observationId)
			.where('status', '=', 'draft')
			.executeTakeFirst();
		if (numDeletedRows === 0n) throw new Refusal('conflict', 'already_released');
		await tell(trx, actor, 'observation.discarded', observationId, plan.placeId, {
			indicator: draft.indicatorKey
		});
	});
}

async function demandFactsUnchanged(
	trx: Trx,
	sources: FactSources,
	draft: ObservationRow
): Promise<void> {
	const binding = await currentBinding(trx, draft.indicatorKey);
	if (binding?.id !== draft.bindingId) throw new Refusal('conflict', 'definition_changed');
	const now = await measure(trx, sources, definitionSchema.parse(draft.definition));
	if (now.inputsHash !== draft.inputsHash) throw new Refusal('conflict', 'facts_changed');
}

/** Released values are public for ever, so a small group that two of them tell apart is seen before, not after. */
async function demandNoFewTold(
	trx: Trx,
	sources: FactSources,
	draft: ObservationRow,
	k: number
): Promise<void> {
	const origin = originOf(draft);
	if (origin.source !== 'computed') return;
	const breakdown = breakdownSchema.parse(draft.breakdown);
	const candidate = { ...draft, ...origin, breakdown, releasedAt: draft.computedAt };
	const indicator = await whoTellsWith(trx, sources, candidate, k);
	if (indicator) throw new Refusal('conflict', 'tells_about_few', { indicator });
}

async function freeze(trx: Trx, actor: Actor, observationId: string): Promise<void> {
	const { numUpdatedRows } = await trx
		.updateTable('observations')
		.set({
			status: 'released',
			releasedAt: sql`now()`,
			releasedBy: actor.kind === 'account' ? actor.accountId : null
		})
		.where('id', '=', observationId)
		.where('status', '=', 'draft')
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new Refusal('conflict', 'already_released');
}

async function boundTo(db: Db, indicatorKey: string): Promise<Binding> {
	const binding = await currentBinding(db, indicatorKey);
	if (!binding) throw new Refusal('conflict', 'not_bound');
	return binding;
}
