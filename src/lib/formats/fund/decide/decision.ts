import { z } from 'zod';
import { cleanLine, cleanText, lengthOf } from '../../../platform/clean-text.ts';
import { mostCents } from '../../../platform/money.ts';
import { bodies, isGrant, outcomes } from '../states.ts';

/** Longest reason or condition, in characters: half a page. */
export const decisionTextLength = 2000;

const text = z
	.string()
	.transform(cleanText)
	.refine((one) => lengthOf(one) <= decisionTextLength, 'text_too_long');

/** A decision about one application. Issue messages are reason codes. */
export const decisionSchema = z
	.object({
		outcome: z.enum(outcomes, 'choice_invalid'),
		body: z.enum(bodies, 'choice_invalid'),
		/** Of a grant; null otherwise. */
		grantedCents: z
			.int('amount_invalid')
			.min(1, 'amount_missing')
			.max(mostCents, 'amount_too_large')
			.nullable(),
		/** Minutes or council paper (Drs.-Nr.) in which it stands. */
		paper: z
			.string()
			.transform(cleanLine)
			.refine((one) => lengthOf(one) <= 120, 'text_too_long'),
		/** The applicant reads it; a grant needs none. */
		reason: text,
		conditions: text
	})
	.superRefine((decision, context) => {
		const refuse = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		if (isGrant(decision.outcome) && decision.grantedCents === null)
			refuse('grantedCents', 'amount_missing');
		if (decision.outcome === 'conditions' && decision.conditions === '')
			refuse('conditions', 'conditions_missing');
		if (!isGrant(decision.outcome) && decision.reason === '') refuse('reason', 'reason_missing');
		if (decision.body === 'committee' && decision.paper === '') refuse('paper', 'paper_missing');
	});
export type Decision = z.infer<typeof decisionSchema>;
