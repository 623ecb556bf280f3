import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { runActivity, writeOutcome } from '../../../core/activities/run.server.ts';
import type { ActivityCommand } from '../../../core/activities/run.ts';
import { firstFreeSlug, slugOf } from '../../../core/activities/slug.ts';
import { insertActivity, updateActivity } from '../../../core/activities/writes.server.ts';
import { breaks } from '../../../platform/db/constraints.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { parse } from '../../../platform/parse.ts';
import type { FundVerb } from '../history-text.ts';
import { potSubject } from '../ledger/pots.server.ts';
import { permissions } from '../permissions.ts';
import { recordOfRound, roundOf, type Round } from './round.server.ts';
import { roundInput, type RoundInput } from './schema.ts';

/**
 * Makes a round as a draft; nobody but staff sees it before it is announced or started.
 * @throws Refusal not_allowed, input_invalid, slug_taken, pot_unknown, pot_elsewhere (422)
 */
export async function createRound(
	db: Db,
	actor: Actor,
	given: RoundInput
): Promise<{ activityId: string }> {
	const input = parse(roundInput, given);
	demand(permissions, actor, 'createRound', input);
	return orSlugTaken(
		db.transaction().execute(async (trx) => {
			await demandPot(trx, actor, input);
			const activityId = await insertActivity(trx, actor, 'fund', input);
			await trx
				.insertInto('fundRounds')
				.values({ activityId, potId: input.potId, ...roundColumns(input) })
				.execute();
			await recordOfRound(trx, actor, { activityId, placeId: input.placeId }, 'created');
			return { activityId };
		})
	);
}

const roundColumns = (input: RoundInput) => ({
	slug: input.slug,
	intro: JSON.stringify(input.intro),
	rules: JSON.stringify(input.rules)
});

/** A round takes its money from a pot that whoever sets it up may see. */
async function demandPot(trx: Trx, actor: Actor, { potId }: RoundInput): Promise<void> {
	const { placeId } = await potSubject(trx, potId);
	demand(permissions, actor, 'seePot', { placeId });
}

/**
 * Changes the settings of a round. Applications keep the rules they were submitted under. Once it was announced its
 * address stands, and once there are applications its pot and place do.
 * @param seen version of the settings that the form began with
 * @throws Refusal not_allowed, input_invalid, slug_taken, slug_final, pot_final, place_final (422), archived,
 *   changed_meanwhile (409)
 */
export async function changeRound(
	db: Db,
	actor: Actor,
	activityId: string,
	given: RoundInput,
	seen: number
): Promise<void> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'editRound', round);
	const input = parse(roundInput, given);
	demand(permissions, actor, 'createRound', input);
	await orSlugTaken(
		db.transaction().execute(async (trx) => {
			await demandPot(trx, actor, input);
			await refuseLateChanges(trx, round, input, seen);
			await updateActivity(trx, activityId, input);
			await trx
				.updateTable('fundRounds')
				.set({ potId: input.potId, ...roundColumns(input), settingsVersion: seen + 1 })
				.where('activityId', '=', activityId)
				.execute();
			await recordOfRound(trx, actor, { activityId, placeId: input.placeId }, 'changed');
		})
	);
}

/** Locks the round, from whose row applications take their numbers: none arrives meanwhile. */
async function refuseLateChanges(
	trx: Trx,
	round: Round,
	input: RoundInput,
	seen: number
): Promise<void> {
	const { hasApplications, settingsVersion } = await trx
		.selectFrom('fundRounds as r')
		.select('r.settingsVersion')
		.select(
			sql<boolean>`exists (select from fund_applications a where a.activity_id = r.activity_id)`.as(
				'hasApplications'
			)
		)
		.where('r.activityId', '=', round.activityId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	const refuse = (field: string, reason: string) => {
		throw new Refusal('invalid', reason, { [field]: reason });
	};
	if (settingsVersion !== seen) throw new Refusal('conflict', 'changed_meanwhile');
	if (round.status === 'archived') throw new Refusal('conflict', 'archived');
	if (round.status !== 'draft' && input.slug !== round.slug) refuse('slug', 'slug_final');
	if (hasApplications && input.potId !== round.potId) refuse('potId', 'pot_final');
	if (hasApplications && input.placeId !== round.placeId) refuse('placeId', 'place_final');
}

const verbs: Record<ActivityCommand, FundVerb> = {
	announce: 'announced',
	withdraw: 'unannounced',
	start: 'started',
	finish: 'finished',
	reopen: 'reopened'
};

/** @throws Refusal not_allowed, not_possible_now (409) */
export async function runRound(
	db: Db,
	actor: Actor,
	activityId: string,
	command: ActivityCommand,
	now: Date
): Promise<void> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'editRound', round);
	await db.transaction().execute(async (trx) => {
		await runActivity(trx, activityId, command, now);
		await recordOfRound(trx, actor, round, verbs[command]);
	});
}

/** Says what became of the round: the quarter reads it. An empty text takes it back. @throws Refusal not_allowed */
export async function setRoundOutcome(
	db: Db,
	actor: Actor,
	activityId: string,
	outcome: Translated
): Promise<void> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'editRound', round);
	await db.transaction().execute(async (trx) => {
		await writeOutcome(trx, activityId, outcome);
		await recordOfRound(trx, actor, round, 'outcomeSet');
	});
}

/**
 * Deletes a round that nobody was told of and for which nobody has written an application, not even a draft.
 * @throws Refusal not_allowed, round_not_empty (409)
 */
export async function deleteRound(db: Db, actor: Actor, activityId: string): Promise<void> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'editRound', round);
	await db.transaction().execute(async (trx) => {
		const deleted = await trx
			.deleteFrom('activities as y')
			.where('y.id', '=', activityId)
			.where('y.status', '=', 'draft')
			.where(({ not, exists, selectFrom }) =>
				not(
					exists(
						selectFrom('fundApplications as a').select('a.id').whereRef('a.activityId', '=', 'y.id')
					)
				)
			)
			.executeTakeFirst();
		if (deleted.numDeletedRows === 0n) throw new Refusal('conflict', 'round_not_empty');
		await recordOfRound(trx, actor, round, 'deleted');
	});
}

/** The address that a round with this title gets: the first one that no round has. */
export async function freeRoundSlug(db: Db, title: string): Promise<string> {
	const wanted = slugOf(title, 'fonds');
	const rows = await db
		.selectFrom('fundRounds')
		.select('slug')
		.where('slug', 'like', `${wanted}%`)
		.execute();
	return firstFreeSlug(wanted, new Set(rows.map(({ slug }) => slug)));
}

/** An address belongs to one round. @throws Refusal slug_taken */
async function orSlugTaken<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (!breaks(error, 'fund_rounds_slug_key')) throw error;
		throw new Refusal('invalid', 'slug_taken', { slug: 'slug_taken' });
	}
}
