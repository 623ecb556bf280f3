/** `?round=` of an address; null: it names none. */
export function roundAsked(url: URL): number | null {
	const typed = url.searchParams.get('round') ?? '';
	return /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : null;
}
