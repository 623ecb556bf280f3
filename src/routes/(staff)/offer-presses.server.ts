import { redirect, type RequestEvent } from '@sveltejs/kit';
import { archiveOffer, restoreOffer } from '#lib/core/offers/archive.server.ts';
import { checkOffer, takeCheckBack } from '#lib/core/offers/checks.server.ts';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { textOf } from '../form-text.ts';
import { orRefusedForm } from '../refused.ts';

/** Runs one press; afterwards the page is loaded anew, so that a reload repeats nothing. */
const press = (work: typeof checkOffer, done: string) => async (event: RequestEvent) => {
	const form = await event.request.formData();
	const id = textOf(form, 'offer');
	const seen = seenVersion(textOf(form, 'version'));
	const { house, actor } = event.locals;
	const { refused } = await orRefusedForm(work(house, actor, id, seen), {});
	if (refused) return refused;
	redirect(303, `${event.url.pathname}?done=${done}&offer=${id}`);
};

/** The buttons beside each offer, on the pages of its organisation and of the staff. */
export const offerPresses = {
	check: press(checkOffer, 'checked'),
	uncheck: press(takeCheckBack, 'unchecked'),
	archive: press(archiveOffer, 'archived'),
	restore: press(restoreOffer, 'restored')
};
