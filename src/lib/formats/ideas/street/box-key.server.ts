import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';
import { Refusal } from '../../../platform/errors.ts';
import { deriveKey } from '../../../platform/secrets.ts';

/** Lengths in bytes of a sealed idea's parts, in their order; the cipher text has the rest. */
const parts = { sender: 65, nonce: 12, tag: 16 } as const;

/**
 * The key pair of one map's letter box: phones close ideas with the public key, only the server opens them. A phone that
 * is lost or handed on reveals nothing of what it has not sent yet.
 *
 * ECDH on P-256 with a key made for each idea, HKDF-SHA-256, AES-256-GCM: the construction of ECIES (SEC 1, 5.1) from
 * what every browser's WebCrypto has. The private key follows from APP_SECRET, so every process opens every box.
 */
export function boxKey(appSecret: string, activityId: string) {
	const pair = createECDH('prime256v1');
	pair.setPrivateKey(deriveKey(appSecret, `street ${activityId}`));
	return {
		/** Uncompressed point, base64url. */
		publicKey: pair.getPublicKey('base64url', 'uncompressed'),
		/** @throws Refusal sealed_unreadable (422) for what this key does not open or what was changed on its way */
		open: (sealed: string): string => {
			try {
				return opened(Buffer.from(sealed, 'base64url'));
			} catch {
				throw new Refusal('invalid', 'sealed_unreadable');
			}
		}
	};

	function opened(bytes: Buffer): string {
		const sender = bytes.subarray(0, parts.sender);
		const nonce = bytes.subarray(parts.sender, parts.sender + parts.nonce);
		const text = bytes.subarray(parts.sender + parts.nonce, -parts.tag);
		const shared = pair.computeSecret(sender);
		const key = Buffer.from(hkdfSync('sha256', shared, sender, `palaver street ${activityId}`, 32));
		const decipher = createDecipheriv('aes-256-gcm', key, nonce);
		decipher.setAuthTag(bytes.subarray(-parts.tag));
		return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
	}
}
