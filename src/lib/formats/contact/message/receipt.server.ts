import { spokenReceipt } from '../../../core/receipts/receipt-code.ts';
import { receiptTokenOf } from '../../../core/receipts/receipts.server.ts';

/** The page of one's own message. @param key its code, as typed or as it stands on paper */
export const minePath = (slug: string, key: string): string => `/contact/${slug}/mine/${key}`;

/** The code of a message; it follows from the key of its contact point, so that the mail about an answer can name it. */
export const messageToken = (activityKey: Buffer, clientKey: string): string =>
	receiptTokenOf(activityKey, `message ${clientKey}`);

export const messageCode = (activityKey: Buffer, clientKey: string): string =>
	spokenReceipt(messageToken(activityKey, clientKey));
