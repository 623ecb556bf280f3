/** A short name for a state that has a long one (FNV-1a, 32 bit), the same on server and phone. */
export function shortName(text: string): string {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	return (hash >>> 0).toString(36);
}
