import { cleanText, lengthOf } from '../../platform/clean-text.ts';
import { Refusal } from '../../platform/errors.ts';

/** Longest reason of a step, in characters: a page, as an answer to the office may be. */
export const reasonLength = 4000;

/** What somebody gave as the reason of a step, as it is kept. @throws Refusal reason_missing, text_too_long (422) */
export function reasonFrom(
	typed: string,
	{ needed = false }: { needed?: boolean | undefined }
): string {
	const reason = cleanText(typed);
	const refuse = (why: string) => new Refusal('invalid', why, { reason: why });
	if (needed && reason === '') throw refuse('reason_missing');
	if (lengthOf(reason) > reasonLength) throw refuse('text_too_long');
	return reason;
}
