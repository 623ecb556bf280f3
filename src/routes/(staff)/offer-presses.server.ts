import { redirect, type RequestEvent } from '@sveltejs/kit';
import { archiveOffer, checkOffer, restoreOffer } from '#lib/core/offers/writes.server.ts';
import { textOf } from '../form-text.ts';
import { orRefusedForm } from '../refused.ts';

/** Runs one press; afterwards the page is loaded anew, so that a reload repeats nothing. */
const press = (work: typeof checkOffer, done: string) => async (event: RequestEvent) => {
	const id = textOf(await event.request.formData(), 'offer');
	const { house, actor } = event.locals;
	const { refused } = await orRefusedForm(work(house, actor, id), {});
	if (refused) return refused;
	redirect(303, `${event.url.pathname}?done=${done}&offer=${id}`);
};

/** The buttons beside each offer, on the pages of its organisation and of the staff. */
export const offerPresses = {
	check: press(checkOffer, 'checked'),
	archive: press(archiveOffer, 'archived'),
	restore: press(restoreOffer, 'restored')
};
