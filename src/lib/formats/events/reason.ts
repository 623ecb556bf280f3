import { cleanText, lengthOf } from '../../platform/clean-text.ts';
import { Refusal } from '../../platform/errors.ts';

/** Longest question, answer or reason, in characters. */
export const reasonLength = 2000;

/** What somebody gave as the reason of a step, as it is kept. @throws Refusal reason_missing, text_too_long (422) */
export function reasonFrom(typed: string, needed: boolean): string {
	const reason = cleanText(typed);
	const refuse = (why: string) => new Refusal('invalid', why, { reason: why });
	if (needed && reason === '') throw refuse('reason_missing');
	if (lengthOf(reason) > reasonLength) throw refuse('text_too_long');
	return reason;
}
