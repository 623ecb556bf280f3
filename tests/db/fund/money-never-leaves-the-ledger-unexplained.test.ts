import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { system, type Actor } from '#lib/access/actor.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { decideApplication, takeBackDecision } from '#lib/formats/fund/decide/decide.server.ts';
import { changePot } from '#lib/formats/fund/ledger/pots.server.ts';
import { answerChange } from '#lib/formats/fund/money/answer-change.server.ts';
import {
	checkCall,
	noteFailed,
	notePaid,
	refuseCall,
	releaseCall
} from '#lib/formats/fund/money/answer-call.server.ts';
import { noteBounced, undoFailed } from '#lib/formats/fund/money/bounced-call.server.ts';
import { noteReturn } from '#lib/formats/fund/money/note-return.server.ts';
import { requestCall, withdrawCall } from '#lib/formats/fund/money/request-call.server.ts';
import { requestChange } from '#lib/formats/fund/money/request-change.server.ts';
import { lapseApplication } from '#lib/formats/fund/notice/lapse.server.ts';
import { acceptNotice, notifyApplicant } from '#lib/formats/fund/notice/notify.server.ts';
import { demandBack, revokeGrant, settleDemand } from '#lib/formats/fund/notice/revoke.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { allByOffice, at, objection, paidToday, receiptOf } from '../../fixture/fund-money.ts';
import { applied, fundRound, type TestFund } from '../../fixture/fund.ts';
import { staff } from '../../fixture/town.ts';

const applications = 3;
const late = { ...at, now: new Date('2026-12-01T10:00:00Z') };

type World = Readonly<{ db: Db; fund: TestFund; both: Actor; ids: readonly string[] }>;
type Try = Readonly<{
	step: number;
	who: number | null;
	which: number;
	cents: number;
	stale: boolean;
}>;

/** A pot for less than the three applications ask for together, and somebody who is office and treasury at once. */
async function world(db: Db): Promise<World> {
	const fund = await fundRound(db, { potCents: 20_000, rules: allByOffice });
	const office = await staff(db, 'fundOffice', ['bielefeld-mitte']);
	const finance = await staff(db, 'finance', ['bielefeld-mitte']);
	const both = { ...office, grants: [...office.grants, ...finance.grants] };
	const ids = [];
	for (let i = 0; i < applications; i++)
		ids.push((await applied(db, fund, { askedCents: 9_000 })).applicationId);
	return { db, fund, both, ids };
}

/** Whose work each step is: 0 the office, 1 the treasury, 4 the applicant, 5 the house itself. */
const whose = [0, 0, 0, 4, 5, 4, 4, 0, 0, 1, 1, 1, 4, 0, 1, 0, 0, 0, 1, 1, 1, 1];

/**
 * One attempt of somebody at something; many are refused.
 * @returns whether it was done
 */
async function attempt(world: World, { step, who, which, cents, stale }: Try): Promise<boolean> {
	const { db, fund } = world;
	const id = world.ids[which]!;
	const application = await applicationOf(db, id);
	const actors = [
		fund.office,
		fund.finance,
		fund.juror,
		world.both,
		receiptOf(application),
		system
	];
	const actor = actors[who ?? whose[step]!]!;
	const revision = application.revision + (stale ? 1 : 0);
	const reason = 'Weil es so ist.';
	const letter = { revision, reason, objection, sender: null };
	const call = await lastCall(db, id);
	const change = await lastChange(db, id);
	const seen = { revision: (call?.revision ?? 0) + (stale ? 1 : 0), reason };
	const callId = call?.id ?? '';
	const decision = { body: 'office', paper: '', reason, conditions: '' } as const;
	const plan = await costsOf(db, id);
	const granted = application.grantedCents ?? 0;
	const steps: readonly (() => Promise<unknown>)[] = [
		() =>
			decideApplication(
				db,
				actor,
				id,
				{ ...decision, outcome: 'granted', grantedCents: cents, revision },
				at.now
			),
		() => takeBackDecision(db, actor, id, { revision, reason }),
		() => notifyApplicant(db, actor, id, { revision, objection, sender: null }, at),
		() => acceptNotice(db, actor, id, { revision }, at.now),
		() => lapseApplication(db, actor, id, late),
		() =>
			requestCall(
				db,
				actor,
				id,
				{ amount: cents, purpose: 'Dafür', number: (call?.number ?? 0) + (stale ? 2 : 1) },
				at.now
			),
		() => withdrawCall(db, actor, callId, seen),
		() => checkCall(db, actor, callId, seen, at),
		() => refuseCall(db, actor, callId, seen, at),
		() => releaseCall(db, actor, callId, seen, at),
		() => notePaid(db, actor, callId, { ...seen, ...paidToday }, at),
		() => noteFailed(db, actor, callId, seen, at),
		() =>
			requestChange(
				db,
				actor,
				id,
				{
					endsOn: null,
					grantedCents: cents,
					lines: [{ lineId: plan.id, cents: plan.cents + cents - granted }],
					reason
				},
				at.now
			),
		() =>
			answerChange(
				db,
				actor,
				change?.id ?? '',
				{ verdict: cents % 4 ? 'approved' : 'rejected', answer: reason, revision: 0 },
				at
			),
		() => noteReturn(db, actor, id, { revision, amount: cents, reason }),
		() => revokeGrant(db, actor, id, letter, at),
		() => demandBack(db, actor, id, { ...letter, amount: cents }, at),
		() => settleDemand(db, actor, id, { revision, reason, giveUp: cents % 2 === 0 }, at),
		() => changePot(db, actor, fund.potId, { kind: 'cut', amountCents: cents, reason }),
		() => changePot(db, actor, fund.potId, { kind: 'allocation', amountCents: cents, reason }),
		() => noteBounced(db, actor, callId, seen, at),
		() => undoFailed(db, actor, callId, seen)
	];
	try {
		await steps[step]!();
		return true;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return false;
	}
}

