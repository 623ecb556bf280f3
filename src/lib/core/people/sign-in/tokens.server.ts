import { randomBytes } from 'node:crypto';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import type { Means } from '../means.ts';

export type TokenPurpose = 'invitation' | 'reset';

const hours: Record<TokenPurpose, number> = { invitation: 7 * 24, reset: 1 };

/** 192 bits: no key needed for its hash, and the link stays on one line of a mail. */
export const newToken = () => randomBytes(24).toString('base64url');

/** Stores the token's hash; links of the same purpose that the account got before count no more. */
export async function giveToken(
	trx: Trx,
	means: Means,
	{ token, accountId, purpose }: { token: string; accountId: string; purpose: TokenPurpose }
): Promise<void> {
	await trx
		.deleteFrom('accountTokens')
		.where('accountId', '=', accountId)
		.where('purpose', '=', purpose)
		.where('usedAt', 'is', null)
		.execute();
	await trx
		.insertInto('accountTokens')
		.values({ id: fingerprint(token), accountId, purpose, expiresAt: endOf(means, purpose) })
		.execute();
}

export const endOf = (means: Means, purpose: TokenPurpose) =>
	new Date(means.clock().getTime() + hours[purpose] * 3_600_000);

/** Whose link this is. @throws Refusal `missing` link_expired when it is unknown, used, too old or of a disabled account */
export async function readToken(means: Means, token: string, purpose: TokenPurpose) {
	const found = await tokenQuery(means.db, means, token, purpose).executeTakeFirst();
	if (!found) throw new Refusal('missing', 'link_expired');
	return found;
}

/** Takes the link: it counts once, whoever presses twice. @throws Refusal as `readToken` */
export async function useToken(
	trx: Trx,
	means: Means,
	token: string,
	purpose: TokenPurpose
): Promise<void> {
	const used = await trx
		.updateTable('accountTokens')
		.set({ usedAt: means.clock() })
		.where('id', '=', fingerprint(token))
		.where('purpose', '=', purpose)
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', means.clock())
		.executeTakeFirst();
	if (used.numUpdatedRows !== 1n) throw new Refusal('missing', 'link_expired');
}

function tokenQuery(db: Db, means: Means, token: string, purpose: TokenPurpose) {
	return db
		.selectFrom('accountTokens as t')
		.innerJoin('accounts as a', 'a.id', 't.accountId')
		.select(['a.id as accountId', 'a.email', 'a.displayName', 'a.locale'])
		.where('t.id', '=', fingerprint(token))
		.where('t.purpose', '=', purpose)
		.where('t.usedAt', 'is', null)
		.where('t.expiresAt', '>', means.clock())
		.where('a.disabledAt', 'is', null);
}
