import { createHmac } from 'node:crypto';
import { codeOf } from '../../../core/receipts/receipt-code.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import { ticketLength } from './ticket.ts';

type Ticketholder = Readonly<{ registrationId: string; dateId: string }>;

/**
 * The number with which somebody comes in. It follows from the key of the series: nobody without the key can make one, and
 * at another date it is another one. It shows a place and opens nothing, so it may be read aloud.
 */
export function ticketOf(activityKey: Buffer, { registrationId, dateId }: Ticketholder): string {
	const chance = createHmac('sha512', activityKey)
		.update(`ticket ${dateId} ${registrationId}`)
		.digest();
	return codeOf(chance, ticketLength);
}

/** By which a device at the door knows a number again without having them all; the counterpart is `ticket-hash.ts`. */
export const ticketHash = (dateId: string, number: string): string =>
	fingerprint(`${dateId} ${number}`);
