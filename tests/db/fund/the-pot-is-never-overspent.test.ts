import { expect, test } from 'vitest';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import {
	bringUpAgain,
	decideApplication,
	takeBackDecision
} from '#lib/formats/fund/decide/decide.server.ts';
import type { Decision } from '#lib/formats/fund/decide/decision.ts';
import { changePot, createPot, potSubject } from '#lib/formats/fund/ledger/pots.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound } from '../../fixture/fund.ts';

const now = new Date('2026-02-10T10:00:00Z');
const office = { body: 'office', paper: '', reason: '', conditions: '' } as const;
const grant = (grantedCents: number): Decision => ({ ...office, outcome: 'granted', grantedCents });
const allByOffice = { competences: [{ body: 'office' as const, upToCents: null }] };

const potOf = async (db: Db, potId: string) => {
	const { amountCents, committedCents, paidCents } = await potSubject(db, potId);
	return { amountCents, committedCents, paidCents };
};

test('a grant is reserved in the pot at the moment it is decided', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { potCents: 100_000 });
	const application = await applied(db, fund, { askedCents: 45_000 });
	await decideApplication(
		db,
		fund.office,
		application.applicationId,
		{ ...grant(40_000), revision: 0 },
		now
	);
	expect(await applicationOf(db, application.applicationId)).toMatchObject({
		state: 'decided',
		outcome: 'granted',
		grantedCents: 40_000,
		committedCents: 40_000,
		revision: 1
	});
	expect(await potOf(db, fund.potId)).toEqual({
		amountCents: 100_000,
		committedCents: 40_000,
		paidCents: 0
	});
});

test('forty decisions at once on a pot for ten: ten are granted, thirty hear that it is empty', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { potCents: 100_000 });
	const all = [];
	for (let i = 0; i < 40; i++) all.push(await applied(db, fund, { askedCents: 10_000 }));
	const decided = await Promise.allSettled(
		all.map(({ applicationId }) =>
			decideApplication(db, fund.office, applicationId, { ...grant(10_000), revision: 0 }, now)
		)
	);
	const refused = decided.filter(({ status }) => status === 'rejected');
	expect(refused).toHaveLength(30);
	for (const { reason } of refused as PromiseRejectedResult[])
		expect(reason).toMatchObject({ kind: 'conflict', reason: 'pot_exhausted' });
	expect(await potOf(db, fund.potId)).toMatchObject({ committedCents: 100_000 });
	const still = await db
		.selectFrom('fundApplications')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('state', '=', 'ready')
		.executeTakeFirstOrThrow();
	expect(still.n).toBe(30);
});

test('two who decide about one application at once: the second is told that it has changed', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund, { askedCents: 30_000 });
	const both = await Promise.allSettled(
		[grant(30_000), grant(20_000)].map((decision) =>
			decideApplication(db, fund.office, applicationId, { ...decision, revision: 0 }, now)
		)
	);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const { committedCents, grantedCents } = await applicationOf(db, applicationId);
	expect(committedCents).toBe(grantedCents);
});

test('a decision taken back, or a deferral brought up again, leaves nothing reserved', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund, { askedCents: 30_000 });
	const decide = (decision: Decision, revision: number) =>
		decideApplication(db, fund.office, applicationId, { ...decision, revision }, now);
	await decide(grant(30_000), 0);
	await expect(
		takeBackDecision(db, fund.office, applicationId, { revision: 1, reason: ' ' })
	).rejects.toMatchObject({ reason: 'reason_missing' });
	await takeBackDecision(db, fund.office, applicationId, { revision: 1, reason: 'Verschrieben' });
	expect(await applicationOf(db, applicationId)).toMatchObject({
		state: 'ready',
		outcome: null,
		grantedCents: null,
		committedCents: 0
	});
	await decide({ ...office, outcome: 'deferred', grantedCents: null, reason: 'Angebot fehlt' }, 2);
	await bringUpAgain(db, fund.office, applicationId, { revision: 3 });
	expect(await potOf(db, fund.potId)).toMatchObject({ committedCents: 0 });
});

test.each([
	['more than was asked for', grant(30_001), 'granted_above_asked'],
	['no sum', { ...office, outcome: 'granted', grantedCents: null } as Decision, 'input_invalid'],
	[
		'a rejection without a reason',
		{ ...office, outcome: 'rejected', grantedCents: null } as Decision,
		'input_invalid'
	],
	[
		'a committee without its paper',
		{ ...grant(30_000), body: 'committee' } as Decision,
		'input_invalid'
	],
	[
		'the jury outside its meeting',
		{ ...grant(1), body: 'jury' } as Decision,
		'jury_decides_in_meeting'
	]
])('no decision: %s', async (_what, decision, reason) => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: allByOffice });
	const { applicationId } = await applied(db, fund, { askedCents: 30_000 });
	await expect(
		decideApplication(db, fund.office, applicationId, { ...decision, revision: 0 }, now)
	).rejects.toMatchObject({ reason });
	expect(await potOf(db, fund.potId)).toMatchObject({ committedCents: 0 });
});

test('the office decides what asks for no more than its limit, and grants no part of anything bigger', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const decide = async (askedCents: number, cents: number) => {
		const { applicationId } = await applied(db, fund, { askedCents });
		await decideApplication(db, fund.office, applicationId, { ...grant(cents), revision: 0 }, now);
	};
	for (const cents of [50_001, 50_000, 100])
		await expect(decide(50_001, cents)).rejects.toMatchObject({ reason: 'body_not_competent' });
	await decide(50_000, 50_000);
});

test('a pot gives up only what is not promised, and says in its books why', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { potCents: 50_000 });
	const { applicationId } = await applied(db, fund, { askedCents: 30_000 });
	await decideApplication(db, fund.office, applicationId, { ...grant(30_000), revision: 0 }, now);
	const cut = (amountCents: number) =>
		changePot(db, fund.finance, fund.potId, {
			kind: 'cut',
			amountCents,
			reason: 'Haushaltssperre'
		});
	// More than is free, and more than there is at all.
	for (const tooMuch of [20_001, 50_001])
		await expect(cut(tooMuch)).rejects.toMatchObject({ reason: 'pot_exhausted' });
	await cut(20_000);
	expect(await potOf(db, fund.potId)).toMatchObject({ amountCents: 30_000 });
	await expect(
		db.updateTable('fundLedger').set({ amountCents: 1 }).where('potId', '=', fund.potId).execute()
	).rejects.toThrow('the ledger is not changed');
	await expect(
		db.deleteFrom('fundLedger').where('potId', '=', fund.potId).execute()
	).rejects.toThrow('the ledger is not changed');
});

test('a place has one pot of a name and year', async () => {
	const { db } = await freshDatabase();
	const { finance } = await fundRound(db);
	const pot = {
		placeId: 'bielefeld-mitte',
		year: 2027,
		name: 'Netzwerkmittel',
		paper: '',
		amountCents: 2_184_000
	};
	await createPot(db, finance, pot);
	await expect(createPot(db, finance, pot)).rejects.toMatchObject({ reason: 'pot_exists' });
});
