import { createHash } from 'node:crypto';

/** A form's own key, the same at every telling: sent again it is the same thing. */
export function clientKeyFrom(name: string): string {
	const hash = createHash('sha256').update(name).digest('hex');
	return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
