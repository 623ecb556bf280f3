import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountActor } from '#lib/access/actor.ts';
import { historyFilterSchema, readHistory } from '#lib/core/history/reads.server.ts';
import { decideApplication, takeBackDecision } from '#lib/formats/fund/decide/decide.server.ts';
import { exportBooks } from '#lib/formats/fund/ledger/export-books.server.ts';
import { changePot } from '#lib/formats/fund/ledger/pots.server.ts';
import { listPots, readPot } from '#lib/formats/fund/ledger/read-pots.server.ts';
import { formats } from '#lib/formats/registry.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { pageOf, sentenceOf } from '../../../src/routes/(staff)/admin/history/words.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound, type TestFund } from '../../fixture/fund.ts';
import { staff } from '../../fixture/town.ts';

const now = new Date('2026-02-10T10:00:00Z');
const ours = { body: 'office', paper: '', reason: '', conditions: '' } as const;

const grant = (db: Db, fund: TestFund, id: string, grantedCents: number, revision = 0) =>
	decideApplication(
		db,
		fund.office,
		id,
		{ ...ours, outcome: 'granted', grantedCents, revision },
		now
	);

test('each entry says what is free afterwards, and for which application it was', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { potCents: 100_000 });
	const { applicationId } = await applied(db, fund, { askedCents: 30_000 });
	await grant(db, fund, applicationId, 30_000);
	await changePot(db, fund.finance, fund.potId, {
		kind: 'cut',
		amountCents: 20_000,
		reason: 'Haushaltssperre'
	});
	await takeBackDecision(db, fund.office, applicationId, { revision: 1, reason: 'Verschrieben' });
	const { entries, mayFill } = await readPot(db, fund.juror, fund.potId);
	expect(
		entries.map(({ kind, amountCents, freeAfter, number }) => [
			kind,
			amountCents,
			freeAfter,
			number
		])
	).toEqual([
		['allocation', 100_000, 100_000, null],
		['reservation', 30_000, 70_000, 1],
		['cut', 20_000, 50_000, null],
		['release', 30_000, 80_000, 1]
	]);
	expect(mayFill).toBe(false);
	expect((await readPot(db, fund.finance, fund.potId)).mayFill).toBe(true);
});

test('whatever happens, the last entry’s sums are those of the pot', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { potCents: 100_000 });
	const cents = fc.integer({ min: 1, max: 40_000 });
	const step = fc.record({ kind: fc.constantFrom('allocation', 'cut', 'grant'), cents });
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
			for (const { kind, cents: amountCents } of steps) {
				const { applicationId } = await applied(db, fund, { askedCents: 40_000 });
				const done =
					kind === 'grant'
						? grant(db, fund, applicationId, amountCents)
						: changePot(db, fund.finance, fund.potId, {
								kind: kind as 'cut',
								amountCents,
								reason: 'Beschluss'
							});
				await done.catch((error: unknown) =>
					expect(error).toMatchObject({ reason: 'pot_exhausted' })
				);
			}
			const { pot, entries } = await readPot(db, fund.office, fund.potId);
			expect(entries.at(-1)).toMatchObject({
				amountAfter: pot.amountCents,
				committedAfter: pot.committedCents,
				paidAfter: pot.paidCents,
				freeAfter: pot.amountCents - pot.committedCents
			});
			for (const { freeAfter } of entries) expect(freeAfter).toBeGreaterThanOrEqual(0);
		}),
		{ numRuns: 8 }
	);
});

test('the sums of the books are complete for all who see the pot; a conflict of interest closes what they are for', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund, { askedCents: 30_000 });
	await grant(db, fund, applicationId, 30_000);
	const { accountId } = fund.juror as AccountActor;
	await db.insertInto('fundConflicts').values({ applicationId, accountId }).execute();
	const last = async (actor: AccountActor) =>
		(await readPot(db, actor, fund.potId)).entries.at(-1)!;
	const seen = await last(fund.finance);
	expect(seen).toMatchObject({ number: 1, activityId: fund.activityId });
	expect(seen.reason).not.toBe('');
	expect(await last(fund.juror)).toEqual({
		...seen,
		...{ reason: '', number: null, activityId: null, roundTitle: null, callNumber: null }
	});
	const { body } = await exportBooks(db, fund.juror, fund.potId, { format: 'csv', locale: 'de' });
	const line = (await new Response(body).text()).trim().split('\r\n').at(-1)!;
	expect(line).not.toContain('2026 ');
});

test('a pot is seen where one has a role', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const elsewhere = await staff(db, 'finance', ['bielefeld-heepen']);
	expect(await listPots(db, elsewhere)).toEqual([]);
	await expect(readPot(db, elsewhere, fund.potId)).rejects.toMatchObject({ kind: 'forbidden' });
	await expect(readPot(db, fund.office, fund.activityId)).rejects.toMatchObject({
		reason: 'pot_unknown'
	});
	expect(await listPots(db, fund.office)).toHaveLength(1);
});

test('the books as a file calculate in euros, and a reason that looks like a formula is text', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { potCents: 123_456 });
	await changePot(db, fund.finance, fund.potId, {
		kind: 'allocation',
		amountCents: 1,
		reason: '=1+1'
	});
	const { body } = await exportBooks(db, fund.office, fund.potId, { format: 'csv', locale: 'de' });
	const lines = (await new Response(body).text()).split('\r\n');
	expect(lines[0]).toContain('Danach frei (EUR)');
	expect(lines[1]).toContain('1234.56');
	expect(lines[2]).toContain(`'=1+1`);
	const xlsx = await exportBooks(db, fund.office, fund.potId, { format: 'xlsx', locale: 'de' });
	const bytes = new Uint8Array(await new Response(xlsx.body).arrayBuffer());
	expect(String.fromCharCode(...bytes.slice(0, 2))).toBe('PK');
});

test('the audit trail tells of a pot by its name and leads to it', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const administrator = await staff(db, 'administrator', ['bielefeld', 'bielefeld-mitte']);
	const { rows } = await readHistory(
		db,
		administrator,
		historyFilterSchema.parse({ action: 'fund.potCreated' })
	);
	expect(rows).toHaveLength(1);
	expect(pageOf(rows[0]!, formats)).toBe(`/staff/fund/pots/${fund.potId}`);
	expect(sentenceOf(rows[0]!, formats)).toMatch(/Teilhabefonds \w{8} 2026.*Topf angelegt/);
});
