import { z } from 'zod';
import { cleanLine, cleanText, lengthOf } from '../../../platform/clean-text.ts';
import { mostCents } from '../../../platform/money.ts';

/** Longest purpose or reason, in characters: half a page. */
export const moneyTextLength = 2000;

const limited = z
	.string()
	.transform(cleanText)
	.refine((text) => lengthOf(text) <= moneyTextLength, 'text_too_long');

/** What somebody says about money; an applicant or an auditor reads it. */
export const said = limited.refine((text) => text !== '', 'reason_missing');

/** A sum above zero in whole cents. */
export const sum = z
	.int('amount_invalid')
	.min(1, 'amount_missing')
	.max(mostCents, 'amount_too_large');

/** Minutes or council paper (Drs.-Nr.). */
export const paperName = z
	.string()
	.transform(cleanLine)
	.refine((one) => lengthOf(one) <= 120, 'text_too_long');

export const day = z.iso.date('date_invalid');

/** A call for money. Issue messages are reason codes. */
export const callSchema = z.object({
	amount: sum,
	purpose: limited.refine((text) => text !== '', 'purpose_missing')
});

/** What the bank statement says of a payment. */
export const paidSchema = z.object({
	paidOn: day,
	reference: z
		.string()
		.transform(cleanLine)
		.refine((one) => lengthOf(one) <= 140, 'text_too_long')
});

/** Money that came back, or is demanded back. */
export const sumWithReason = z.object({ amount: sum, reason: said });
