import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** A key of its own for each purpose, derived from APP_SECRET (HKDF-SHA-256, RFC 5869): 32 bytes. */
export function deriveKey(appSecret: string, purpose: string): Buffer {
	return Buffer.from(hkdfSync('sha256', appSecret, 'palaver', purpose, 32));
}

export function keyedHash(key: Buffer, value: string | Buffer): Buffer {
	return createHmac('sha256', key).update(value).digest();
}

/** For tokens with enough chance in them that no key is needed: sessions, mailed links. Hex. */
export function fingerprint(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
