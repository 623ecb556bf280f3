import type { Db } from '../../../platform/db/database.server.ts';
import { textFor } from '../../../platform/i18n/translated.ts';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { nameOfPlace } from '../../../core/places/reads.server.ts';
import { isOpen } from '../round/round.server.ts';
import type { Applicant } from './applicant.server.ts';
import { contributionChoices } from './context.server.ts';
import { chronicleOf, myForm, openQuery } from './read-mine.server.ts';
import { formSteps, stepOfField } from './steps.ts';
import { sumsOf } from './sums.ts';

/** The last page: everything that is wrong, in the order of the form, and everything that would be handed in. */
export async function checkPage(db: Db, applicant: Applicant, now: Date, locale: Locale) {
	const { application, round } = applicant;
	const { draft, problems, attachments, submittedOn } = await myForm(db, applicant, now);
	const complaints = Object.entries(problems)
		.map(([field, reason]) => ({ field, reason, step: stepOfField(field) }))
		.sort((a, b) => formSteps.indexOf(a.step) - formSteps.indexOf(b.step));
	const chosen = (await contributionChoices(db, round.activityId)).find(
		({ value }) => value === draft.contribution
	);
	return {
		revision: application.revision,
		isQueried: application.state === 'queried',
		isClosed: application.state === 'draft' && !isOpen(round, now),
		draft,
		complaints,
		attachments,
		place: await nameOfPlace(db, draft.placeId || null),
		contribution: chosen ? textFor(chosen.label, locale) : null,
		facts: {
			rules: application.rules,
			sums: sumsOf(draft, application.rules.inKind.hourCents),
			...{ submittedOn, locale }
		},
		query: openQuery(applicant, await chronicleOf(db, application))
	};
}
