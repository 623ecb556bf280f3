import { Refusal } from '#lib/platform/errors.ts';
import { readToken, type TokenPurpose } from '#lib/core/people/sign-in/tokens.server.ts';

/** Whose mailed link this is; null: it counts no more, the page says what to do, and its status is the refusal's. */
export async function tokenAccount(locals: App.Locals, token: string, purpose: TokenPurpose) {
	try {
		const { email, displayName, locale } = await readToken(locals.house, token, purpose);
		return { email, displayName, locale };
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		locals.pageStatus = thrown.status;
		return null;
	}
}
