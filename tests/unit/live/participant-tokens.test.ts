import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	issueToken,
	participantOf,
	tokenKey
} from '#lib/core/activities/participant-token.server.ts';
import { keyedHasher } from '#lib/platform/keyed-hasher.server.ts';

const key = tokenKey(randomBytes(32));

test('a token always names the same participant, and each token another one', () => {
	const tokens = Array.from({ length: 100 }, () => issueToken(key));
	const participants = tokens.map((token) => participantOf(key, token)!.toString('hex'));
	expect(new Set(participants).size).toBe(100);
	expect(participantOf(key, tokens[0]!)!.toString('hex')).toBe(participants[0]);
});

test('a forged token is no participant, whichever character was changed', () => {
	const token = issueToken(key);
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
	fc.assert(
		// The last character has bits that carry nothing; every other one counts.
		fc.property(fc.nat(41), fc.constantFrom(...alphabet), (at, character) => {
			fc.pre(token[at] !== character);
			expect(participantOf(key, token.slice(0, at) + character + token.slice(at + 1))).toBeNull();
		})
	);
});

test('a token of another session, a guess and nothing at all are no participant', () => {
	const another = issueToken(tokenKey(randomBytes(32)));
	for (const token of [another, 'A'.repeat(43), '', 'x', `${issueToken(key)}=`, null])
		expect(participantOf(key, token)).toBeNull();
});

test('the stored pseudonym does not contain the token', () => {
	const token = Buffer.from(issueToken(key), 'base64url');
	const participant = participantOf(key, token.toString('base64url'))!;
	expect(participant.includes(token.subarray(0, 16))).toBe(false);
	expect(participant.includes(token.subarray(16))).toBe(false);
});

test('the keyed hash is the HMAC-SHA-512 that node makes', () => {
	fc.assert(
		fc.property(
			fc.uint8Array({ minLength: 1, maxLength: 128 }),
			fc.uint8Array({ minLength: 16, maxLength: 16 }),
			(secret, message) => {
				const ours = keyedHasher(Buffer.from(secret), 16)(Buffer.from(message));
				expect(ours).toEqual(createHmac('sha512', secret).update(message).digest());
			}
		)
	);
});
