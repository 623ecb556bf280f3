/** How high a frame begins: sentence, six bars and their table without scrolling on a wide page. */
const height = 720;

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;'
};
const quoted = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign]!);

/** What another website puts into its page. A frame without a title is announced to nobody (WCAG 4.1.2). */
export const frameLine = (address: string, title: string): string =>
	`<iframe src="${quoted(address)}" title="${quoted(title)}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>`;
