import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formPart } from '#lib/questions/form-fields.ts';
import { fieldAt, fieldName, fieldsOf, positionOf } from '#lib/questions/grid.ts';
import { information } from '#lib/questions/information/index.ts';
import { paragraphsOf } from '#lib/questions/information/paragraphs.ts';
import { withDescription } from '#lib/questions/material.ts';
import { fieldsInArea } from '#lib/questions/pin/area.ts';
import { drawingOf } from '#lib/questions/pin/drawing.ts';
import { pin, type PinConfig } from '#lib/questions/pin/index.ts';
import { picturechoice } from '#lib/questions/picturechoice/index.ts';
import { voiceFor } from '#lib/questions/read-aloud.ts';
import { spot, type SpotConfig } from '#lib/questions/spot/index.ts';
import { choice, type ChoiceConfig } from '#lib/questions/choice/index.ts';
import { formOf, picture, plain, problemsWith, quarter, reasonFor } from './samples.ts';

const grid = fc.record({
	columns: fc.integer({ min: 2, max: 10 }),
	rows: fc.integer({ min: 2, max: 12 })
});

describe('fields', () => {
	test('every point of a picture lies in exactly one field, the edges too', () => {
		const fraction = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1));
		fc.assert(
			fc.property(grid, fraction, fraction, (size, x, y) => {
				expect(fieldsOf(size)).toContain(fieldAt(size, x, y));
			})
		);
		expect(fieldAt({ columns: 4, rows: 4 }, 1.01, 0.5)).toBeNull();
		expect(fieldAt({ columns: 4, rows: 4 }, NaN, 0.5)).toBeNull();
	});

	test('a field’s name leads back to it, and no other name does', () => {
		fc.assert(
			fc.property(grid, (size) => {
				for (const field of fieldsOf(size)) {
					const { column, row } = positionOf(size, field)!;
					expect(fieldName(column, row)).toBe(field);
				}
				expect(new Set(fieldsOf(size)).size).toBe(size.columns * size.rows);
			})
		);
		for (const wrong of ['E1', 'A5', 'a1', 'A0', 'A01', 'A', '1', '', 'A1 ', '*'])
			expect(positionOf({ columns: 4, rows: 4 }, wrong)).toBeNull();
	});
});

const where: PinConfig = { area: quarter as unknown as PinConfig['area'], columns: 4, rows: 4 };
const pinned = (answer: unknown) => pin.answerSchema(where).parse(answer);

describe('a pin', () => {
	test('is kept as the field it lies in, however exact the point was', () => {
		expect(pinned({ lat: 52.0291234567, lng: 8.5312345678 })).toEqual(['A1']);
		expect(pinned({ lat: '52.0205', lng: '8.5495' })).toEqual(['D4']);
		fc.assert(
			fc.property(
				fc.double({ min: 52.02, max: 52.03, noNaN: true }),
				fc.double({ min: 8.53, max: 8.55, noNaN: true }),
				(lat, lng) => {
					const read = pin.answerSchema(where).safeParse({ lat, lng });
					if (read.success) expect(JSON.stringify(read.data)).toMatch(/^\["[A-D][1-4]"\]$/);
				}
			)
		);
	});

	test.each([
		['outside of the box', { lat: 52.1, lng: 8.54 }, 'point_outside'],
		[
			'in a corner of the box that is not the quarter',
			{ lat: 52.029, lng: 8.549 },
			'point_outside'
		],
		['on no planet', { lat: 520, lng: 8.54 }, 'answer_malformed'],
		['without a longitude', { lat: 52.025 }, 'answer_malformed'],
		['that is no number', { lat: 'here', lng: 'there' }, 'answer_malformed'],
		['as a field that is not there', ['Z9'], 'answer_malformed'],
		['as a field outside of the quarter', ['D1'], 'answer_malformed'],
		['as two fields', ['A1', 'B1'], 'answer_malformed'],
		['as nothing', [], 'answer_missing'],
		['as nothing at all', undefined, 'answer_missing']
	])('%s is refused', (_, answer, reason) => {
		expect(reasonFor('pin', where, answer)).toBe(reason);
	});

	test('outside says of which place', () => {
		expect(plain(pin.answerProblem(where, 'point_outside', 'en'))).toContain('outside Kesselbrink');
	});

	test('can be set in every field that the quarter reaches into, and in no other', () => {
		expect(fieldsInArea(where)).toEqual([
			...['A1', 'B1', 'A2', 'B2'],
			...['A3', 'B3', 'C3', 'D3', 'A4', 'B4', 'C4', 'D4']
		]);
		expect(fieldsInArea({ ...where, area: { ...where.area, outline: [] } })).toHaveLength(16);
	});

	test('is told with the places in its field', () => {
		const told = pin.table(where, { ballots: 3, counts: { A1: 1, D4: 2 } }, 'de');
		expect(told.rows.map(({ label, count }) => [plain(label), count])).toEqual([
			['D4 (Skatepark)', 2],
			['A1 (Brunnen)', 1]
		]);
	});

	test.each([
		['de', 'Die Punkte liegen in 2 Feldern. Die meisten liegen in D4 (Skatepark): 2 von 3.'],
		['en', 'The points lie in 2 fields. Most of them lie in D4 (Skatepark): 2 of 3.'],
		[
			'de-simple',
			'Es gibt Punkte in 2 Feldern. Die meisten sind in D4 (Skatepark). Das sind 2 von 3.'
		]
	])('is summed up in %s', (locale, sentence) => {
		const tally = { ballots: 3, counts: { A1: 1, D4: 2 } };
		expect(plain(pin.sentence(where, tally, locale))).toContain(sentence);
	});

	test('of fields that lead together only the number is told', () => {
		const tally = { ballots: 4, counts: { A1: 2, D4: 2 } };
		expect(plain(pin.sentence(where, tally, 'en'))).toContain(
			'2 fields lead equally: 2 of 4 each.'
		);
	});

	test('the drawn map is true in shape, and no name lies on another', () => {
		const { width, height, names } = drawingOf(where.area);
		const shrink = Math.cos((52.025 * Math.PI) / 180);
		expect(height / width).toBeCloseTo(0.01 / (0.02 * shrink), 2);
		const crowded = Array.from({ length: 9 }, (_, n) => ({
			...quarter.places[0]!,
			id: String(n),
			lat: 52.025,
			lng: 8.54
		}));
		expect(drawingOf({ ...where.area, places: crowded }).names).toHaveLength(1);
		expect(names.length).toBeLessThanOrEqual(2);
	});
});

