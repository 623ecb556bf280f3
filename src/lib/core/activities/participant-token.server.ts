import { randomBytes, timingSafeEqual } from 'node:crypto';
import { keyedHasher, type KeyedHasher } from '../../platform/keyed-hasher.server.ts';

/** Recognises and makes the participants' tokens of one activity. */
export type TokenKey = KeyedHasher;

const randomLength = 16;
const tagLength = 16;
/** Bytes of a pseudonym. */
export const participantLength = 32;
/** @param key the activity's participant key, 32 bytes */
export const tokenKey = (key: Buffer): TokenKey => keyedHasher(key, randomLength);

const shape = /^[A-Za-z0-9_-]{43}$/;

/**
 * A participant's token: 16 random bytes and a tag of 16 bytes, keyed hash of them, base64url. Whoever has it is the
 * participant; a forged one is recognised without asking the database.
 * @param random 16 bytes of chance: the same give the same participant
 */
export function issueToken(key: TokenKey, random: Buffer = randomBytes(randomLength)): string {
	const tag = key(random).subarray(0, tagLength);
	return Buffer.concat([random, tag]).toString('base64url');
}

/**
 * The pseudonym under which the token's ballots are stored, 32 bytes: another part of the same keyed hash. Once the
 * key is dropped nobody can tell which token it belongs to. Null: the token is not one of this activity.
 */
export function participantOf(key: TokenKey, token: string | null): Buffer | null {
	if (!token || !shape.test(token)) return null;
	const bytes = Buffer.from(token, 'base64url');
	const hashed = key(bytes.subarray(0, randomLength));
	if (!timingSafeEqual(bytes.subarray(randomLength), hashed.subarray(0, tagLength))) return null;
	return hashed.subarray(tagLength, tagLength + participantLength);
}
