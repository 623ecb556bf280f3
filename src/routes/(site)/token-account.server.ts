import { Refusal } from '#lib/platform/errors.ts';
import type { Means } from '#lib/core/people/means.ts';
import { readToken, type TokenPurpose } from '#lib/core/people/sign-in/tokens.server.ts';

/** Whose mailed link this is; null: it counts no more, and the page says what to do. */
export async function tokenAccount(means: Means, token: string, purpose: TokenPurpose) {
	try {
		const { email, displayName, locale } = await readToken(means, token, purpose);
		return { email, displayName, locale };
	} catch (thrown) {
		if (thrown instanceof Refusal) return null;
		throw thrown;
	}
}
