import { redirect } from '@sveltejs/kit';
import { isTold } from '#lib/formats/fund/proof/report.ts';
import { saveReport } from '#lib/formats/fund/proof/save-report.server.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../../form-text.ts';
import { orRefusedForm } from '../../../../../../../refused.ts';
import { editableProof, proofPath, shown } from '../proof-door.server.ts';
import { typedReport } from '../typed-report.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => shown(event, await editableProof(event));

export const actions: Actions = {
	default: async (event) => {
		const { actor, application, proof } = await editableProof(event);
		const form = await event.request.formData();
		const fields = [
			...proof.lines.filter(isTold).map(({ id }) => `actual.${id}`),
			...proof.lines.map(({ id }) => `why.${id}`),
			'returns'
		];
		// Not every line asks for a reason: what the page did not ask stays as it was.
		const typed = typedReport(
			form,
			fields.filter((name) => form.has(name))
		);
		const revision = seenVersion(textOf(form, 'revision'));
		const { refused } = await orRefusedForm(
			saveReport(event.locals.db, actor, application.applicationId, { revision, fields: typed }),
			typed
		);
		if (refused) return refused;
		redirect(303, `${proofPath(event)}?saved=report`);
	}
};
