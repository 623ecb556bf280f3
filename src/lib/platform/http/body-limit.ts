/** Of a form: text and choices. */
const form = 512 * 1024;
/** Of an import or an outline: 2 million characters in UTF-8 with their multipart frame. */
const upload = 5 * 1024 * 1024;

/** The largest body in bytes that a route takes; the server itself takes the largest of them. */
export const bodyLimitOf = (routeId: string | null): number =>
	/\/(import|area)$/.test(routeId ?? '') ? upload : form;
export const largestBody = upload;
