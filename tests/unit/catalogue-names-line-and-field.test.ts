import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '#lib/core/measures/catalogue.ts';

const nothingTaken = { codes: new Set<string>(), keys: new Set<string>() };
const original = readFileSync('demo/measures.json', 'utf8');
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

/** The demo catalogue with one text replaced; where that text stands is the line that must be named. */
function broken(part: string, replacement: string) {
	const text = original.replace(part, replacement);
	expect(text).not.toBe(original);
	return { errors: errorsOf(text), line: lineOf(original, part) };
}

function errorsOf(text: string, taken = nothingTaken) {
	const reading = readCatalogue(text, taken);
	return 'errors' in reading ? reading.errors : [];
}

test('the catalogue of the demo is read whole: 39 measures, 208 indicators', () => {
	const reading = readCatalogue(original, nothingTaken);
	if ('errors' in reading) throw new Error(JSON.stringify(reading.errors));
	expect(reading.catalogue).toHaveLength(39);
	expect(reading.catalogue.flatMap(({ indicators }) => indicators)).toHaveLength(208);
});

describe('a wrong catalogue names line, field and reason', () => {
	test.for([
		[
			'a number written as text',
			'"target": 543',
			'"target": "543"',
			'Jobcenter-1.1 target',
			'wrong_type'
		],
		[
			'an unknown comparator',
			'"comparator": ">="',
			'"comparator": ">"',
			'Jobcenter-1.1 comparator',
			'not_allowed'
		],
		[
			'an empty title',
			'"Ausbildungsvermittlung von Jugendlichen"',
			'" "',
			'Jobcenter-1 title',
			'required'
		],
		[
			'a day that does not exist',
			'"due": "2022-08-31"',
			'"due": "2022-02-31"',
			'510-1.1 due',
			'not_a_day'
		],
		[
			'a key with a space',
			'"key": "Jobcenter-1.1"',
			'"key": "Jobcenter 1.1"',
			'Jobcenter 1.1 key',
			'not_a_key'
		],
		[
			'a second measure of the same code',
			'"code": "Jobcenter-2"',
			'"code": "Jobcenter-1"',
			'Jobcenter-1 code',
			'repeated'
		],
		[
			'a field nobody knows',
			'"feedable": false',
			'"feedable": false, "colour": 1',
			'Jobcenter-1.1 colour',
			'unknown_field'
		],
		[
			'"between" with one bound',
			'"comparator": ">="',
			'"comparator": "between"',
			'Jobcenter-1.1 target',
			'target_does_not_fit'
		],
		[
			'"done" with a number',
			'"comparator": ">="',
			'"comparator": "done"',
			'Jobcenter-1.1 target',
			'target_does_not_fit'
		]
	] as const)('%s', ([, part, replacement, field, reason]) => {
		const { errors, line } = broken(part, replacement);
		const shifted = reason === 'target_does_not_fit' ? line + 1 : line;
		expect(errors).toEqual([{ line: shifted, field, reason }]);
	});

	test('bounds in the wrong order', () => {
		const at = original.indexOf('"between"');
		const text = original.slice(0, at) + original.slice(at).replace('20,', '60,');
		expect(errorsOf(text)).toMatchObject([
			{ field: '540-4.2b target', reason: 'target_does_not_fit' }
		]);
	});

	test('a missing field is reported at the measure that lacks it', () => {
		const { errors } = broken('"focus": "Jugendarbeitslosigkeit senken",', '');
		expect(errors).toEqual([{ line: 2, field: 'Jobcenter-1 focus', reason: 'required' }]);
	});

	test('all mistakes at once, in the order of the file', () => {
		const text = original
			.replace('"target": 543', '"target": "543"')
			.replace('"code": "Jobcenter-2"', '"code": ""')
			.replace('"due": "2022-08-31"', '"due": "soon"');
		const errors = errorsOf(text);
		expect(errors.map(({ reason }) => reason)).toEqual(['wrong_type', 'not_a_key', 'not_a_day']);
		expect(errors.map(({ line }) => line)).toEqual(
			[...errors.map(({ line }) => line)].sort((a, b) => a - b)
		);
	});

	test('a text that is no JSON', () => {
		expect(errorsOf('[\n{ "code": }\n]')).toMatchObject([{ line: 2, reason: 'not_json' }]);
	});

	test('a list of something else', () => {
		expect(errorsOf('[1, "two", null]').map(({ reason }) => reason)).toEqual([
			'wrong_type',
			'wrong_type',
			'wrong_type'
		]);
		expect(errorsOf('{}')).toMatchObject([{ line: 1, reason: 'wrong_type' }]);
		expect(errorsOf('[]')).toMatchObject([{ line: 1, reason: 'no_measures' }]);
	});

	test('a code that another plan has', () => {
		const taken = { codes: new Set(['540-3']), keys: new Set(['540-3.1a']) };
		expect(errorsOf(original, taken)).toEqual([
			{ line: lineOf(original, '"code": "540-3"'), field: '540-3 code', reason: 'in_another_plan' },
			{
				line: lineOf(original, '"key": "540-3.1a"'),
				field: '540-3.1a key',
				reason: 'in_another_plan'
			}
		]);
	});
});
