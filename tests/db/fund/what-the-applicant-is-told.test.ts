import { expect, test } from 'vitest';
import type { AccountActor, Actor } from '#lib/access/actor.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { applicationsOfOrganisation } from '#lib/formats/fund/apply/organisation-applications.server.ts';
import { chronicleOf } from '#lib/formats/fund/apply/read-mine.server.ts';
import { forApplicant } from '#lib/formats/fund/apply/told-to-applicant.ts';
import { withdrawApplication } from '#lib/formats/fund/apply/withdraw.server.ts';
import {
	bringUpAgain,
	decideApplication,
	takeBackDecision
} from '#lib/formats/fund/decide/decide.server.ts';
import { ownMoney } from '#lib/formats/fund/money/read-money.server.ts';
import { notifyApplicant } from '#lib/formats/fund/notice/notify.server.ts';
import type { Outcome } from '#lib/formats/fund/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound } from '../../fixture/fund.ts';
import { organisation } from '../../fixture/fund-jury.ts';

const now = new Date('2026-02-10T10:00:00Z');
const at = { now, origin: 'https://palaver.example' };

/** Everything that the applicant's pages show of the application itself. */
async function told(db: Db, applicationId: string): Promise<string> {
	const application = await applicationOf(db, applicationId);
	const actor: Actor = { kind: 'receipt', subjectId: applicationId };
	return JSON.stringify([
		forApplicant(application),
		await chronicleOf(db, application),
		await ownMoney(db, actor, application).then(
			({ money }) => money,
			({ reason }: { reason: string }) => reason
		)
	]);
}

async function asked() {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const organisationId = await organisation(db);
	const { applicationId } = await applied(db, fund, { organisationId, askedCents: 45_678 });
	const seen = async () => ({ revision: (await applicationOf(db, applicationId)).revision });
	const decide = async (outcome: Outcome, reason: string) =>
		decideApplication(
			db,
			fund.office,
			applicationId,
			{
				...{ body: 'office', outcome, reason, paper: '', conditions: '' },
				...{ grantedCents: outcome === 'granted' ? 45_678 : null, ...(await seen()) }
			},
			now
		);
	const { office } = fund;
	return { db, office, organisationId, applicationId, seen, decide };
}

test('before the notice the applicant reads that it is decided, neither what nor why; then they do', async () => {
	const { db, office, organisationId, applicationId, seen, decide } = await asked();
	await decide('granted', 'Gut fürs Quartier');
	const before = await told(db, applicationId);
	expect(before).toContain('decided');
	expect(before).not.toMatch(/granted"|Gut fürs|"outcome":"|grantedCents":4|committedCents":4/);
	const member: AccountActor = {
		...office,
		organisations: [{ id: organisationId, role: 'member' }]
	};
	expect(await applicationsOfOrganisation(db, member, organisationId)).toMatchObject([
		{ state: 'decided', outcome: null }
	]);
	await notifyApplicant(
		db,
		office,
		applicationId,
		{ ...(await seen()), objection: 'Sie können klagen.', sender: null },
		at
	);
	expect(await told(db, applicationId)).toMatch(
		/"outcome":"granted".*"grantedCents":45678.*Gut fürs Quartier/
	);
});

test('a decision that was taken back was never there', async () => {
	const { db, office, applicationId, seen, decide } = await asked();
	await decide('rejected', 'Zu teuer');
	await takeBackDecision(db, office, applicationId, { ...(await seen()), reason: 'Vertippt' });
	await decide('granted', 'Gut fürs Quartier');
	await notifyApplicant(
		db,
		office,
		applicationId,
		{ ...(await seen()), objection: 'Sie können klagen.', sender: null },
		at
	);
	const chronicle = await chronicleOf(db, await applicationOf(db, applicationId));
	expect(chronicle.map(({ step, reason }) => [step, reason])).toEqual([
		['notify', ''],
		['decide', 'Gut fürs Quartier']
	]);
});

test('a deferral gets no notice, so it is told at once, with its reason, and that it comes up again', async () => {
	const { db, office, applicationId, seen, decide } = await asked();
	await decide('deferred', 'Das Angebot fehlt');
	expect(await told(db, applicationId)).toMatch(/"outcome":"deferred".*Das Angebot fehlt/);
	await bringUpAgain(db, office, applicationId, await seen());
	await decide('rejected', 'Zu teuer');
	const after = await told(db, applicationId);
	expect(after).toMatch(/bringUpAgain.*Das Angebot fehlt/);
	expect(after).not.toMatch(/rejected|Zu teuer/);
});

test('who withdraws before the notice does not learn what they would have got', async () => {
	const { db, applicationId, seen, decide } = await asked();
	await decide('granted', 'Gut fürs Quartier');
	const actor: Actor = { kind: 'receipt', subjectId: applicationId };
	await withdrawApplication(db, actor, applicationId, await seen());
	expect(await told(db, applicationId)).not.toMatch(/"outcome":"|grantedCents":4|Gut fürs/);
});

test('who of the staff has a conflict of interest is not told', async () => {
	const { db, office, applicationId } = await asked();
	const { accountId } = office;
	await db.insertInto('fundConflicts').values({ applicationId, accountId, reason: 'x' }).execute();
	expect(await told(db, applicationId)).not.toContain(accountId);
});
