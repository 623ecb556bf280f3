import { randomInt } from 'node:crypto';
import type { Trx } from '../../../platform/db/database.server.ts';
import { deriveKey, keyedHash } from '../../../platform/secrets.ts';
import type { Means } from '../means.ts';

const howMany = 10;
/** Crockford's base 32 without the letters people misread: 12 of them are 60 bits. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Replaces the account's codes. @returns the new ones, readable only now, as "k3f9-x2mb-7hqd" */
export async function replaceRecoveryCodes(
	trx: Trx,
	means: Means,
	accountId: string
): Promise<string[]> {
	const codes = Array.from({ length: howMany }, newCode);
	await trx.deleteFrom('recoveryCodes').where('accountId', '=', accountId).execute();
	await trx
		.insertInto('recoveryCodes')
		.values(codes.map((code) => ({ accountId, codeHash: hashOf(means, accountId, code) })))
		.execute();
	return codes;
}

/** Takes a code; each counts once. However it is spaced or written, it is the same code. */
export async function useRecoveryCode(
	trx: Trx,
	means: Means,
	accountId: string,
	code: string
): Promise<boolean> {
	const used = await trx
		.updateTable('recoveryCodes')
		.set({ usedAt: means.clock() })
		.where('accountId', '=', accountId)
		.where('codeHash', '=', hashOf(means, accountId, code))
		.where('usedAt', 'is', null)
		.executeTakeFirst();
	return used.numUpdatedRows === 1n;
}

function newCode(): string {
	const signs = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('');
	return signs.replace(/(.{4})(?=.)/g, '$1-');
}

/** Keyed, because 60 bits alone could be searched by who holds a copy of the table. */
function hashOf(means: Means, accountId: string, code: string): string {
	const plain = code.toLowerCase().replace(/[^0-9a-z]/g, '');
	const read = plain.replaceAll('o', '0').replace(/[il]/g, '1');
	const key = deriveKey(means.config.appSecret, 'recovery-codes');
	return keyedHash(key, `${accountId}:${read}`).toString('hex');
}
