import { expect, test } from 'vitest';
import type { AccountActor } from '#lib/access/actor.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { queryApplicant } from '#lib/formats/fund/review/query-applicant.server.ts';
import { readDesk } from '#lib/formats/fund/review/read-desk.server.ts';
import {
	finishReview,
	resumeReview,
	takeForReview
} from '#lib/formats/fund/review/review.server.ts';
import { waitingFor } from '#lib/formats/fund/review/waiting.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound } from '../../fixture/fund.ts';

const now = new Date('2026-02-10T10:00:00Z');
const times = { now, origin: 'https://palaver.example' };
const query = { reason: 'Bitte schicken Sie ein zweites Angebot.', dueOn: '2026-03-03' };

const mailsOf = (db: Db) =>
	db.selectFrom('mails').select(['recipient', 'subject', 'body']).execute();

test('from its submission to a question, back and to the point where it can be decided', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund, { state: 'submitted' });
	await takeForReview(db, fund.office, applicationId, { revision: 0 });
	await queryApplicant(db, fund.office, applicationId, { ...query, revision: 1 }, times);
	expect(await applicationOf(db, applicationId)).toMatchObject({
		state: 'queried',
		dueOn: '2026-03-03',
		revision: 2
	});
	await db
		.updateTable('fundApplications')
		.set({ state: 'inReview', dueOn: null })
		.where('id', '=', applicationId)
		.execute();
	await finishReview(db, fund.office, applicationId, { revision: 2 });
	await resumeReview(db, fund.office, applicationId, { revision: 3, reason: 'Angebot fehlt doch' });
	await finishReview(db, fund.office, applicationId, { revision: 4 });
	const { chronicle, application } = await readDesk(db, fund.office, fund.activityId, 1);
	expect(application.state).toBe('ready');
	expect(chronicle.map(({ step, reason }) => [step, reason])).toEqual([
		['take', ''],
		['query', query.reason],
		['finishReview', ''],
		['resumeReview', 'Angebot fehlt doch'],
		['finishReview', '']
	]);
});

test('of two reviewers at once the second hears that it has changed, and reads by whom', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund, { state: 'inReview' });
	const both = await Promise.allSettled([
		finishReview(db, fund.office, applicationId, { revision: 0 }),
		queryApplicant(db, fund.office, applicationId, { ...query, revision: 0 }, times)
	]);
	const refused = both.filter((one) => one.status === 'rejected');
	expect(refused).toHaveLength(1);
	expect(refused[0]!.reason).toMatchObject({ kind: 'conflict', reason: 'not_possible_now' });
	const { chronicle } = await readDesk(db, fund.office, fund.activityId, 1);
	expect(chronicle).toHaveLength(1);
	expect(chronicle[0]!.displayName).toBe('fundOffice');
	// The one who was too late told nobody anything.
	expect(await mailsOf(db)).toHaveLength(chronicle[0]!.step === 'query' ? 1 : 0);
});

test('a page that is older than the last change takes no step, though the state would allow it', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund, { state: 'inReview' });
	await db
		.updateTable('fundApplications')
		.set({ revision: 2 })
		.where('id', '=', applicationId)
		.execute();
	await expect(finishReview(db, fund.office, applicationId, { revision: 0 })).rejects.toMatchObject(
		{ kind: 'conflict', reason: 'changed_meanwhile' }
	);
});

test.each([
	['no question', { reason: '  ' }, 'reason'],
	['a question of a whole page', { reason: 'a'.repeat(2001) }, 'reason'],
	['no day', { dueOn: '' }, 'dueOn'],
	['a day that there is not', { dueOn: '2026-02-30' }, 'dueOn'],
	['today', { dueOn: '2026-02-10' }, 'dueOn'],
	['a day in years', { dueOn: '2027-02-11' }, 'dueOn']
])('not asked: %s', async (_what, wrong, field) => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund, { state: 'inReview' });
	const asked = queryApplicant(
		db,
		fund.office,
		applicationId,
		{ ...query, ...wrong, revision: 0 },
		times
	);
	await expect(asked).rejects.toMatchObject({
		kind: 'invalid',
		fields: { [field]: expect.any(String) as string }
	});
	expect((await applicationOf(db, applicationId)).state).toBe('inReview');
	expect(await mailsOf(db)).toEqual([]);
});

