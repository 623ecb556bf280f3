/**
 * Where to go after signing in: only a path of this house. `//host`, `/\host` and whole addresses lead elsewhere and
 * become the fallback.
 */
export function localPath(next: string | null, fallback: string): string {
	if (!next?.startsWith('/') || /^\/[/\\]|[\\\p{Cc}]/u.test(next)) return fallback;
	const inside = new URL(next, 'http://inside.invalid');
	if (inside.origin !== 'http://inside.invalid') return fallback;
	const path = inside.pathname + inside.search;
	return path.startsWith('//') ? fallback : path;
}
