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
 * @throws Refusal not_allowed, input_invalid, slug_taken, slug_final, pot_final, place_final (422), archived (409)
 */
export async function changeRound(
	db: Db,
	actor: Actor,
	activityId: string,
	given: RoundInput
): Promise<void> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'editRound', round);
	const input = parse(roundInput, given);
	demand(permissions, actor, 'createRound', input);
	await orSlugTaken(
		db.transaction().execute(async (trx) => {
			await demandPot(trx, actor, input);
			await refuseLateChanges(trx, round, input);
			await updateActivity(trx, activityId, input);
			await trx
				.updateTable('fundRounds')
				.set({ potId: input.potId, ...roundColumns(input) })
				.where('activityId', '=', activityId)
				.execute();
			await recordOfRound(trx, actor, { activityId, placeId: input.placeId }, 'changed');
		})
	);
}

/** Locks the round, from whose row applications take their numbers: none arrives meanwhile. */
async function refuseLateChanges(trx: Trx, round: Round, input: RoundInput): Promise<void> {
	const { hasApplications } = await trx
		.selectFrom('fundRounds as r')
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
