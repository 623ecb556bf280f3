import { LRUCache } from 'lru-cache';

/** A feed of 2,000 events has 1 MB; texts in memory take up to two bytes a character. */
const most = 16 * 1024 * 1024;

const written = new LRUCache<string, string>({
	maxSize: most,
	sizeCalculation: (text) => Math.max(1, text.length)
});

/**
 * What was written last, by the ETag of what it says: many programs subscribe to the same programme, and few of them say
 * which version they have. What has changed has another ETag, so nothing old is ever found.
 */
export function writtenOnce(etag: string, write: () => string): string {
	const known = written.get(etag);
	if (known !== undefined) return known;
	const text = write();
	written.set(etag, text);
	return text;
}
