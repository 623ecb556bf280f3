/** Of a form: text and choices. */
const form = 512 * 1024;
/** Of an import of places or measures, or of an outline: 2 million characters in UTF-8 with their multipart frame. */
const upload = 5 * 1024 * 1024;
/** Of a contribution: five photos as phones take them. Scripts make them smaller before; without, this is what comes. */
const photos = 40 * 1024 * 1024;
/** Of an import of ideas: a file of 50 MB, written to disk as it arrives, with its frame. */
const largeUpload = 51 * 1024 * 1024;
/** Of a receipt: one document of 10 MB with its frame. */
const document = 11 * 1024 * 1024;

/** Of a picture for questions, or of a photo of a date: 12 MB with its frame. */
const picture = 13 * 1024 * 1024;

const contribution = '/(site)/ideas/[slug]/new';
/** A page of an application: a few documents of 10 MB at once. */
const application = '/(site)/fund/[slug]/mine/[key]/[step]';
const sessionPictures = '/(staff)/staff/live/[id=uuid]/pictures';
const withFiles: readonly (string | null)[] = [contribution, application];
const isReceipt = (routeId: string | null) =>
	/\/mine\/\[key\]\/proof\/receipts\/[^/]+$/.test(routeId ?? '');
const isDocumentation = (routeId: string | null) =>
	/\/events\/.*\/door\/\[date=uuid\]\/document$/.test(routeId ?? '');

/** The largest body in bytes that a route takes; the server itself takes the largest of them. */
export function bodyLimitOf(routeId: string | null): number {
	if (withFiles.includes(routeId)) return photos;
	if (isReceipt(routeId)) return document;
	if (routeId === sessionPictures) return picture;
	if (isDocumentation(routeId)) return picture;
	if (!/\/(import|area)$/.test(routeId ?? '')) return form;
	return /\/staff\/ideas\/.*\/import$/.test(routeId!) ? largeUpload : upload;
}
export const largestBody = largeUpload;

/** Whether the page of the route says by itself, in words, that it was too much. */
export const saysTooLarge = (routeId: string | null): boolean =>
	withFiles.includes(routeId) ||
	isReceipt(routeId) ||
	isDocumentation(routeId) ||
	routeId === sessionPictures;
