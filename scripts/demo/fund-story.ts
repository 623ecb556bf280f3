import type { Actor } from '#lib/access/actor.ts';
import { applicationOf, type Application } from '#lib/formats/fund/application.server.ts';
import { draftOf, stepOfDraft, type Draft } from '#lib/formats/fund/apply/draft.ts';
import { saveDraft } from '#lib/formats/fund/apply/save-draft.server.ts';
import { startApplication } from '#lib/formats/fund/apply/start.server.ts';
import { formSteps } from '#lib/formats/fund/apply/steps.ts';
import { submitApplication } from '#lib/formats/fund/apply/submit.server.ts';
import { decideApplication } from '#lib/formats/fund/decide/decide.server.ts';
import { acceptNotice, notifyApplicant } from '#lib/formats/fund/notice/notify.server.ts';
import { closeProof } from '#lib/formats/fund/proof/close-proof.server.ts';
import { recogniseReceipts } from '#lib/formats/fund/proof/recognise.server.ts';
import { submitProof } from '#lib/formats/fund/proof/submit-proof.server.ts';
import { finishReview, takeForReview } from '#lib/formats/fund/review/review.server.ts';
import { roundOf } from '#lib/formats/fund/round/round.server.ts';
import type { State } from '#lib/formats/fund/states.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { m } from '#lib/platform/i18n/paraglide/messages.js';
import { clientKeyFrom } from './client-key.ts';
import type { Demo } from './demo.ts';
import type { FundCast } from './fund.ts';
import { decideInMeeting } from './fund-jury.ts';
import { callAndPay, giveBackRest } from './fund-money.ts';
import type { FundProject } from './fund-projects.ts';
import { bringReceipts } from './fund-proof.ts';
import { actorOf } from './people.ts';

const day = 86_400_000;

/** One project of the story with everybody who acts in it. */
export type Told = Readonly<{
	demo: Demo;
	cast: FundCast;
	project: FundProject;
	application: Application;
	applicant: Actor;
	/** So many days from now. */
	at(days: number): Date;
}>;

/** From the form to where the story has come, step by step from wherever it stands. */
export async function tellProject(
	demo: Demo,
	cast: FundCast,
	activityId: string,
	project: FundProject
): Promise<void> {
	const now = demo.means.clock().getTime();
	const at = (days: number) => new Date(now + days * day);
	const started = await start(demo, activityId, project, at(project.submitted));
	for (;;) {
		const application = await applicationOf(demo.db, started.applicationId);
		if (application.state === project.until) break;
		const next = nextSteps[application.state];
		if (!next) throw new Error(`the story of ${project.key} ends at ${application.state}`);
		await next({ demo, cast, project, application, applicant: started.applicant, at });
	}
	if (project.until === 'running') {
		const application = await applicationOf(demo.db, started.applicationId);
		await callAndPay({ demo, cast, project, application, applicant: started.applicant, at });
	}
}

/** The key of its form. */
export const clientKeyOf = ({ key }: FundProject): string => clientKeyFrom(`fund ${key}`);

async function start(
	demo: Demo,
	activityId: string,
	project: FundProject,
	then: Date
): Promise<{ applicationId: string; applicant: Actor }> {
	const { db } = demo;
	const clientKey = clientKeyOf(project);
	const member = project.member ? await memberOf(demo, project) : null;
	const round = await roundOf(db, activityId);
	await startApplication(
		db,
		member ?? { kind: 'anonymous' },
		round,
		{ clientKey, organisationId: member?.organisations[0]!.id ?? null, locale: 'de' },
		then
	);
	const { id: applicationId } = await db
		.selectFrom('fundApplications')
		.select('id')
		.where('activityId', '=', activityId)
		.where('clientKey', '=', clientKey)
		.executeTakeFirstOrThrow();
	return { applicationId, applicant: member ?? { kind: 'receipt', subjectId: applicationId } };
}

async function memberOf(demo: Demo, { member }: FundProject) {
	const actor = await actorOf(demo, member!);
	const organisations = await demo.db
		.selectFrom('memberships')
		.select(['organisationId as id', 'role'])
		.where('accountId', '=', actor.accountId)
		.execute();
	return { ...actor, organisations: organisations as { id: string; role: 'member' | 'manager' }[] };
}

const seen = ({ application: { applicationId, revision } }: Told) =>
	[applicationId, { revision }] as const;

