import { expect, test } from 'vitest';
import { anonymous, type AccountActor } from '#lib/access/actor.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { applicantOf } from '#lib/formats/fund/apply/applicant.server.ts';
import {
	attachFiles,
	attachmentFile,
	attachmentsOf,
	detachFile
} from '#lib/formats/fund/apply/attachments.server.ts';
import { bindToOrganisation } from '#lib/formats/fund/apply/bind.server.ts';
import {
	applicationsOfOrganisation,
	openRounds
} from '#lib/formats/fund/apply/organisation-applications.server.ts';
import { startApplication } from '#lib/formats/fund/apply/start.server.ts';
import { submitApplication } from '#lib/formats/fund/apply/submit.server.ts';
import { withdrawApplication } from '#lib/formats/fund/apply/withdraw.server.ts';
import { takeBackConflict } from '#lib/formats/fund/jury/conflicts.server.ts';
import { readJuryTab } from '#lib/formats/fund/jury/jury-tab.server.ts';
import { archiveRound } from '#lib/formats/fund/retention.server.ts';
import { roundOf } from '#lib/formats/fund/round/round.server.ts';
import { runRound } from '#lib/formats/fund/round/set-up-round.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { openDocuments } from '#lib/platform/documents/store.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { pdf } from '../../fixture/documents.ts';
import { fundRound } from '../../fixture/fund.ts';
import { beginning, drafted } from '../../fixture/fund-draft.ts';
import { juror } from '../../fixture/fund-jury.ts';
import { staff } from '../../fixture/town.ts';

const now = new Date('2026-02-10T10:00:00Z');

async function organisation(db: Db, name = 'Kochverein'): Promise<string> {
	const { id } = await db
		.insertInto('organisations')
		.values({ name, nameKey: name.toLowerCase(), kind: 'association' })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Somebody with an account and no role, who belongs to it. */
async function member(db: Db, ...ids: string[]): Promise<AccountActor> {
	const actor = await staff(db, 'planner', []);
	return {
		...actor,
		secondFactor: false,
		grants: [],
		organisations: ids.map((id) => ({ id, role: 'member' as const }))
	};
}

test('members write together what one of them began; strangers and other organisations do not', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const organisationId = await organisation(db);
	const other = await organisation(db, 'Sportverein');
	const round = await roundOf(db, fund.activityId);
	const start = { ...beginning, organisationId, clientKey: crypto.randomUUID() };
	await expect(startApplication(db, anonymous, round, start, now)).rejects.toMatchObject({
		kind: 'unauthenticated'
	});
	await expect(
		startApplication(db, await member(db, other), round, start, now)
	).rejects.toMatchObject({ kind: 'forbidden' });
	const { key } = await startApplication(db, await member(db, organisationId), round, start, now);
	const colleague = await member(db, organisationId);
	const opened = await applicantOf(db, colleague, fund.slug, key);
	expect(opened.application.organisationId).toBe(organisationId);
	await expect(applicantOf(db, await member(db, other), fund.slug, key)).rejects.toMatchObject({
		kind: 'forbidden'
	});
	expect(await applicationsOfOrganisation(db, colleague, organisationId)).toMatchObject([
		{ id: key, state: 'draft', number: null }
	]);
	await expect(applicationsOfOrganisation(db, colleague, other)).rejects.toMatchObject({
		kind: 'forbidden'
	});
	expect(await openRounds(db, now)).toMatchObject([{ slug: fund.slug }]);
});

test('an archived organisation begins nothing', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const organisationId = await organisation(db);
	await db.updateTable('organisations').set({ archivedAt: now }).execute();
	const round = await roundOf(db, fund.activityId);
	const start = { ...beginning, organisationId, clientKey: crypto.randomUUID() };
	await expect(
		startApplication(db, await member(db, organisationId), round, start, now)
	).rejects.toMatchObject({ reason: 'organisation_unknown' });
});

