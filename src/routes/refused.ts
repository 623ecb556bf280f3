import { error, fail } from '@sveltejs/kit';
import { Refusal } from '#lib/platform/errors.ts';

/** For `load`: what a use case refuses is the status of the page. */
export async function orErrorPage<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (thrown) {
		if (thrown instanceof Refusal) error(thrown.status, { message: thrown.reason });
		throw thrown;
	}
}

/** What a form shows after a refusal: the reason, the reason at each field, and what was typed. */
export type RefusedForm<Typed> = {
	reason: string;
	fields: Readonly<Record<string, string>>;
	typed: Typed;
};

/** For form actions: a refusal becomes the answer of the form, with what was typed; faults go on as faults. */
export async function orRefusedForm<T, Typed>(work: Promise<T>, typed: Typed) {
	try {
		return { done: await work, refused: null };
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		const { status, reason, fields } = thrown;
		return { done: null, refused: fail(status, { reason, fields, typed } as RefusedForm<Typed>) };
	}
}