/** From each state the step that the story takes next. */
const nextSteps: Partial<Record<State, (told: Told) => Promise<void>>> = {
	draft: submit,
	submitted: ({ demo, cast, ...told }) =>
		takeForReview(demo.db, cast.office, ...seen({ demo, cast, ...told })),
	inReview: ({ demo, cast, ...told }) =>
		finishReview(demo.db, cast.office, ...seen({ demo, cast, ...told })),
	ready: (told) =>
		told.project.decision!.body === 'jury' ? decideInMeeting(told) : decideByOffice(told),
	decided: async ({ demo, cast, project, application, at }) =>
		notifyApplicant(
			demo.db,
			cast.office,
			application.applicationId,
			{
				revision: application.revision,
				objection: m.fundmoney_objection_default({}, { locale: 'de' }),
				sender: null
			},
			{ now: at(project.submitted + 9), origin: demo.origin }
		),
	notified: async (told) =>
		acceptNotice(told.demo.db, told.applicant, ...seen(told), told.at(told.project.submitted + 11)),
	running: async (told) => {
		await callAndPay(told);
		await bringReceipts(told);
		const { applicationId } = told.application;
		const { revision } = await applicationOf(told.demo.db, applicationId);
		await submitProof(told.demo.db, told.applicant, applicationId, { revision }, told.at(-20));
	},
	proofSubmitted: proveAndClose
};

async function submit(told: Told): Promise<void> {
	const { demo, project, applicant, at } = told;
	const { applicationId } = told.application;
	const then = at(project.submitted);
	const draft = draftFor(told);
	for (const step of formSteps) {
		const { revision } = await applicationOf(demo.db, applicationId);
		const typed = stepOfDraft(step, draft);
		await saveDraft(
			demo.db,
			applicant,
			applicationId,
			{ step, typed, revision, locale: 'de' },
			then
		);
	}
	const { revision } = await applicationOf(demo.db, applicationId);
	const address = { origin: demo.origin, key: applicationId };
	await submitApplication(demo.db, applicant, applicationId, { revision }, address, then);
}

function draftFor({ project, at }: Told): Draft {
	const lines = (all: FundProject['costs']) =>
		all.map(([category, label, amount]) => ({ category, label, amount }));
	return draftOf({
		applicantKind: project.kind,
		applicantName: project.name,
		contactName: project.contact,
		email: '',
		phone: '0521 000000',
		address: 'Kesselbrink 1\n33602 Bielefeld',
		accountHolder: project.contact,
		iban: 'DE02 1203 0000 0000 2020 51',
		title: project.title,
		summary: project.summary,
		plan: project.plan,
		targetGroups: project.targetGroups,
		participants: project.participants,
		initiatedBy: project.initiatedBy,
		contribution: '',
		placeId: project.placeId,
		lat: project.point?.[0] ?? '',
		lng: project.point?.[1] ?? '',
		startsOn: localDay(at(project.from)),
		endsOn: localDay(at(project.to)),
		costs: lines(project.costs),
		grant: project.grant,
		funding: lines(project.own),
		declarations: ['correct', 'notBegun', 'notTwice', 'proof', 'privacy']
	});
}

async function decideByOffice({ demo, cast, project, application, at }: Told): Promise<void> {
	const { applicationId, revision } = application;
	const decision = { ...project.decision!, paper: '', revision };
	await decideApplication(demo.db, cast.office, applicationId, decision, at(project.submitted + 8));
}

async function proveAndClose(told: Told): Promise<void> {
	const { demo, cast, application } = told;
	const { applicationId } = application;
	const receipts = await demo.db
		.selectFrom('fundReceipts')
		.select(['id as receiptId', 'amountCents'])
		.where('applicationId', '=', applicationId)
		.execute();
	await recogniseReceipts(demo.db, cast.office, applicationId, {
		revision: application.revision,
		receipts: receipts.map(({ receiptId, amountCents }) => ({
			receiptId,
			accepted: (amountCents / 100).toFixed(2).replace('.', ','),
			remark: ''
		}))
	});
	await giveBackRest(told);
	const { revision } = await applicationOf(demo.db, applicationId);
	await closeProof(
		demo.db,
		cast.office,
		applicationId,
		{
			revision,
			succeeded: 'yes',
			successes: 'Drei Familien kochen ohne Förderung weiter.',
			difficulties: 'Der Strom auf dem Platz hängt an einem Schlüssel, den niemand hat.',
			giveUpRest: true
		},
		told.at(-10),
		demo.origin
	);
}
