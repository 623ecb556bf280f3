/** One entry of an Atom feed (RFC 4287). */
export type AtomEntry = Readonly<{
	/** A `tag:` URI (RFC 4151) that never changes. */
	id: string;
	title: string;
	/** Plain text. */
	content: string;
	/** BCP 47 tag of title and content where it is not the feed's. */
	language?: string;
	/** Address of the page. */
	link: string;
	author: string;
	category?: string;
	/** Day, YYYY-MM-DD: no hour of a contribution is stored anywhere. */
	updated: string;
}>;

export type AtomFeed = Readonly<{
	id: string;
	title: string;
	subtitle?: string;
	language: string;
	/** Address of the feed itself, and of the page it belongs to. */
	self: string;
	alternate: string;
	/** Day of the feed's own beginning, for one without entries. */
	began: string;
	entries: readonly AtomEntry[];
}>;

/** Its text; the feed was updated with its newest entry. */
export function atomOf(feed: AtomFeed): string {
	const updated = feed.entries.reduce((newest, entry) => later(newest, entry.updated), feed.began);
	return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(feed.language)}">
<id>${xml(feed.id)}</id>
<title>${xml(feed.title)}</title>
${feed.subtitle ? `<subtitle>${xml(feed.subtitle)}</subtitle>\n` : ''}<updated>${momentOf(updated)}</updated>
<link rel="self" type="application/atom+xml" href="${xml(feed.self)}"/>
<link rel="alternate" type="text/html" href="${xml(feed.alternate)}"/>
<generator>Palaver</generator>
${feed.entries.map(entryOf).join('')}</feed>
`;
}

function entryOf(entry: AtomEntry): string {
	const language = entry.language ? ` xml:lang="${xml(entry.language)}"` : '';
	return `<entry${language}>
<id>${xml(entry.id)}</id>
<title>${xml(entry.title)}</title>
<updated>${momentOf(entry.updated)}</updated>
<author><name>${xml(entry.author)}</name></author>
<link rel="alternate" type="text/html" href="${xml(entry.link)}"/>
${entry.category ? `<category term="${xml(entry.category)}"/>\n` : ''}<content type="text">${xml(entry.content)}</content>
</entry>
`;
}

const later = (a: string, b: string): string => (a > b ? a : b);

/** RFC 3339, as Atom wants it; the hour says nothing. */
const momentOf = (day: string): string => `${day}T00:00:00Z`;

/** What XML 1.0 cannot hold even escaped: most control characters, halves of surrogate pairs, two non-characters. */
const impossible = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text for between tags and between quotation marks. */
export const xml = (text: string): string =>
	text
		.replace(impossible, '\uFFFD')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		// A parser turns a bare carriage return into a line feed.
		.replaceAll('\r', '&#13;');
