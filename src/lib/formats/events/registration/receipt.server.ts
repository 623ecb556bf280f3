import { spokenReceipt } from '../../../core/receipts/receipt-code.ts';
import { receiptTokenOf } from '../../../core/receipts/receipts.server.ts';

/** The page of one's own registration. @param key its code, as typed or as it stands on paper */
export const minePath = (slug: string, key: string): string => `/events/${slug}/mine/${key}`;

type Sent = Readonly<{ eventId: string; clientKey: string }>;

/** The code of a registration; it follows from the key of its series, so that later mails can name it too. */
export const registrationToken = (activityKey: Buffer, { eventId, clientKey }: Sent): string =>
	receiptTokenOf(activityKey, `registration ${eventId} ${clientKey}`);

export const registrationCode = (activityKey: Buffer, sent: Sent): string =>
	spokenReceipt(registrationToken(activityKey, sent));