const lastCall = (db: Db, id: string) =>
	db
		.selectFrom('fundCalls')
		.select(['id', 'number', 'revision'])
		.where('applicationId', '=', id)
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();

const lastChange = (db: Db, id: string) =>
	db
		.selectFrom('fundChanges')
		.select('id')
		.where('applicationId', '=', id)
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();

const costsOf = (db: Db, id: string) =>
	db
		.selectFrom('fundLines')
		.select('id')
		.select((eb) => eb.fn.coalesce('grantedCents', 'plannedCents').as('cents'))
		.where('applicationId', '=', id)
		.where('side', '=', 'cost')
		.orderBy('position')
		.limit(1)
		.executeTakeFirstOrThrow();

/** What an auditor would add up by hand from the books alone, beside what pot and applications say. */
async function audit({ db, fund }: World): Promise<void> {
	const { rows: pots } = await sql<Record<string, number>>`
		select p.amount_cents as amount, p.committed_cents as committed, p.paid_cents as paid,
			${total('allocation', 'cut')} as "bookedAmount",
			${total('reservation', 'release', 'return')} as "bookedCommitted",
			${total('payment', 'return')} as "bookedPaid"
		from fund_pots p left join fund_ledger l on l.pot_id = p.id where p.id = ${fund.potId} group by p.id`.execute(
		db
	);
	const { amount, committed, paid, ...booked } = pots[0]!;
	expect(booked).toEqual({
		bookedAmount: amount,
		bookedCommitted: committed,
		bookedPaid: paid
	});
	expect(paid).toBeGreaterThanOrEqual(0);
	expect(paid).toBeLessThanOrEqual(committed!);
	expect(committed).toBeLessThanOrEqual(amount!);

	const { rows: each } = await sql<Record<string, number>>`
		select a.granted_cents as granted, a.committed_cents as committed, a.paid_cents as paid,
			${total('reservation', 'release', 'return')} as "bookedCommitted",
			${total('payment', 'return')} as "bookedPaid",
			(select coalesce(sum(c.amount_cents), 0)::bigint from fund_calls c
				where c.application_id = a.id and c.state in ('requested', 'checked', 'released')) as open
		from fund_applications a left join fund_ledger l on l.application_id = a.id group by a.id`.execute(
		db
	);
	for (const one of each) {
		expect(one['committed']).toBe(one['bookedCommitted']);
		expect(one['paid']).toBe(one['bookedPaid']);
		expect(one['paid']).toBeLessThanOrEqual(one['committed']!);
		expect(one['committed']).toBeLessThanOrEqual(one['granted'] ?? 0);
		expect(one['paid']! + one['open']!).toBeLessThanOrEqual(one['committed']!);
	}

	const { rows: odd } = await sql`
		select c.id from fund_calls c full join fund_ledger l on l.call_id = c.id
		where (c.paid_on is not null) is distinct from (l.id is not null) and (c.id is not null or l.kind = 'payment')
			or l.kind = 'payment' and (l.amount_cents <> c.amount_cents or c.checked_by is null or c.released_by is null
				or c.checked_by = c.released_by or l.application_id <> c.application_id)`.execute(db);
	const { rows: bounced } = await sql`
		select a.id from fund_applications a where
			(select coalesce(sum(c.amount_cents), 0) from fund_calls c
				where c.application_id = a.id and c.state <> 'paid' and c.paid_on is not null)
			is distinct from (select coalesce(sum(l.amount_cents), 0) from fund_ledger l
				where l.application_id = a.id and l.kind = 'return' and l.reason = 'bounced')
			or (select coalesce(sum(case l.kind when 'return' then l.amount_cents else -l.amount_cents end), 0)
				from fund_ledger l where l.application_id = a.id and l.reason = 'bounced') <> 0`.execute(db);
	expect(bounced, 'what came back from the bank, and is promised again').toEqual([]);
	expect(odd, 'payments without their call, or by one person alone').toEqual([]);
}

