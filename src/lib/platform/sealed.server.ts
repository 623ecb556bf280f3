import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * AES-256-GCM. What comes out holds nonce (12 bytes), tag (16) and cipher text.
 * @param boundTo whose secret it is: a sealed value moved to another row does not open
 */
export function seal(key: Buffer, plain: string, boundTo: string): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo));
	const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** @throws Error when key or owner are others, or one bit was changed */
export function unseal(key: Buffer, sealed: Buffer, boundTo: string): string {
	const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
		.setAAD(Buffer.from(boundTo))
		.setAuthTag(sealed.subarray(12, 28));
	return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}
