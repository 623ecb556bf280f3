import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonWithLines } from '#lib/platform/json-source.ts';

const read = (text: string) => {
	const source = parseJsonWithLines(text);
	if ('error' in source) throw new Error(source.error.message);
	return source;
};
const fail = (text: string) => {
	const source = parseJsonWithLines(text);
	if (!('error' in source)) throw new Error('this should not be JSON');
	return source.error;
};

describe('a JSON file that a person wrote', () => {
	const file =
		'[\n  { "id": "mitte",\n    "lat": 52 },\n  { "id": "heepen",\n    "lat": "north" }\n]';

	test('tells the line of a field', () => {
		expect(read(file).lineOf([1, 'lat'])).toBe(5);
	});

	test('tells the line of the entry that lacks a field', () => {
		expect(read(file).lineOf([1, 'name'])).toBe(4);
	});

	test('tells the line of the last of two fields with one name, whose value counts', () => {
		const source = read('{ "a": 1,\n "a": 2 }');
		expect(source.value).toEqual({ a: 2 });
		expect(source.lineOf(['a'])).toBe(2);
	});

	test('may start with the byte order mark of a Windows editor', () => {
		expect(read('\uFEFF[1]').value).toEqual([1]);
	});

	test('with a missing comma is refused with line and column', () => {
		expect(fail('[\n  1\n  2\n]')).toMatchObject({ line: 3, column: 3 });
	});

	test('with a line break inside a text is refused where it stands', () => {
		expect(fail('{\n"a": "x\ny"}')).toMatchObject({ line: 2 });
	});

	test.each(['', '{"a": 1', '{"a": "b', '{a: 1}', '[1,]', '// no\n[]', '01', 'nope'])(
		'that is no JSON is refused with a place: %j',
		(text) => {
			const { line, column, message } = fail(text);
			expect(line).toBeGreaterThan(0);
			expect(column).toBeGreaterThan(0);
			expect(message).not.toBe('');
		}
	);

	test('nested deeper than anything real does not bring the process down', () => {
		expect(fail('['.repeat(200_000)).message).not.toBe('');
		const closed = read('['.repeat(50_000) + ']'.repeat(50_000));
		expect(closed.lineOf([0, 0])).toBe(1);
	});

	test('has the same value as JSON.parse', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				expect(read(text).value).toEqual(JSON.parse(text));
			})
		);
	});
});
