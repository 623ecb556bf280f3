import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { applicantOf } from '#lib/formats/fund/apply/applicant.server.ts';
import { chronicleOf } from '#lib/formats/fund/apply/read-mine.server.ts';
import { saveDraft, storedDraft } from '#lib/formats/fund/apply/save-draft.server.ts';
import { startApplication } from '#lib/formats/fund/apply/start.server.ts';
import { answerQuery, submitApplication } from '#lib/formats/fund/apply/submit.server.ts';
import { withdrawApplication } from '#lib/formats/fund/apply/withdraw.server.ts';
import { decideApplication } from '#lib/formats/fund/decide/decide.server.ts';
import { potSubject } from '#lib/formats/fund/ledger/pots.server.ts';
import { roundOf } from '#lib/formats/fund/round/round.server.ts';
import { runRound } from '#lib/formats/fund/round/set-up-round.server.ts';
import { linesOf } from '#lib/formats/fund/staff/read-application.server.ts';
import { takeStep } from '#lib/formats/fund/take-step.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { fundRound, type TestFund } from '../../fixture/fund.ts';
import { beginning, drafted, goodDraft, typeAll } from '../../fixture/fund-draft.ts';

const now = new Date('2026-02-10T10:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const origin = 'https://palaver.example';

/** Some transaction of this database waits for a lock. */
async function somebodyWaits(db: Db): Promise<boolean> {
	const { rows } = await sql`
		select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
		db
	);
	return rows.length > 0;
}

type Drafted = Awaited<ReturnType<typeof drafted>>;
const submit = (db: Db, { actor, applicationId, revision, key }: Drafted, at = now) =>
	submitApplication(db, actor, applicationId, { revision }, { origin, key }, at);

const endsAt = (db: Db, { activityId }: TestFund, at: Date | null) =>
	db.updateTable('activities').set({ endsAt: at }).where('id', '=', activityId).execute();

/** The office takes it and asks. */
async function query(db: Db, fund: TestFund, applicationId: string, dueOn: string) {
	await db.transaction().execute(async (trx) => {
		const taken = await applicationOf(trx, applicationId);
		await takeStep(trx, fund.office, taken, 'take', { revision: taken.revision });
		const asked = await applicationOf(trx, applicationId);
		await takeStep(trx, fund.office, asked, 'query', {
			revision: asked.revision,
			reason: 'Bitte ein Angebot für die Töpfe.',
			set: { dueOn }
		});
	});
}

test('a volunteer without an account begins, types, comes back by the code and hands in', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const mine = await drafted(db, fund, now);
	expect(await applicationOf(db, mine.applicationId)).toMatchObject({
		state: 'draft',
		number: null,
		title: 'Kochen auf dem Platz'
	});
	const back = await applicantOf(db, anonymous, fund.slug, mine.key.toLowerCase());
	expect(back.application.applicationId).toBe(mine.applicationId);
	expect(await submit(db, mine)).toBe(1);
	const application = await applicationOf(db, mine.applicationId);
	expect(application).toMatchObject({
		state: 'submitted',
		number: 1,
		askedCents: 90_000,
		startsOn: '2026-04-01',
		committedCents: 0
	});
	expect(await linesOf(db, mine.applicationId)).toMatchObject([
		{ side: 'cost', position: 1, category: 'materials', plannedCents: 85_050, grantedCents: null },
		{ side: 'cost', position: 2, category: 'rent', plannedCents: 14_950 },
		{ side: 'funding', position: 1, category: 'grant', plannedCents: 90_000 },
		{ side: 'funding', position: 2, category: 'own', plannedCents: 10_000 }
	]);
	const contact = await db.selectFrom('fundContacts').selectAll().executeTakeFirstOrThrow();
	expect(contact).toMatchObject({ name: 'Nour Haddad', iban: 'DE02120300000000202051' });
	const [entry] = await chronicleOf(db, await applicationOf(db, mine.applicationId));
	expect(entry).toMatchObject({ step: 'submit', takenAs: 'applicant' });
});

test('whoever gave an address gets the way back by mail, in their language; nobody else gets one', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const mine = await drafted(db, fund, now);
	await db
		.updateTable('fundApplications')
		.set({ locale: 'en' })
		.where('id', '=', mine.applicationId)
		.execute();
	await submit(db, mine);
	await submit(db, await drafted(db, fund, now, goodDraft({ email: '' })));
	const mails = await db.selectFrom('mails').select(['recipient', 'subject', 'body']).execute();
	expect(mails).toHaveLength(1);
	expect(mails[0]).toMatchObject({ recipient: 'nour@example.org' });
	expect(mails[0]!.subject).toContain('Application 1 has arrived');
	expect(mails[0]!.body).toContain(`${origin}/en/fund/${fund.slug}/mine/${mine.key}`);
	expect(mails[0]!.body).toContain(mine.key.match(/.{4}/g)!.join('-'));
});

test('the same form sent twice begins one draft with one code', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const round = await roundOf(db, fund.activityId);
	const start = { ...beginning, clientKey: crypto.randomUUID() };
	const both = await Promise.all(
		[1, 2].map(() => startApplication(db, anonymous, round, start, now))
	);
	expect(both[0]).toEqual(both[1]);
	expect(await db.selectFrom('fundApplications').select('id').execute()).toHaveLength(1);
});

test('what is not right is not taken, and every complaint comes at once', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const mine = await drafted(db, fund, now, goodDraft({ grant: '1.000', iban: 'DE00', title: '' }));
	await expect(submit(db, mine)).rejects.toMatchObject({
		kind: 'invalid',
		reason: 'application_incomplete',
		fields: { sums: 'sum_over', iban: 'iban_invalid', title: 'missing' }
	});
	expect(await applicationOf(db, mine.applicationId)).toMatchObject({
		state: 'draft',
		number: null
	});
	expect((await storedDraft(db, mine.applicationId)).iban).toBe('DE00');
	expect(await db.selectFrom('mails').select('id').execute()).toEqual([]);
});

test('a form opened before the deadline and sent after it is refused, and the draft stays', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const mine = await drafted(db, fund, now);
	await endsAt(db, fund, now);
	await expect(submit(db, mine, new Date(now.getTime() + 1))).rejects.toMatchObject({
		kind: 'conflict',
		reason: 'round_closed'
	});
	expect(await storedDraft(db, mine.applicationId)).toMatchObject({
		title: 'Kochen auf dem Platz'
	});
	const round = await roundOf(db, fund.activityId);
	const start = { ...beginning, clientKey: crypto.randomUUID() };
	await expect(startApplication(db, anonymous, round, start, later(1))).rejects.toMatchObject({
		reason: 'round_closed'
	});
	expect(await submit(db, mine, now)).toBe(1);
});

test('who hands in while the round is being finished waits for its end, and is refused', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const mine = await drafted(db, fund, now);
	let outcome: Promise<unknown> = Promise.resolve();
	await db.transaction().execute(async (trx) => {
		await trx
			.updateTable('activities')
			.set({ status: 'finished' })
			.where('id', '=', fund.activityId)
			.execute();
		outcome = submit(db, mine).then(
			(number) => number,
			({ reason }: { reason: string }) => reason
		);
		// It stands in line before this transaction is over.
		while (!(await somebodyWaits(db)));
	});
	expect(await outcome).toBe('round_closed');
});

test('twenty who hand in at once get twenty numbers without a gap', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const all: Drafted[] = [];
	for (let i = 0; i < 20; i++) all.push(await drafted(db, fund, now));
	const numbers = await Promise.all(all.map((one) => submit(db, one)));
	expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

test('handing in twice at once is one application; the second is told', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const mine = await drafted(db, fund, now);
	const both = await Promise.allSettled([submit(db, mine), submit(db, mine)]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const { lastNumber } = await db
		.selectFrom('fundRounds')
		.select('lastNumber')
		.executeTakeFirstOrThrow();
	expect(lastNumber).toBe(1);
	expect(await db.selectFrom('mails').select('id').execute()).toHaveLength(1);
});

test('two devices: the second is told, and what it typed can be saved once it knows', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { actor, applicationId, revision } = await drafted(db, fund, now);
	const save = (otherApplications: string, seen: number) =>
		saveDraft(
			db,
			actor,
			applicationId,
			{
				step: 'more',
				typed: { otherApplications, declarations: [] },
				revision: seen,
				locale: 'de'
			},
			now
		);
	await save('Sparkasse', revision);
	await expect(save('Diakonie', revision)).rejects.toMatchObject({ reason: 'changed_meanwhile' });
	// The same sent twice, as by a tired thumb, is no conflict.
	await save('Sparkasse', revision);
	expect((await storedDraft(db, applicationId)).otherApplications).toBe('Sparkasse');
	await save('Diakonie', revision + 1);
	expect((await storedDraft(db, applicationId)).otherApplications).toBe('Diakonie');
});

test('who checked an older state does not hand in what another device has changed', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const mine = await drafted(db, fund, now);
	await typeAll(db, mine.actor, mine.applicationId, goodDraft({ grant: '900,00' }), now);
	await expect(submit(db, mine)).rejects.toMatchObject({ reason: 'changed_meanwhile' });
});

test('a queried application is answered after the deadline, keeps number and rules, and every version stays', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const mine = await drafted(db, fund, now);
	await submit(db, mine);
	await endsAt(db, fund, later(1));
	await query(db, fund, mine.applicationId, '2026-03-10');
	// The round has become stricter meanwhile.
	await db
		.updateTable('fundRounds')
		.set({
			rules: JSON.stringify({ ...(await roundOf(db, fund.activityId)).rules, ceilingCents: 1 })
		})
		.execute();
	const changed = goodDraft({
		costs: [{ category: 'materials', label: 'Töpfe', amount: '1000' }],
		// The lead time counts from the first submission.
		startsOn: '2026-02-24'
	});
	await typeAll(db, mine.actor, mine.applicationId, changed, later(20));
	const { revision } = await applicationOf(db, mine.applicationId);
	const answer = (at: Date) =>
		answerQuery(db, mine.actor, mine.applicationId, { revision, answer: 'Angebot dabei.' }, at);
	await expect(answer(new Date('2026-03-11T10:00:00Z'))).rejects.toMatchObject({
		reason: 'answer_too_late'
	});
	await db
		.insertInto('fundScores')
		.values({
			applicationId: mine.applicationId,
			accountId: fund.juror.accountId,
			criterion: 'nutzen',
			points: 5
		})
		.execute();
	await answer(new Date('2026-03-10T20:00:00Z'));
	// Points for the text before.
	expect(await db.selectFrom('fundScores').selectAll().execute()).toEqual([]);
	expect(await applicationOf(db, mine.applicationId)).toMatchObject({
		state: 'inReview',
		number: 1,
		dueOn: null,
		startsOn: '2026-02-24',
		rules: { ceilingCents: 250_000 }
	});
	expect(await linesOf(db, mine.applicationId)).toHaveLength(3);
	const versions = await db
		.selectFrom('fundVersions')
		.select(['version', 'content', 'submittedOn'])
		.orderBy('version')
		.execute();
	expect(versions).toMatchObject([
		{ version: 1, submittedOn: '2026-02-10', content: { startsOn: '2026-04-01' } },
		{ version: 2, submittedOn: '2026-03-10', content: { startsOn: '2026-02-24' } }
	]);
	const [last] = await chronicleOf(db, await applicationOf(db, mine.applicationId));
	expect(last).toMatchObject({ step: 'answer', reason: 'Angebot dabei.', takenAs: 'applicant' });
});

test('what is submitted is not written in any more', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const mine = await drafted(db, fund, now);
	await submit(db, mine);
	await expect(
		saveDraft(
			db,
			mine.actor,
			mine.applicationId,
			{ step: 'costs', typed: { costs: [] }, revision: mine.revision + 1, locale: 'de' },
			now
		)
	).rejects.toMatchObject({ reason: 'not_possible_now' });
});

test('a draft as large as a book is refused', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { actor, applicationId, revision } = await drafted(db, fund, now);
	const typed = { otherApplications: 'x'.repeat(200_000), declarations: [] };
	await expect(
		saveDraft(db, actor, applicationId, { step: 'more', typed, revision, locale: 'de' }, now)
	).rejects.toMatchObject({ kind: 'large', reason: 'draft_too_large' });
});

test('a withdrawn draft forgets what was typed; a withdrawn grant is free again', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { actor, applicationId, revision } = await drafted(db, fund, now);
	await withdrawApplication(db, actor, applicationId, { revision });
	expect(await storedDraft(db, applicationId)).toMatchObject({ title: '', iban: '' });
	expect(await applicationOf(db, applicationId)).toMatchObject({ state: 'withdrawn', title: '' });

	const granted = await drafted(db, fund, now, goodDraft({ grant: '450', costs: half }));
	await submit(db, granted);
	await db
		.updateTable('fundApplications')
		.set({ state: 'ready' })
		.where('id', '=', granted.applicationId)
		.execute();
	const ready = await applicationOf(db, granted.applicationId);
	const decision = {
		body: 'office',
		outcome: 'granted',
		paper: '',
		reason: '',
		conditions: '',
		grantedCents: 45_000,
		revision: ready.revision
	} as const;
	await decideApplication(db, fund.office, granted.applicationId, decision, now);
	expect(await potSubject(db, fund.potId)).toMatchObject({ committedCents: 45_000 });
	await withdrawApplication(db, granted.actor, granted.applicationId, {
		revision: ready.revision + 1
	});
	expect(await potSubject(db, fund.potId)).toMatchObject({ committedCents: 0 });
	expect(await applicationOf(db, granted.applicationId)).toMatchObject({ state: 'withdrawn' });
});

const half = [{ category: 'materials', label: 'Töpfe', amount: '550' }];

test('a round that was finished takes nothing, and reopened it does', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const mine = await drafted(db, fund, now);
	await runRound(db, fund.office, fund.activityId, 'finish', now);
	await expect(submit(db, mine)).rejects.toMatchObject({ reason: 'round_closed' });
	await runRound(db, fund.office, fund.activityId, 'reopen', now);
	expect(await submit(db, mine)).toBe(1);
});