describe('a spot on a picture', () => {
	const plan: SpotConfig = { picture: picture(1), columns: 8, rows: 6, names: [] };

	test.each([
		['without a picture', { picture: undefined }, { picture: 'picture_missing' }],
		['with one column', { columns: 1 }, { columns: 'number_too_small' }],
		[
			'with more columns than a finger can tell apart',
			{ columns: 11 },
			{ columns: 'number_too_large' }
		],
		['with fields too flat for a finger', { rows: 8 }, { rows: 'fields_too_flat' }],
		[
			'with a name for a field that is not there',
			{ names: [{ field: 'J1', name: { de: 'x' } }] },
			{ 'names.0.field': 'field_unknown' }
		],
		[
			'with two names for one field',
			{ names: ['x', 'y'].map((name) => ({ field: 'A1', name: { de: name } })) },
			{ 'names.1.field': 'option_duplicate' }
		]
	])('%s is refused', (_, wrong, problems) => {
		expect(problemsWith('spot', { ...plan, ...wrong })).toEqual(problems);
	});

	test('a wide picture has fewer rows than a high one', () => {
		expect(problemsWith('spot', { ...plan, picture: picture(1, 1600, 500) })).not.toEqual({});
		expect(problemsWith('spot', { ...plan, rows: 12, picture: picture(1, 1200, 1600) })).toEqual(
			{}
		);
	});

	test.each([
		[['I1'], 'field_unknown'],
		[['A1', 'A2'], 'field_unknown'],
		[[], 'answer_missing'],
		['A1', 'answer_malformed']
	])('the answer %j is refused', (answer, reason) => {
		expect(reasonFor('spot', plan, answer)).toBe(reason);
	});

	test('lines of each language belong together by the field that they begin with', () => {
		const form = formOf({
			picture: picture(1).id,
			columns: '8',
			rows: '6',
			'names.de': 'b3 Der Brunnen\nA1: Eingang',
			'names.ar': 'A1 مدخل'
		});
		const material = { pictures: [picture(1)], areas: [] };
		expect(spot.configFromForm(form, ['de', 'ar'], material)).toMatchObject({
			names: [
				{ field: 'B3', name: { de: 'Der Brunnen' } },
				{ field: 'A1', name: { de: 'Eingang', ar: 'مدخل' } }
			]
		});
	});
});

