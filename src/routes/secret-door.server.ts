import { error, type RequestEvent } from '@sveltejs/kit';
import { receiptToken } from '#lib/core/receipts/receipt-code.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { orErrorPage } from './refused.ts';

/**
 * Opens a page whose address is the secret: says so to browsers, and holds up whoever guesses.
 * @param key the code in the address
 * @param find what it opens; a Refusal `missing` counts as a guess
 */
export async function secretDoor<T>(
	event: RequestEvent,
	key: string,
	find: () => Promise<T>
): Promise<T> {
	const { locals, getClientAddress } = event;
	secretAddress(event);
	const { receiptBrake } = locals.house;
	const address = getClientAddress();
	if (receiptBrake.isOn(address)) error(429, { message: 'too_many_codes' });
	const found = find().catch((thrown: unknown) => {
		// Only codes that look right and are unknown are guesses.
		if (thrown instanceof Refusal && thrown.kind === 'missing' && receiptToken(key))
			receiptBrake.count(address);
		throw thrown;
	});
	return orErrorPage(found);
}

/** A refused form and the page that shows it again open the door both, and a header can be set only once. */
const told = new WeakSet<Request>();

function secretAddress(event: RequestEvent): void {
	if (told.has(event.request)) return;
	told.add(event.request);
	event.setHeaders({
		'cache-control': 'private, no-store',
		'x-robots-tag': 'noindex',
		// The address is the secret. Not no-referrer: a form sent from such a page has no origin, and we would refuse it.
		'referrer-policy': 'same-origin'
	});
}