test('who holds a receipt is told to use its code, in their language', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund, { state: 'inReview' });
	await db.updateTable('fundApplications').set({ locale: 'en' }).execute();
	await queryApplicant(db, fund.office, applicationId, { ...query, revision: 0 }, times);
	const [mail] = await mailsOf(db);
	expect(mail).toMatchObject({ recipient: 'nour@example.org' });
	expect(mail!.subject).toBe('Application 1: something is missing');
	expect(mail!.body).toContain('https://palaver.example/en/receipt');
	expect(mail!.body).toContain(query.reason);
	expect(mail!.body).toContain('3 March 2026');
	expect(mail!.body).not.toContain(applicationId);
});

test('members of an organisation are led to its application; without an address there is no mail', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { id: organisationId } = await db
		.insertInto('organisations')
		.values({ name: 'Sportclub', nameKey: 'sportclub', kind: 'association' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const ours = await applied(db, fund, { state: 'inReview', organisationId });
	const silent = await applied(db, fund, { state: 'inReview' });
	await db
		.updateTable('fundContacts')
		.set({ email: '' })
		.where('applicationId', '=', silent.applicationId)
		.execute();
	for (const { applicationId } of [ours, silent])
		await queryApplicant(db, fund.office, applicationId, { ...query, revision: 0 }, times);
	const mails = await mailsOf(db);
	expect(mails).toHaveLength(1);
	expect(mails[0]!.body).toContain(`/fund/${fund.slug}/mine/${ours.applicationId}`);
});

test('the desk shows the plan against the rules, and the contact to office and finance only', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { potCents: 50_000 });
	await applied(db, fund, { askedCents: 90_000, startsOn: '2026-01-20', endsOn: '2026-03-20' });
	const desk = await readDesk(db, fund.office, fund.activityId, 1);
	expect(Object.fromEntries(desk.checks.map(({ key, good }) => [key, good]))).toEqual({
		balanced: true,
		ceiling: true,
		share: true,
		pot: false,
		lead: false,
		longest: true
	});
	expect(desk.neededBody).toBe('jury');
	expect(desk.contact?.name).toBe('Nour Haddad');
	expect(desk.steps).toEqual(['resumeReview', 'decide']);
	expect((await readDesk(db, fund.finance, fund.activityId, 1)).contact).not.toBeNull();
	const seen = await readDesk(db, fund.juror, fund.activityId, 1);
	expect(seen.contact).toBeNull();
	expect(seen.steps).toEqual([]);
	expect(JSON.stringify(seen)).not.toContain('DE02120300000000202051');
	expect(JSON.stringify(seen)).not.toContain('nour@example.org');
});

test('whoever declared a conflict of interest is not shown the application', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await applied(db, fund);
	const { accountId } = fund.office as AccountActor;
	await db.insertInto('fundConflicts').values({ applicationId, accountId }).execute();
	await expect(readDesk(db, fund.office, fund.activityId, 1)).rejects.toMatchObject({
		kind: 'forbidden'
	});
});

test('what waits is told to each by their role, without what a conflict of interest closes', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const submitted = await applied(db, fund, { state: 'submitted' });
	await applied(db, fund, { state: 'submitted' });
	await applied(db, fund, { state: 'proofSubmitted' });
	const answered = await applied(db, fund, { state: 'inReview' });
	await applied(db, fund, { state: 'inReview' });
	await db
		.insertInto('fundSteps')
		.values({
			applicationId: answered.applicationId,
			step: 'answer',
			fromState: 'queried',
			toState: 'inReview',
			takenAs: 'applicant'
		})
		.execute();
	const { accountId } = fund.office as AccountActor;
	await db
		.insertInto('fundConflicts')
		.values({ applicationId: submitted.applicationId, accountId })
		.execute();
	const waiting = async (actor: AccountActor) =>
		(await waitingFor(db, actor)).map(({ kind, n }) => `${n} ${kind}`);
	expect(await waiting(fund.office)).toEqual(['1 submitted', '1 answered', '1 proofs']);
	expect(await waiting(fund.finance)).toEqual([]);
	expect(await waiting(fund.juror)).toEqual([]);
});