describe('a choice of pictures', () => {
	const material = { pictures: [1, 2, 3].map((n) => picture(n)), areas: [] };
	const label = (n: number) => `label.${picture(n).id}.de`;

	test('offers the pictures that have a name, with what they show', () => {
		const form = formOf({ [label(1)]: 'Linde', [label(2)]: ' ', [label(3)]: 'Ahorn' });
		const config = picturechoice.configFromForm(form, ['de'], material);
		expect(problemsWith('picturechoice', config)).toEqual({});
		expect(config).toMatchObject({
			options: [
				{ id: picture(1).id, label: { de: 'Linde' }, picture: { alt: { de: 'Bild 1' } } },
				{ id: picture(3).id, label: { de: 'Ahorn' } }
			]
		});
	});

	test('needs two of them', () => {
		const config = picturechoice.configFromForm(formOf({ [label(1)]: 'Linde' }), ['de'], material);
		expect(problemsWith('picturechoice', config)).toEqual({ options: 'pictures_too_few' });
	});

	test('never shows a picture that the activity does not have', () => {
		const form = formOf({ [label(1)]: 'Linde', [label(2)]: 'Ahorn' });
		expect(picturechoice.configFromForm(form, ['de'])).toMatchObject({ options: [] });
	});
});

test('a better description reaches every copy of the picture, and no other', () => {
	const config = {
		options: [1, 2].map((n) => ({ id: picture(n).id, label: { de: 'x' }, picture: picture(n) })),
		max: 1
	};
	const better = withDescription(config, picture(2).id, { de: 'Ein Ahorn' });
	expect(better).toEqual({
		...config,
		options: [
			config.options[0],
			{ ...config.options[1], picture: { ...picture(2), alt: { de: 'Ein Ahorn' } } }
		]
	});
});

describe('an information', () => {
	test('is paragraphs with addresses to follow, and nothing of it is markup', () => {
		expect(paragraphsOf('Mehr: https://example.org/a?b=1.\n\n<b>fett</b>\nneue Zeile')).toEqual([
			[
				{ text: 'Mehr: ', href: null },
				{ text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
				{ text: '.', href: null }
			],
			[{ text: '<b>fett</b>\nneue Zeile', href: null }]
		]);
		expect(paragraphsOf('javascript:alert(1)')).toEqual([
			[{ text: 'javascript:alert(1)', href: null }]
		]);
	});

	test('nothing of a text is lost', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('a', ' ', '.', 'https://x.de/', '(', ')')), (parts) => {
				const text = parts.join('').trim();
				const read = paragraphsOf(text)
					.flat()
					.map((piece) => piece.text);
				expect(read.join('')).toBe(text);
			})
		);
	});

	test('counts who has read it', () => {
		const config = { text: { de: 'Guten Tag.' }, picture: null };
		const told = information.sentence(config, { ballots: 2, counts: { read: 2 } }, 'en');
		expect(told).toBe('2 people answered. 2 people have read the text.');
	});
});

describe('consent', () => {
	const config = (required: boolean) => ({
		statement: { de: 'Ich bin einverstanden.' },
		purpose: { de: 'Für die Einladung.' },
		required
	});

	test.each([
		['a no', true, ['no'], 'consent_required'],
		['nothing', true, [], 'consent_required'],
		['a yes', true, ['yes'], null],
		['a no', false, ['no'], null],
		['nothing', false, [], 'answer_missing'],
		['both', false, ['yes', 'no'], 'answer_malformed'],
		['something else', false, ['maybe'], 'answer_malformed']
	])('%s, required %s: %j', (_, required, answer, reason) => {
		expect(reasonFor('consent', config(required), answer)).toBe(reason);
	});

	test('without a purpose it cannot be asked for', () => {
		expect(problemsWith('consent', { ...config(true), purpose: {} })).toEqual({
			purpose: 'text_missing'
		});
	});

	test('a box of another question of the form says nothing here', () => {
		const form = formPart(formOf({ 'q1.answer': 'yes' }), 'q2.');
		expect(form.getAll('answer')).toEqual([]);
	});
});

test('only a voice of the phone itself reads aloud', () => {
	const voices = [
		{ lang: 'de-DE', localService: false },
		{ lang: 'de_AT', localService: true },
		{ lang: 'ar-SA', localService: false }
	];
	expect(voiceFor(voices, 'de')).toBe(voices[1]);
	expect(voiceFor(voices, 'de-simple')).toBe(voices[1]);
	expect(voiceFor(voices, 'ar')).toBeUndefined();
});

describe('a sign before an option', () => {
	const typed = { 'options.de': 'Bänke\nLicht', max: '1', 'sign.1': 'bench', 'sign.2': '' };
	const read = choice.configFromForm(formOf(typed), ['de']) as ChoiceConfig;

	test('belongs to its line and may be left out', () => {
		expect(read.options.map(({ sign }) => sign)).toEqual(['bench', undefined]);
		expect(problemsWith('choice', read)).toEqual({});
		expect(choice.configToForm(read, ['de'])).toMatchObject({ 'sign.1': 'bench' });
	});

	test('is one of those there are', () => {
		const wrong = { ...read, options: read.options.map((one) => ({ ...one, sign: 'rocket' })) };
		expect(Object.keys(problemsWith('choice', wrong))).toEqual([
			'options.0.sign',
			'options.1.sign'
		]);
	});
});
