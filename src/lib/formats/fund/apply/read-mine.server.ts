import type { Db } from '../../../platform/db/database.server.ts';
import type { Application } from '../application.server.ts';
import { attachmentsOf, type Attachment } from './attachments.server.ts';
import type { Applicant } from './applicant.server.ts';
import { isMissing, readDraft, type Problems } from './checks.ts';
import { checkFacts } from './context.server.ts';
import type { Draft } from './draft.ts';
import { storedDraft } from './save-draft.server.ts';
import { formSteps, stepOfField, type FormStep } from './steps.ts';
import { toldSteps } from './told-to-applicant.ts';

/** How far the page of a form is: `wrong` before `missing`. */
export type StepState = 'complete' | 'missing' | 'wrong';

/** The form as its own pages show it. */
export type MyForm = Readonly<{
	draft: Draft;
	problems: Problems;
	steps: readonly Readonly<{ step: FormStep; state: StepState }>[];
	attachments: readonly Attachment[];
	/** First day on which the project may begin, YYYY-MM-DD, counts from here. */
	submittedOn: string;
}>;

export async function myForm(
	db: Db,
	{ application }: Pick<Applicant, 'application'>,
	now: Date
): Promise<MyForm> {
	const draft = await storedDraft(db, application.applicationId);
	const facts = await checkFacts(db, application, now);
	const problems = readDraft(draft, facts).problems ?? {};
	return {
		draft,
		problems,
		steps: formSteps.map((step) => ({ step, state: stateOf(step, problems) })),
		attachments: await attachmentsOf(db, application.applicationId),
		submittedOn: facts.submittedOn
	};
}

function stateOf(step: FormStep, problems: Problems): StepState {
	const reasons = Object.entries(problems)
		.filter(([field]) => stepOfField(field) === step)
		.map(([, reason]) => reason);
	if (reasons.length === 0) return 'complete';
	return reasons.every(isMissing) ? 'missing' : 'wrong';
}

/** A line of the chronicle: what was done by whom and why. */
export type ChronicleEntry = Readonly<{
	step: string;
	reason: string;
	takenAs: string;
	takenAt: Date;
}>;

/** As far as the applicant is told, newest first. */
export async function chronicleOf(
	db: Db,
	application: Pick<Application, 'applicationId' | 'outcome'>
): Promise<ChronicleEntry[]> {
	const steps = await db
		.selectFrom('fundSteps')
		.select(['step', 'reason', 'takenAs', 'takenAt'])
		.where('applicationId', '=', application.applicationId)
		.orderBy('id')
		.execute();
	return toldSteps(steps, application).reverse();
}

/** What the office wants to know, as long as it waits for the answer. */
export function openQuery(
	{ application }: Pick<Applicant, 'application'>,
	chronicle: readonly ChronicleEntry[]
): Readonly<{ reason: string; dueOn: string | null }> | null {
	if (application.state !== 'queried') return null;
	const query = chronicle.find(({ step }) => step === 'query');
	return { reason: query?.reason ?? '', dueOn: application.dueOn };
}
