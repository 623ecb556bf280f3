import { error, type RequestEvent } from '@sveltejs/kit';
import { receiptToken } from '#lib/core/receipts/receipt-code.ts';
import { applicantOf, type Applicant } from '#lib/formats/fund/apply/applicant.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { orErrorPage } from '../../../../../refused.ts';

type Event = RequestEvent<{ slug: string; key: string }>;

/**
 * Opens every page of one's own application: with the receipt's code in the address, or with the application's id for
 * members of the organisation that applies.
 */
export async function applicantDoor(event: Event): Promise<Applicant> {
	const { locals, params, getClientAddress } = event;
	secretAddress(event);
	const { receiptBrake } = locals.house;
	const address = getClientAddress();
	if (receiptBrake.isOn(address)) error(429, { message: 'too_many_codes' });
	const found = applicantOf(locals.db, locals.actor, params.slug, params.key);
	return orErrorPage(
		found.catch((thrown: unknown) => {
			// Only codes that look right and are unknown are guesses.
			if (thrown instanceof Refusal && thrown.kind === 'missing' && receiptToken(params.key))
				receiptBrake.count(address);
			throw thrown;
		})
	);
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
