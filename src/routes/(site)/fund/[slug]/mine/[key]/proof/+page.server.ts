import { redirect } from '@sveltejs/kit';
import { submitProof } from '#lib/formats/fund/proof/submit-proof.server.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../../../../../../form-text.ts';
import { orRefusedForm } from '../../../../../../refused.ts';
import { applicantDoor } from '../door.server.ts';
import { ownProof, proofPath, shown } from './proof-door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	...(await shown(event, await ownProof(event))),
	saved: event.url.searchParams.get('saved')
});

export const actions: Actions = {
	submit: async (event) => {
		const { actor, application } = await applicantDoor(event);
		const { db, house } = event.locals;
		const form = await event.request.formData();
		const typed = { answer: textOf(form, 'answer').slice(0, 2000) };
		const revision = seenVersion(textOf(form, 'revision'));
		const { refused } = await orRefusedForm(
			submitProof(db, actor, application.applicationId, { ...typed, revision }, house.clock()),
			typed
		);
		if (refused) return refused;
		redirect(303, `${proofPath(event)}?saved=submitted`);
	}
};
