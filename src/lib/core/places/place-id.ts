/**
 * Does this look like the id of a place? The rule is that of the database, which answers some texts that are none,
 * such as a zero byte, with an error instead of no row.
 */
export const isPlaceId = (text: string): boolean =>
	text.length <= longest && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

/** In characters; what forms take. */
const longest = 200;

/** The place that an address asks for; null where it names none. */
export function placeIn(query: URLSearchParams): string | null {
	const text = query.get('place') ?? '';
	return isPlaceId(text) ? text : null;
}
