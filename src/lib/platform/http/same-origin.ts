/**
 * Whether a request that the browser authenticates by cookie comes from our own pages. Browsers send Origin with
 * every POST; what has neither Origin nor Sec-Fetch-Site is no browser and carries only cookies it was given.
 */
export function isSameOrigin(
	header: (name: string) => string | undefined,
	ownOrigin: string
): boolean {
	const origin = header('origin');
	if (origin === undefined) {
		const site = header('sec-fetch-site');
		return site === undefined || site === 'same-origin' || site === 'none';
	}
	if (origin === ownOrigin) return true;
	// The server may also be reached under another name, such as its address in a local network.
	return URL.canParse(origin) && new URL(origin).host === header('host');
}
