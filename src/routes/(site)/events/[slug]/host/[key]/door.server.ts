import { error, type RequestEvent } from '@sveltejs/kit';
import { receiptToken } from '#lib/core/receipts/receipt-code.ts';
import { holderOf } from '#lib/formats/events/invite/invitation.server.ts';
import { hostPath } from '#lib/formats/events/invite/link.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { orErrorPage } from '../../../../../refused.ts';

type Event = RequestEvent<{ slug: string; key: string }>;

/** Opens every page behind the link of an invitation. */
export async function hostDoor(event: Event) {
	const { locals, params, getClientAddress } = event;
	secretAddress(event);
	const { receiptBrake } = locals.house;
	const address = getClientAddress();
	if (receiptBrake.isOn(address)) error(429, { message: 'too_many_codes' });
	const found = holderOf(locals.db, params.slug, params.key).catch((thrown: unknown) => {
		// Only codes that look right and are unknown are guesses.
		if (thrown instanceof Refusal && thrown.kind === 'missing' && receiptToken(params.key))
			receiptBrake.count(address);
		throw thrown;
	});
	return { ...(await orErrorPage(found)), base: hostPath(params.slug, params.key) };
}

/** A refused form and the page that shows it again open the door both, and a header can be set only once. */
const told = new WeakSet<Request>();

function secretAddress(event: Event): void {
	if (told.has(event.request)) return;
	told.add(event.request);
	event.setHeaders({
		'cache-control': 'private, no-store',
		'x-robots-tag': 'noindex',
		// The address is the secret. Not no-referrer: a form sent from such a page has no origin, and we would refuse it.
		'referrer-policy': 'same-origin'
	});
}
