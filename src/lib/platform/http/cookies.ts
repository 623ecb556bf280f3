/** The value of a cookie in a Cookie header; only for values that need no decoding, such as base64url. */
export function cookieValue(header: string | undefined, name: string): string | null {
	if (!header) return null;
	for (const part of header.split(';')) {
		const cookie = part.trim();
		if (cookie.startsWith(`${name}=`)) return cookie.slice(name.length + 1);
	}
	return null;
}
