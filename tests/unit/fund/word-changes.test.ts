import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedFields, type Say } from '#lib/formats/fund/review/version-changes.ts';
import { wordChanges, type Piece } from '#lib/formats/fund/review/word-changes.ts';

const without = (pieces: readonly Piece[], kind: Piece['kind']) =>
	pieces
		.filter((piece) => piece.kind !== kind)
		.map(({ text }) => text)
		.join('');

test('what changed is marked word by word', () => {
	expect(wordChanges('Wir kochen im Mai', 'Wir kochen zusammen im Juni')).toEqual([
		{ kind: 'same', text: 'Wir kochen' },
		{ kind: 'added', text: ' zusammen' },
		{ kind: 'same', text: ' im' },
		{ kind: 'removed', text: ' Mai' },
		{ kind: 'added', text: ' Juni' }
	]);
	expect(wordChanges('gleich', 'gleich')).toEqual([{ kind: 'same', text: 'gleich' }]);
	expect(wordChanges('', '')).toEqual([]);
});

test('both texts can be read out of the changes, however they differ', () => {
	const word = fc.constantFrom('a', 'b', 'c', ' ', '\n', 'Kochen ', 'Ä', '  ');
	const text = fc.array(word, { maxLength: 25 }).map((words) => words.join(''));
	fc.assert(
		fc.property(text, text, (before, after) => {
			const pieces = wordChanges(before, after);
			expect(without(pieces, 'added')).toBe(before);
			expect(without(pieces, 'removed')).toBe(after);
		})
	);
});

test('texts too long to compare are shown as a whole', () => {
	const long = 'Wort '.repeat(2000);
	expect(wordChanges(long, `${long}Ende`).map(({ kind }) => kind)).toEqual(['removed', 'added']);
});

const say: Say = (_field, value) => (Array.isArray(value) ? value.map(String) : [String(value)]);

test('only fields that say something else are changes, each once', () => {
	const before = { title: 'Kochen', partners: '', lat: 52.02, lng: 8.53, targetGroups: ['a', 'b'] };
	const after = { title: 'Kochen', partners: 'Schule', lat: 52.03, lng: 8.53, targetGroups: ['b'] };
	expect(changedFields(before, after, say)).toEqual([
		{ field: 'targetGroups', before: ['a', 'b'], after: ['b'] },
		{ field: 'partners', before: [], after: ['Schule'] },
		{ field: 'point', before: ['52.02000, 8.53000'], after: ['52.03000, 8.53000'] }
	]);
	expect(changedFields(after, after, say)).toEqual([]);
});
