import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { receiptToken } from '#lib/core/receipts/receipt-code.ts';
import { findReceipt, type Receipt } from '#lib/core/receipts/receipts.server.ts';
import { addressesOf as pointAddresses } from '#lib/formats/contact/addresses.server.ts';
import { minePath as messagePath } from '#lib/formats/contact/message/receipt.server.ts';
import { addressesOf as seriesAddresses } from '#lib/formats/events/addresses.server.ts';
import { pathOfReceipt } from '#lib/formats/events/registration/own-registration.server.ts';
import { addressesOf } from '#lib/formats/fund/addresses.server.ts';
import { minePath } from '#lib/formats/fund/apply/paths.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { correctByReceipt, ideaReceipt, withdrawByReceipt } from './idea-receipt.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Which format answers for a receipt of its activities. */
const views = { ideas: ideaReceipt };

type Event = RequestEvent<{ token: string }>;

/**
 * What stops guessing is the 99 bits of a code. The brake only keeps a guesser from keeping the database busy, so it
 * counts codes that look right and are unknown: sixty in ten minutes from one address, more than a library mistypes.
 */
async function receiptOf({ locals, params, getClientAddress }: Event) {
	const { receiptBrake } = locals.house;
	const address = getClientAddress();
	if (receiptBrake.isOn(address)) return 'too_many_codes' as const;
	const receipt = await findReceipt(locals.db, params.token);
	if (!receipt && receiptToken(params.token)) receiptBrake.count(address);
	return receipt ?? ('unknown' as const);
}

export const load: PageServerLoad = async (event) => {
	event.setHeaders({
		'cache-control': 'private, no-store',
		'x-robots-tag': 'noindex',
		// The address is the secret. Not no-referrer: a form sent from such a page has no origin, and we would refuse it.
		'referrer-policy': 'same-origin'
	});
	const receipt = await receiptOf(event);
	if (typeof receipt === 'string') {
		event.locals.pageStatus = receipt === 'unknown' ? 404 : 429;
		return { problem: receipt, typed: event.params.token, receipt: null };
	}
	if (receipt.format === 'fund') {
		const slug = (await addressesOf(event.locals.db, [receipt.activityId])).get(receipt.activityId);
		redirect(303, localizeHref(minePath(slug!, receiptToken(event.params.token)!)));
	}
	if (receipt.format === 'events') {
		const { activityId } = receipt;
		const slug = (await seriesAddresses(event.locals.db, [activityId])).get(activityId);
		const token = receiptToken(event.params.token)!;
		redirect(303, localizeHref(await pathOfReceipt(event.locals.db, receipt, slug!, token)));
	}
	if (receipt.format === 'contact') {
		const slug = (await pointAddresses(event.locals.db, [receipt.activityId])).get(
			receipt.activityId
		);
		redirect(303, localizeHref(messagePath(slug!, receiptToken(event.params.token)!)));
	}
	if (!(receipt.format in views)) error(404);
	const view = views[receipt.format as keyof typeof views];
	return { problem: null, typed: '', receipt: await view(event, receipt) };
};

async function known(event: Event): Promise<Receipt> {
	const receipt = await receiptOf(event);
	if (typeof receipt === 'string') error(receipt === 'unknown' ? 404 : 429);
	return receipt;
}

export const actions: Actions = {
	correct: async (event) => correctByReceipt(event, await known(event)),
	withdraw: async (event) => withdrawByReceipt(event, await known(event))
};
