import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const chance = 16;
const tag = 16;
const shape = /^[A-Za-z0-9_-]{43}$/;

/**
 * A participant's token: 16 random bytes and 16 bytes of HMAC-SHA-256 under the activity's key, base64url. Whoever
 * has it is the participant; a forged one is recognised without asking the database.
 */
export function issueToken(key: Buffer): string {
	const random = randomBytes(chance);
	return Buffer.concat([random, tagOf(key, random)]).toString('base64url');
}

/**
 * The pseudonym under which the token's ballots are stored: a hash under the activity's key, 32 bytes. Once the key
 * is dropped nobody can tell which token it belongs to. Null: the token is not one of this activity.
 */
export function participantOf(key: Buffer, token: string | null): Buffer | null {
	if (!token || !shape.test(token)) return null;
	const bytes = Buffer.from(token, 'base64url');
	const random = bytes.subarray(0, chance);
	if (!timingSafeEqual(bytes.subarray(chance), tagOf(key, random))) return null;
	return createHmac('sha256', key).update('participant').update(random).digest();
}

function tagOf(key: Buffer, random: Buffer): Buffer {
	return createHmac('sha256', key).update('token').update(random).digest().subarray(0, tag);
}
