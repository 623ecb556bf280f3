import { z } from 'zod';
import { cleanLine, cleanText, lengthOf } from '../../../platform/clean-text.ts';
import { readCents } from '../../../platform/money.ts';
import { isDay } from './report.ts';

const line = (most: number) =>
	z
		.string()
		.transform(cleanLine)
		.refine((text) => lengthOf(text) <= most, 'text_too_long');

/** A receipt as typed. Issue messages are reason codes. */
export const receiptSchema = z.object({
	lineId: z.uuid('line_missing'),
	paidOn: z.string().min(1, 'day_missing').refine(isDay, 'day_invalid'),
	payee: line(120).refine((text) => text !== '', 'payee_missing'),
	amount: z.string().transform((typed, context) => {
		const read = readCents(typed);
		if ('cents' in read && read.cents > 0) return read.cents;
		const message = 'cents' in read ? 'amount_missing' : read.problem;
		context.addIssue({ code: 'custom', message });
		return z.NEVER;
	}),
	/** Number that stands on it. */
	voucher: line(60),
	remark: z
		.string()
		.transform(cleanText)
		.refine((text) => lengthOf(text) <= 500, 'text_too_long')
});
export type TypedReceipt = z.input<typeof receiptSchema>;
