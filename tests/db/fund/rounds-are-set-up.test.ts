import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRound, roundHistory } from '#lib/formats/fund/round/read-round.server.ts';
import { bodyFor, usualRules } from '#lib/formats/fund/round/rules.ts';
import type { RoundInput } from '#lib/formats/fund/round/schema.ts';
import {
	changeRound,
	createRound,
	deleteRound,
	runRound
} from '#lib/formats/fund/round/set-up-round.server.ts';
import { declareConflict } from '#lib/formats/fund/jury/conflicts.server.ts';
import { createPot } from '#lib/formats/fund/ledger/pots.server.ts';
import { bodies } from '#lib/formats/fund/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound, type TestFund } from '../../fixture/fund.ts';

const now = new Date('2026-02-10T10:00:00Z');

const settings = async (db: Db, fund: TestFund, activityId = fund.activityId) =>
	readRound(db, fund.office, activityId);

/** A second round beside the running one, still a draft. */
async function draft(db: Db, fund: TestFund): Promise<string> {
	const { settings: as } = await settings(db, fund);
	const input = { ...as, slug: 'noch-ein-fonds' };
	return (await createRound(db, fund.office, input)).activityId;
}

test('of two who save the settings at once the second is told, and the first stays', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { settings: before, version } = await settings(db, fund);
	const titled = (de: string): RoundInput => ({ ...before, title: { de } });
	await changeRound(db, fund.office, fund.activityId, titled('Erste'), version);
	await expect(
		changeRound(db, fund.office, fund.activityId, titled('Zweite'), version)
	).rejects.toMatchObject({ kind: 'conflict', reason: 'changed_meanwhile' });
	const after = await settings(db, fund);
	expect(after.round.title).toEqual({ de: 'Erste' });
	expect(after.version).toBe(version + 1);
});

test('once there are applications pot and place stand, and applications keep their rules', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { potId } = await createPot(db, fund.finance, {
		placeId: 'bielefeld-mitte',
		year: 2027,
		name: 'Anderer',
		paper: '',
		amountCents: 1
	});
	const { settings: before, version } = await settings(db, fund);
	await applied(db, fund, { askedCents: 60_000 });
	const change = (input: Partial<RoundInput>) =>
		changeRound(db, fund.office, fund.activityId, { ...before, ...input }, version);
	await expect(change({ potId })).rejects.toMatchObject({ fields: { potId: 'pot_final' } });
	await expect(change({ placeId: 'bielefeld-kesselbrink' })).rejects.toMatchObject({
		fields: { placeId: 'place_final' }
	});
	await expect(change({ slug: 'neu' })).rejects.toMatchObject({ fields: { slug: 'slug_final' } });
	const rules = {
		...usualRules,
		competences: [{ body: 'committee' as const, upToCents: null }]
	};
	await change({ rules });
	const { neededBody } = await db
		.selectFrom('fundApplications')
		.select('neededBody')
		.executeTakeFirstOrThrow();
	expect(neededBody).toBe('jury');
});

test('only a draft for which nobody has written anything is deleted', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const refused = { kind: 'conflict', reason: 'round_not_empty' };
	await expect(deleteRound(db, fund.office, fund.activityId)).rejects.toMatchObject(refused);
	const activityId = await draft(db, fund);
	await db.insertInto('fundApplications').values({ activityId }).execute();
	await expect(deleteRound(db, fund.office, activityId)).rejects.toMatchObject(refused);
	await db.deleteFrom('fundApplications').where('activityId', '=', activityId).execute();
	await expect(deleteRound(db, fund.juror, activityId)).rejects.toMatchObject({
		kind: 'forbidden'
	});
	await deleteRound(db, fund.office, activityId);
	await expect(settings(db, fund, activityId)).rejects.toMatchObject({ kind: 'missing' });
	expect((await settings(db, fund)).pot.amountCents).toBe(2_184_000);
});

test('a round is announced, taken back, started, finished and opened again', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const activityId = await draft(db, fund);
	for (const command of ['announce', 'withdraw', 'announce', 'start', 'finish', 'reopen'] as const)
		await runRound(db, fund.office, activityId, command, now);
	expect((await settings(db, fund, activityId)).round.status).toBe('running');
	await expect(runRound(db, fund.office, activityId, 'announce', now)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
});

test('the database names the same body for a sum as the rules do', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund);
	const limits = fc.uniqueArray(fc.integer({ min: 0, max: 300_000 }), { maxLength: 2 });
	await fc.assert(
		fc.asyncProperty(limits, fc.integer({ min: 0, max: 400_000 }), async (tops, askedCents) => {
			const upTo = [...tops.sort((a, b) => a - b), null];
			const rules = {
				...usualRules,
				competences: upTo.map((upToCents, index) => ({ body: bodies[index]!, upToCents }))
			};
			const { neededBody } = await db
				.updateTable('fundApplications')
				.set({ rules: JSON.stringify(rules), askedCents })
				.where('id', '=', applicationId)
				.returning('neededBody')
				.executeTakeFirstOrThrow();
			expect(neededBody).toBe(bodyFor(rules, askedCents));
		}),
		{ numRuns: 60 }
	);
});

test('the trail of a round is silent about applications that a conflict of interest closes to its reader', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const [one, two] = [await applied(db, fund), await applied(db, fund)];
	const { accountId } = fund.office;
	for (const { applicationId } of [one, two])
		await declareConflict(db, fund.juror, applicationId, {
			accountId: fund.juror.accountId,
			reason: 'Nachbarn'
		});
	await db
		.insertInto('fundConflicts')
		.values({ applicationId: one.applicationId, accountId, reason: 'x' })
		.execute();
	const entries = await roundHistory(db, fund.office, fund.activityId);
	expect(
		entries.map(({ action, detail }) => [action, (detail as { number?: number }).number])
	).toEqual([
		['fund.conflictDeclared', two.number],
		['fund.created', undefined]
	]);
});
