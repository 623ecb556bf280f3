import { expect, test, vi } from 'vitest';
import { writtenOnce } from '#lib/formats/events/feeds/written-feeds.ts';

test('the same feed is written once, however many programs ask; what has changed is written anew', () => {
	const write = vi.fn((text: string) => text);
	const ask = (etag: string, text: string) => writtenOnce(etag, () => write(text));
	expect([ask('"a"', 'first'), ask('"a"', 'first'), ask('"b"', 'second')]).toEqual([
		'first',
		'first',
		'second'
	]);
	expect(write).toHaveBeenCalledTimes(2);
});

test('an empty feed, and one that is larger than everything that is kept, are still answered', () => {
	const large = 'x'.repeat(20 * 1024 * 1024);
	expect(writtenOnce('"empty"', () => '')).toBe('');
	expect(writtenOnce('"large"', () => large)).toBe(large);
	expect(writtenOnce('"large"', () => large)).toBe(large);
});
