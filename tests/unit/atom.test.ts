import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atomOf, type AtomFeed } from '#lib/platform/http/atom.ts';
import { isKnown } from '#lib/platform/http/etag.server.ts';
import { all, readXml, textOf } from '../fixture/read-xml.ts';

const feed = (title: string, content: string): AtomFeed => ({
	id: 'tag:palaver.example,2026-11-25:ideas/1',
	title,
	language: 'de',
	self: 'https://palaver.example/ideas/x/feed.atom?a=1&b=2',
	alternate: 'https://palaver.example/ideas/x',
	began: '2026-11-01',
	entries: [
		{
			id: 'tag:palaver.example,2026-11-25:idea/1',
			title,
			content,
			language: 'ar',
			link: 'https://palaver.example/ideas/x/1',
			author: title,
			category: title,
			updated: '2026-11-20'
		}
	]
});

test('whatever people type comes out of a strict XML reader as it went in', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'binary', maxLength: 10 }),
			fc.constantFrom(
				'',
				'</content>',
				']]>',
				'<!--',
				'&amp;',
				'"\'',
				'\r\n',
				'\u0000',
				'\uFFFE',
				'🌳'
			),
			(typed, nasty) => {
				const text = typed + nasty + typed;
				const entry = all(readXml(atomOf(feed(text, text))), 'entry')[0]!;
				const possible = text.replace(
					/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
					'\uFFFD'
				);
				expect(textOf(entry, 'content')).toBe(possible);
				expect(textOf(entry, 'title')).toBe(possible);
				expect(entry.attributes['xml:lang']).toBe('ar');
			}
		),
		{ numRuns: 50 }
	);
});

test('a feed has what RFC 4287 asks for, and was updated with its newest entry', () => {
	const root = readXml(atomOf(feed('Titel', 'Text')));
	expect(root.name).toBe('feed');
	expect(root.attributes['xmlns']).toBe('http://www.w3.org/2005/Atom');
	for (const name of ['id', 'title', 'updated']) expect(all(root, name)).toHaveLength(1);
	expect(textOf(root, 'updated')).toBe('2026-11-20T00:00:00Z');
	const self = all(root, 'link').find(({ attributes }) => attributes['rel'] === 'self');
	expect(self?.attributes['href']).toBe('https://palaver.example/ideas/x/feed.atom?a=1&b=2');
	const [entry] = all(root, 'entry');
	for (const name of ['id', 'title', 'updated', 'author', 'content'])
		expect(all(entry!, name)).toHaveLength(1);
	const empty = readXml(atomOf({ ...feed('x', 'y'), entries: [] }));
	expect(textOf(empty, 'updated')).toBe('2026-11-01T00:00:00Z');
});

test('an ETag is recognised alone, in a list, weak, and by "*"; another one is not', () => {
	for (const sent of ['"a"', '"b", "a"', 'W/"a"', '*']) expect(isKnown('"a"', sent)).toBe(true);
	for (const sent of ['"b"', '', null, undefined, 'a']) expect(isKnown('"a"', sent)).toBe(false);
});
