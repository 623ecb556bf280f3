import { redirect } from '@sveltejs/kit';
import type { Actions, RequestEvent as Event } from './$types';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { applicationNumbered } from '#lib/formats/fund/application.server.ts';
import {
	bringUpAgain,
	decideApplication,
	takeBackDecision
} from '#lib/formats/fund/decide/decide.server.ts';
import { readDecisionForm, typedDecision } from '#lib/formats/fund/decide/decision-form.ts';
import { queryApplicant } from '#lib/formats/fund/review/query-applicant.server.ts';
import type { ReviewStep } from '#lib/formats/fund/review/read-desk.server.ts';
import {
	finishReview,
	resumeReview,
	takeForReview
} from '#lib/formats/fund/review/review.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { orRefusedForm } from '../../../../../../refused.ts';

/** What a form of this page carries: the application, the revision it was about, and what was typed. */
type Sent = Readonly<{ db: Db; id: string; revision: number; form: FormData }>;

/** Takes one step and shows the application again; after a refusal with what was typed and which step it was. */
async function step(
	event: Event,
	key: ReviewStep,
	read: (form: FormData) => Readonly<Record<string, string>>,
	work: (sent: Sent) => Promise<void>
) {
	const { locals, params, request } = event;
	const form = await request.formData();
	const take = async () => {
		const { applicationId } = await applicationNumbered(
			locals.db,
			params.id,
			Number(params.number)
		);
		const revision = seenVersion(typedText(form, 'revision'));
		await work({ db: locals.db, id: applicationId, revision, form });
	};
	const { refused } = await orRefusedForm(take(), { step: key, values: read(form) });
	if (refused) return refused;
	redirect(303, localizeHref(`/staff/fund/${params.id}/applications/${params.number}`));
}

const nothing = () => ({});
const reason = (form: FormData) => ({ reason: typedText(form, 'reason') });
const query = (form: FormData) => ({ ...reason(form), dueOn: typedText(form, 'dueOn') });

export const actions = {
	take: (event: Event) =>
		step(event, 'take', nothing, ({ db, id, revision }) =>
			takeForReview(db, event.locals.actor, id, { revision })
		),
	finishReview: (event: Event) =>
		step(event, 'finishReview', nothing, ({ db, id, revision }) =>
			finishReview(db, event.locals.actor, id, { revision })
		),
	resumeReview: (event: Event) =>
		step(event, 'resumeReview', reason, ({ db, id, revision, form }) =>
			resumeReview(db, event.locals.actor, id, { revision, ...reason(form) })
		),
	query: (event: Event) =>
		step(event, 'query', query, ({ db, id, revision, form }) => {
			const { clock, config } = event.locals.house;
			const asked = { revision, ...query(form) };
			return queryApplicant(db, event.locals.actor, id, asked, {
				now: clock(),
				origin: config.origin
			});
		}),
	decide: (event: Event) =>
		step(event, 'decide', typedDecision, ({ db, id, revision, form }) => {
			const decision = { revision, ...readDecisionForm(typedDecision(form)) };
			return decideApplication(db, event.locals.actor, id, decision, event.locals.house.clock());
		}),
	bringUpAgain: (event: Event) =>
		step(event, 'bringUpAgain', nothing, ({ db, id, revision }) =>
			bringUpAgain(db, event.locals.actor, id, { revision })
		),
	takeBack: (event: Event) =>
		step(event, 'takeBack', reason, ({ db, id, revision, form }) =>
			takeBackDecision(db, event.locals.actor, id, { revision, ...reason(form) })
		)
} satisfies Actions;