test('a draft with a code is handed to an organisation once; its members see it, and the code is good no longer', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const organisationId = await organisation(db);
	const nour = await member(db, organisationId);
	const { actor, applicationId, revision, key } = await drafted(db, fund, now);
	const bind = (holder: typeof actor, to: string, who = nour) =>
		bindToOrganisation(db, holder, who, applicationId, { organisationId: to, revision });
	await expect(bind(nour, organisationId)).rejects.toMatchObject({ kind: 'forbidden' });
	await expect(bind(actor, await organisation(db, 'Fremd'))).rejects.toMatchObject({
		kind: 'forbidden'
	});
	await bind(actor, organisationId);
	await expect(bind(actor, organisationId)).rejects.toMatchObject({ reason: 'bound_already' });
	const colleague = await member(db, organisationId);
	expect((await applicantOf(db, colleague, fund.slug, applicationId)).application).toMatchObject({
		organisationId
	});
	await expect(applicantOf(db, anonymous, fund.slug, key)).rejects.toMatchObject({
		reason: 'application_unknown'
	});
	const { clientKey } = await db
		.selectFrom('fundApplications')
		.select('clientKey')
		.executeTakeFirstOrThrow();
	const again = { ...beginning, clientKey: clientKey! };
	expect(
		await startApplication(db, anonymous, await roundOf(db, fund.activityId), again, now)
	).toEqual({ key: applicationId });
	const address = { origin: 'https://palaver.example', key: applicationId };
	const seen = { revision: revision + 1 };
	expect(await submitApplication(db, colleague, applicationId, seen, address, now)).toBe(1);
	const { body } = await db.selectFrom('mails').select('body').executeTakeFirstOrThrow();
	expect(body).toContain(`/mine/${applicationId}`);
	const history = await db
		.selectFrom('history')
		.select('action')
		.where('action', '=', 'fund.bound')
		.execute();
	expect(history).toHaveLength(1);
});

test('an application is not handed over while the jury has it, so that nobody is excluded who has voted', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const organisationId = await organisation(db);
	const nour = await member(db, organisationId);
	const { actor, applicationId, revision } = await drafted(db, fund, now);
	const bind = () =>
		bindToOrganisation(db, actor, nour, applicationId, { organisationId, revision });
	const become = (state: string) =>
		db.updateTable('fundApplications').set({ state }).where('id', '=', applicationId).execute();
	await become('ready');
	await expect(bind()).rejects.toMatchObject({ kind: 'conflict', reason: 'being_decided' });
	await become('decided');
	await bind();
});

test('what the office has seen stays attached; an answer only adds, and the audit trail tells of it', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const documents = openDocuments(db, {
		appSecret: 's'.repeat(32),
		scanner: null,
		clock: () => now
	});
	const { actor, applicationId } = await drafted(db, fund, now);
	const attach = (name: string) =>
		attachFiles(db, actor, documents, applicationId, [
			new File([new Uint8Array(pdf())], `${name}.pdf`)
		]);
	await attach('Angebot');
	const { revision } = await applicationOf(db, applicationId);
	const address = { origin: 'https://palaver.example', key: 'x' };
	await submitApplication(db, actor, applicationId, { revision }, address, now);
	await db
		.updateTable('fundApplications')
		.set({ state: 'queried' })
		.where('id', '=', applicationId)
		.execute();
	await attach('Zweites-Angebot');
	const [seen, added] = await attachmentsOf(db, applicationId);
	expect([seen!.wasSeen, added!.wasSeen]).toEqual([true, false]);
	await expect(detachFile(db, actor, applicationId, seen!.id)).rejects.toMatchObject({
		kind: 'conflict',
		reason: 'attachment_was_seen'
	});
	await detachFile(db, actor, applicationId, added!.id);
	await detachFile(db, actor, applicationId, added!.id);
	expect(await attachmentsOf(db, applicationId)).toMatchObject([{ name: 'Angebot.pdf' }]);
	const trail = await db
		.selectFrom('history')
		.select('action')
		.where('action', 'in', ['fund.attached', 'fund.detached'])
		.orderBy('id')
		.execute();
	expect(trail.map(({ action }) => action)).toEqual(['fund.attached', 'fund.detached']);
});

