/** Of a form: text and choices. */
const form = 512 * 1024;
/** Of an import of places or measures: 2 million characters in UTF-8 with their multipart frame. */
const upload = 5 * 1024 * 1024;
/** Of an import of ideas: a file of 50 MB, written to disk as it arrives, with its frame. */
const largeUpload = 51 * 1024 * 1024;

/** The largest body in bytes that a route takes; the server itself takes the largest of them. */
export function bodyLimitOf(routeId: string | null): number {
	if (!routeId?.endsWith('/import')) return form;
	return routeId.includes('/staff/ideas/') ? largeUpload : upload;
}
export const largestBody = largeUpload;
