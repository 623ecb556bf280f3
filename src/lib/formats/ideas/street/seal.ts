/**
 * Closes a text so that only the server can open it; the counterpart is `box-key.server.ts`. The key that closed it is
 * forgotten at once: this phone cannot open it again either.
 * @param publicKey of the map's box, uncompressed point in base64url
 * @returns sender's point, nonce and cipher text with tag, in base64url
 */
export async function seal(publicKey: string, activityId: string, text: string): Promise<string> {
	const { subtle } = crypto;
	const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
	const box = await subtle.importKey('raw', fromBase64(publicKey), curve, false, []);
	const own = await subtle.generateKey(curve, false, ['deriveBits']);
	const sender = new Uint8Array(await subtle.exportKey('raw', own.publicKey));
	const shared = await subtle.deriveBits({ name: 'ECDH', public: box }, own.privateKey, 256);
	const key = await keyFrom(shared, sender, `palaver street ${activityId}`);
	const nonce = crypto.getRandomValues(new Uint8Array(12));
	const bytes = new TextEncoder().encode(text);
	const cipher = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, bytes));
	return toBase64([...sender, ...nonce, ...cipher]);
}

async function keyFrom(shared: ArrayBuffer, salt: Uint8Array<ArrayBuffer>, info: string) {
	const { subtle } = crypto;
	const secret = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
	return subtle.deriveKey(
		{ name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(info) },
		secret,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt']
	);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
	const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
	return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

const toBase64 = (bytes: readonly number[]): string =>
	btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))
		.replace(/\+/g, '-')
		.replace(/\//g, '_')
		.replace(/=+$/, '');