test('a juror of the applicant stays excluded after leaving it; their own pages go with the membership', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const organisationId = await organisation(db);
	const [mira, left] = [await juror(db, 'Mira', organisationId), { organisations: [] }];
	const { actor, applicationId, revision } = await drafted(db, fund, now);
	const address = { origin: 'https://palaver.example', key: applicationId };
	await bindToOrganisation(db, actor, mira, applicationId, { organisationId, revision });
	const seen = { revision: revision + 1 };
	await submitApplication(db, mira, applicationId, seen, address, now);
	await applicantOf(db, mira, fund.slug, applicationId);
	await db.deleteFrom('memberships').execute();
	const tab = () => readJuryTab(db, { ...mira, ...left }, fund.activityId, 1);
	await expect(tab()).rejects.toMatchObject({ kind: 'forbidden' });
	const { accountId } = mira;
	await takeBackConflict(db, fund.office, applicationId, { accountId, reason: 'Verwechselt' });
	await expect(tab()).resolves.toMatchObject({ detail: { application: { number: 1 } } });
});

test('a receipt opens its own application only', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const elsewhere = await fundRound(db);
	const mine = await drafted(db, fund, now);
	const other = await drafted(db, fund, now);
	await expect(
		withdrawApplication(db, mine.actor, other.applicationId, { revision: other.revision })
	).rejects.toMatchObject({ kind: 'forbidden' });
	await expect(applicantOf(db, anonymous, elsewhere.slug, mine.key)).rejects.toMatchObject({
		kind: 'missing'
	});
	await expect(applicantOf(db, anonymous, fund.slug, mine.applicationId)).rejects.toMatchObject({
		kind: 'unauthenticated'
	});
});

test('files hang on the draft, are handed out to who may see it, and go with it', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const documents = openDocuments(db, {
		appSecret: 's'.repeat(32),
		scanner: null,
		clock: () => now
	});
	const mine = await drafted(db, fund, now);
	const other = await drafted(db, fund, now);
	const file = (name: string) => new File([new Uint8Array(pdf())], name);
	const attach = (...names: string[]) =>
		attachFiles(db, mine.actor, documents, mine.applicationId, names.map(file));
	await attach('Angebot.pdf', 'Satzung.pdf');
	const [first, second] = await attachmentsOf(db, mine.applicationId);
	expect([first?.name, second?.name]).toEqual(['Angebot.pdf', 'Satzung.pdf']);
	const application = await applicationOf(db, mine.applicationId);
	expect(await attachmentFile(db, mine.actor, application, first!.id)).toMatchObject({
		mediaType: 'application/pdf'
	});
	const foreign = await applicationOf(db, other.applicationId);
	await expect(attachmentFile(db, other.actor, foreign, first!.id)).rejects.toMatchObject({
		reason: 'document_unknown'
	});
	await expect(
		attach(...Array.from({ length: 9 }, (_, index) => `${index}.pdf`))
	).rejects.toMatchObject({ reason: 'documents_too_many' });
	await detachFile(db, mine.actor, mine.applicationId, first!.id);
	expect(await attachmentsOf(db, mine.applicationId)).toMatchObject([{ name: 'Satzung.pdf' }]);
	await withdrawApplication(db, mine.actor, mine.applicationId, { revision: mine.revision });
	expect(await db.selectFrom('documents').select('id').execute()).toEqual([]);
	await expect(attach('zu-spaet.pdf')).rejects.toMatchObject({ reason: 'not_possible_now' });
});

test('an archived round forgets what was attached, and drafts with it', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const documents = openDocuments(db, {
		appSecret: 's'.repeat(32),
		scanner: null,
		clock: () => now
	});
	for (const state of ['draft', 'withdrawn'] as const) {
		const mine = await drafted(db, fund, now);
		const file = new File([new Uint8Array(pdf())], 'Angebot.pdf');
		await attachFiles(db, mine.actor, documents, mine.applicationId, [file]);
		await db
			.updateTable('fundApplications')
			.set({ state })
			.where('id', '=', mine.applicationId)
			.execute();
	}
	await runRound(db, fund.office, fund.activityId, 'finish', now);
	await archiveRound(db, fund.office, fund.activityId);
	expect(await db.selectFrom('documents').select('id').execute()).toEqual([]);
	expect(await db.selectFrom('fundApplications').select('draft').execute()).toEqual([
		{ draft: {} }
	]);
});