/** Sum of the entries, those that take money away below zero. */
function total(plus: string, ...minus: string[]) {
	return sql`coalesce(sum(case when l.kind = ${plus} then l.amount_cents
		when l.kind in (${sql.join(minus)}) then -l.amount_cents else 0 end), 0)::bigint`;
}

/** Along the way of a grant most of the time, so that runs come as far as payments and returns. */
const steps = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(5, 7, 9, 10, 20) },
	{ weight: 1, arbitrary: fc.constantFrom(0, 2, 3) },
	{ weight: 2, arbitrary: fc.nat(21) }
);
const tries = fc.record({
	step: steps,
	// Null: whose work it is.
	who: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(5) }),
	which: fc.constantFrom(0, 0, 1, 2),
	cents: fc.oneof(fc.integer({ min: 1, max: 4_000 }), fc.constantFrom(0, -1, 9_000, 9_001)),
	stale: fc.constantFrom(false, false, false, true)
});
/** One that is paid and comes back from the bank, so that every run of this test has seen both. */
const paidAndBounced = [5, 7, 9, 10, 20].map((step) => ({
	step,
	who: null,
	which: 0 as const,
	cents: 2_500,
	stale: false
}));

test('whatever anybody tries in whatever order, every cent is explained by the books', async () => {
	const { db } = await freshDatabase();
	let payments = 0;
	let bounces = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.array(tries, { minLength: 60, maxLength: 120, size: 'max' }),
			async (all) => {
				const one = await world(db);
				await begin(one);
				for (const each of all) {
					if (await attempt(one, each)) await audit(one);
				}
				await audit(one);
				payments += await entriesOf(one, 'payment', 'call');
				bounces += await entriesOf(one, 'return', 'bounced');
			}
		),
		{ numRuns: 8, interruptAfterTimeLimit: 60_000, examples: [[paidAndBounced]] }
	);
	expect(payments, 'payments that the runs came to').toBeGreaterThan(0);
	expect(bounces, 'of them that came back').toBeGreaterThan(0);
}, 120_000);

/** The first application runs already. */
async function begin({ db, fund, ids }: World): Promise<void> {
	const [id] = ids;
	await decideApplication(
		db,
		fund.office,
		id!,
		{
			outcome: 'granted',
			body: 'office',
			paper: '',
			reason: '',
			conditions: '',
			grantedCents: 9_000,
			revision: 0
		},
		at.now
	);
	await notifyApplicant(db, fund.office, id!, { revision: 1, objection, sender: null }, at);
	const receipt = receiptOf({ applicationId: id! });
	await acceptNotice(db, receipt, id!, { revision: 2 }, at.now);
}

async function entriesOf({ db, fund }: World, kind: string, reason: string): Promise<number> {
	const { n } = await db
		.selectFrom('fundLedger')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('potId', '=', fund.potId)
		.where('kind', '=', kind)
		.where('reason', '=', reason)
		.executeTakeFirstOrThrow();
	return n;
}

test('past the books no sum can be changed: an entry about another pot, or no entry at all, is refused', async () => {
	const { db } = await freshDatabase();
	const { fund, ids } = await world(db);
	const elsewhere = await fundRound(db);
	await expect(
		db
			.insertInto('fundLedger')
			.values({
				potId: elsewhere.potId,
				applicationId: ids[0]!,
				kind: 'reservation',
				amountCents: 1,
				reason: 'decision'
			})
			.execute()
	).rejects.toThrow('has no money from the pot');
	await expect(
		db.deleteFrom('fundLedger').where('potId', '=', fund.potId).execute()
	).rejects.toThrow('the ledger is not changed');
});
