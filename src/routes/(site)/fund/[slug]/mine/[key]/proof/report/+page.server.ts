import { redirect, type RequestEvent } from '@sveltejs/kit';
import { prefilled, withSuggestion } from '#lib/formats/fund/proof/prefill.ts';
import { saveReport } from '#lib/formats/fund/proof/save-report.server.ts';
import { suggestionsFor } from '#lib/formats/fund/proof/suggestions.server.ts';
import { formats } from '#lib/formats/registry.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../../form-text.ts';
import { orRefusedForm } from '../../../../../../../refused.ts';
import { editableProof, proofPath, shown, type OwnProof } from '../proof-door.server.ts';
import { typedReport } from '../typed-report.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Fields of this page; the others of the report are on the page of the money. */
const fields = [
	'startedOn',
	'endedOn',
	'participants',
	'happened',
	'wentWell',
	'difficult',
	'success',
	'again'
];

const suggestions = ({ locals }: Pick<RequestEvent, 'locals'>, { application }: OwnProof) =>
	suggestionsFor(
		locals.db,
		application,
		formats.map(({ facts }) => facts),
		locals.house.config.smallCellK
	);

export const load: PageServerLoad = async (event) => {
	const opened = await editableProof(event);
	return {
		...(await shown(event, opened)),
		typed: prefilled(opened.proof.draft, opened.application),
		suggestions: await suggestions(event, opened)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const opened = await editableProof(event);
		const { actor, application } = opened;
		const form = await event.request.formData();
		const taken = textOf(form, 'take');
		const suggestion = taken
			? (await suggestions(event, opened)).find(({ key }) => key === taken)
			: undefined;
		const plain = typedReport(form, fields);
		const typed = suggestion ? withSuggestion(plain, suggestion, event.locals.locale) : plain;
		const revision = seenVersion(textOf(form, 'revision'));
		const { refused } = await orRefusedForm(
			saveReport(event.locals.db, actor, application.applicationId, { revision, fields: typed }),
			typed
		);
		if (refused) return refused;
		redirect(
			303,
			taken ? `${proofPath(event)}/report#happened` : `${proofPath(event)}?saved=report`
		);
	}
};
