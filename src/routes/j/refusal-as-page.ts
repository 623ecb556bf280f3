import { error } from '@sveltejs/kit';
import { Refusal } from '#lib/platform/errors.ts';

/** A refusal of the live service ends in the error page, which has a text for its reason. */
export function refusalAsPage(cause: unknown): never {
	if (cause instanceof Refusal) error(cause.status, { message: cause.reason });
	throw cause;
}
