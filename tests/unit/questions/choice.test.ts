import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choice, type ChoiceConfig } from '#lib/questions/choice/index.ts';
import { choosingRule } from '#lib/questions/choosing.ts';
import { formOf, plain, problemsWith, reasonFor } from './samples.ts';

const wishes: ChoiceConfig = {
	options: ['Bänke', 'Brunnen', 'Licht', 'Spielplatz'].map((label) => ({
		id: label.toLowerCase().replace('ä', 'a'),
		label: { de: label }
	})),
	min: 1,
	max: 2,
	noneOfThese: true
};
const projects = (count: number, limits: Partial<ChoiceConfig> = {}): ChoiceConfig => ({
	options: Array.from({ length: count }, (_, n) => ({
		id: `p${n}`,
		label: { de: `Projekt ${n}` }
	})),
	min: 1,
	max: count,
	noneOfThese: false,
	...limits
});

describe('an answer is refused', () => {
	test.each([
		['without any option', [], 'answer_missing'],
		['with fewer than the minimum', ['p1'], 'too_few', { min: 2 }],
		[
			'with an 11th choice of 10',
			projects(11).options.map(({ id }) => id),
			'too_many',
			{ max: 10 }
		],
		['with an option that is not there', ['p99'], 'option_unknown'],
		['with an option that every object has', ['constructor'], 'option_unknown'],
		['with “none” where it is not offered', ['none'], 'option_unknown'],
		['with the same option twice', ['p1', 'p1'], 'option_twice'],
		['when it is no list', 'p1', 'answer_malformed'],
		['when the list holds something else', [1], 'answer_malformed'],
		['when it is nothing', undefined, 'answer_malformed']
	] as const)('%s', (_, answer, reason, limits: Partial<ChoiceConfig> = {}) => {
		expect(reasonFor('choice', projects(12, limits), answer)).toBe(reason);
	});

	test('with “none of these” beside an option, but not alone, whatever the minimum', () => {
		expect(reasonFor('choice', wishes, ['none', 'licht'])).toBe('none_is_exclusive');
		expect(reasonFor('choice', { ...wishes, min: 2 }, ['none'])).toBeNull();
	});

	test('and the message says how many are possible, in words of the language', () => {
		const ten = projects(12, { max: 10 });
		expect(choice.answerProblem(ten, 'too_many', 'de')).toContain('höchstens 10 Antworten');
		expect(choice.answerProblem(ten, 'too_many', 'ar')).toContain('10 إجابات');
		expect(choice.answerProblem(projects(9, { min: 2 }), 'too_few', 'ar')).toContain('إجابتين');
	});
});

test('an answer keeps nothing of the order in which it was ticked', () => {
	const schema = choice.answerSchema(wishes);
	expect(schema.parse(['licht', 'banke'])).toEqual(schema.parse(['banke', 'licht']));
});

test('the form sends every ticked box; a file in its place is no answer', () => {
	const form = formOf({ answer: ['banke', 'licht', ''] });
	form.append('answer', new File(['x'], 'x.txt'));
	expect(choice.answerFromForm(wishes, form)).toEqual(['banke', 'licht']);
});

describe('the result', () => {
	const tally = { ballots: 37, counts: { banke: 21, brunnen: 14, licht: 9, none: 4 } };

	test('keeps the order of the asker for few options and puts “none of these” last', () => {
		const { rows } = choice.table(wishes, { ...tally, counts: { licht: 30, none: 7 } }, 'de');
		expect(rows.map(({ label }) => label)).toEqual([
			'Bänke',
			'Brunnen',
			'Licht',
			'Spielplatz',
			'Nichts davon'
		]);
	});

	test('puts the most chosen of many options first', () => {
		const { rows } = choice.table(projects(85), { ballots: 9, counts: { p70: 5, p3: 9 } }, 'de');
		expect(rows.slice(0, 3).map(({ key }) => key)).toEqual(['p3', 'p70', 'p0']);
		expect(rows).toHaveLength(85);
	});

	test('shares are of people, so that they may add up to more than one', () => {
		const { rows } = choice.table(wishes, tally, 'de');
		expect(rows[0]!.share).toBeCloseTo(21 / 37);
		expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeGreaterThan(1);
	});

	test.each([
		['de', '37 Menschen haben geantwortet. Am häufigsten gewählt: Bänke (21 von 37).'],
		['en', '37 people answered. Chosen most: Bänke (21 of 37).'],
		[
			'de-simple',
			'37 Menschen haben geantwortet. Das wählten am meisten Menschen: Bänke. Das sind 21 von 37.'
		],
		['ar', 'أجاب 37 شخصًا. الأكثر اختيارًا: Bänke (21 من 37).']
	])('is told in %s', (locale, sentence) => {
		expect(plain(choice.sentence(wishes, tally, locale))).toBe(sentence);
	});

	test('names all that lead together, and only counts them when they are many', () => {
		const two = { ballots: 8, counts: { banke: 5, licht: 5, brunnen: 1 } };
		expect(plain(choice.sentence(wishes, two, 'en'))).toContain('Bänke and Licht (5 of 8 each)');
		const four = { ballots: 4, counts: { p0: 2, p1: 2, p2: 2, p3: 2 } };
		expect(choice.sentence(projects(9), four, 'en')).toContain(
			'4 answers lead equally (2 of 4 each)'
		);
	});

	test('labels that are written from right to left are set apart in the sentence', () => {
		const arabic = {
			...wishes,
			options: [{ id: 'a', label: { ar: 'مقاعد' } }, wishes.options[0]!]
		};
		const told = choice.sentence(arabic, { ballots: 2, counts: { a: 2 } }, 'de');
		expect(told).toContain('\u2068مقاعد\u2069');
	});
});

describe('what an indicator hears', () => {
	test('is the chosen option', () => {
		expect(choice.factValue(wishes, ['licht'])).toEqual({
			value: null,
			outcome: 'licht',
			missing: false
		});
	});
});

describe('a config is refused', () => {
	const options = wishes.options;
	test.each([
		['with one option', { options: options.slice(1, 2), max: 1 }, { options: 'options_too_few' }],
		['with 101 options', projects(101), { options: 'options_too_many' }],
		[
			'with an id twice',
			{ options: [options[0], options[0]] },
			{ 'options.1.id': 'option_duplicate' }
		],
		[
			'with the reserved id',
			{ options: [options[0], { id: 'none', label: { de: 'x' } }] },
			{ 'options.1.id': 'option_id_reserved' }
		],
		[
			'with an id with blanks',
			{ options: [options[0], { id: 'a b', label: { de: 'x' } }] },
			{ 'options.1.id': 'option_id_invalid' }
		],
		[
			'without a label',
			{ options: [options[0], { id: 'x', label: {} }] },
			{ 'options.1.label': 'text_missing' }
		],
		[
			'with an empty label',
			{ options: [options[0], { id: 'x', label: { de: ' ' } }] },
			{ 'options.1.label.de': 'text_missing' }
		],
		[
			'with an endless label',
			{ options: [options[0], { id: 'x', label: { de: 'x'.repeat(201) } }] },
			{ 'options.1.label.de': 'text_too_long' }
		],
		['with a minimum above the maximum', { min: 3 }, { min: 'min_above_max' }],
		['with a maximum above the number of options', { max: 5 }, { max: 'max_above_options' }],
		['with a minimum of none', { min: 0 }, { min: 'number_too_small' }],
		['with half a choice', { max: 1.5 }, { max: 'number_invalid' }],
		['with no number', { max: NaN }, { max: 'number_invalid' }]
	])('%s', (_, wrong, problems) => {
		expect(problemsWith('choice', { ...wishes, ...wrong })).toEqual(problems);
	});

	test('up to 100 options are fine', () => {
		expect(problemsWith('choice', projects(100))).toEqual({});
	});
});

describe('the form of the asker', () => {
	const typed = { 'options.de': 'Bänke\r\nLicht\r\nRuhe', min: '1', max: '2' };
	const read = (fields: Record<string, string>, locales = ['de', 'ar']) =>
		choice.configFromForm(formOf(fields), locales) as ChoiceConfig;

	test('line n of each language belongs together, an empty line falls back', () => {
		expect(read({ ...typed, 'options.ar': 'مقاعد\n\nهدوء' }).options).toEqual([
			{ id: 'banke', label: { de: 'Bänke', ar: 'مقاعد' } },
			{ id: 'licht', label: { de: 'Licht' } },
			{ id: 'ruhe', label: { de: 'Ruhe', ar: 'هدوء' } }
		]);
	});

	test('a line without text in the main language is refused at that line', () => {
		const config = read({ ...typed, 'options.ar': 'مقاعد\nضوء\nهدوء\nماء' });
		expect(problemsWith('choice', config)).toEqual({ 'options.3.label.de': 'text_missing' });
	});

	test('the same line twice is refused at the second', () => {
		const config = read({ ...typed, 'options.de': 'Bänke\nLicht\nBänke' });
		expect(problemsWith('choice', config)).toEqual({ 'options.2.id': 'option_duplicate' });
	});

	test('an empty form is told one thing: that options are missing', () => {
		expect(problemsWith('choice', read({}))).toEqual({ options: 'options_too_few' });
	});

	test('no maximum means as many as there are options', () => {
		expect(read({ ...typed, max: '' }).max).toBe(3);
	});

	test('ids stay with their label when lines move or are added, and with their place when a label is corrected', () => {
		const before = { 'options.ids': 'banke Bänke\nlicht Licht\nruhe Ruhe' };
		const ids = (lines: string) =>
			read({ ...typed, ...before, 'options.de': lines }).options.map(({ id }) => id);
		expect(ids('Ruhe\nBänke\nLicht')).toEqual(['ruhe', 'banke', 'licht']);
		expect(ids('Wasser\nBänke\nLicht\nRuhe')).toEqual(['wasser', 'banke', 'licht', 'ruhe']);
		expect(ids('Bänke\nLicht am Weg\nRuhe')).toEqual(['banke', 'licht', 'ruhe']);
	});

	test('different labels never share an id, in any script', () => {
		const label = fc
			.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
			.map((s) => s.replace(/[\r\n]/g, '').trim())
			.filter(Boolean);
		fc.assert(
			fc.property(fc.uniqueArray(label, { minLength: 2, maxLength: 12 }), (labels) => {
				const { options } = read({ ...typed, 'options.de': labels.join('\n') });
				expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
				expect(problemsWith('choice', { ...wishes, options })).toEqual({});
			}),
			{
				examples: [
					[['مقاعد', 'هدوء']],
					[['None', 'none!']],
					[['x'.repeat(60), `${'x'.repeat(60)}y`]]
				]
			}
		);
	});
});

test.each([
	[{ max: 1 }, 'Please choose one answer.'],
	[{ max: 9 }, 'Please choose everything that fits.'],
	[{ max: 5 }, 'Please choose up to 5 answers.'],
	[{ min: 3, max: 3 }, 'Please choose exactly 3 answers.'],
	[{ min: 2, max: 4 }, 'Please choose 2 to 4 answers.']
])('the rule %j is said in words', (limits, rule) => {
	expect(choosingRule(projects(9, limits), 'en')).toBe(rule);
});

describe('a knowledge question', () => {
	const quiz: ChoiceConfig = {
		options: ['licht', 'baum', 'bank'].map((id) => ({ id, label: { de: id } })),
		min: 1,
		max: 2,
		noneOfThese: true,
		right: ['baum']
	};

	test('does not tell what is right before', () => {
		expect(choice.publicConfig!(quiz)).toEqual({ ...quiz, right: undefined });
		expect(JSON.stringify(choice.publicConfig!(quiz))).not.toContain('right');
	});

	test('marks what is right and says how many knew it', () => {
		const tally = { ballots: 4, counts: { licht: 3, baum: 1 } };
		expect(choice.table(quiz, tally, 'de').rows.filter((row) => row.right)).toMatchObject([
			{ key: 'baum' }
		]);
		expect(plain(choice.sentence(quiz, tally, 'de'))).toMatch(/ Richtig: baum \(1 von 4\)\.$/);
	});

	test.each([
		['a line that is not there', ['brunnen'], 'right_unknown'],
		['"none of these"', ['none'], 'right_unknown'],
		['the same line twice', ['baum', 'baum'], 'right_unknown'],
		['more than anybody may choose', ['licht', 'baum', 'bank'], 'right_count']
	])('cannot have as right %s', (_, right, reason) => {
		expect(problemsWith('choice', { ...quiz, right })).toEqual({ right: reason });
	});

	test('is typed with the number of the line, and none without', () => {
		const typed = (right: string) =>
			choice.configFromForm(formOf({ 'options.de': 'licht\nbaum\nbank', max: '2', right }), [
				'de'
			]) as ChoiceConfig;
		expect(typed('2').right).toEqual(['baum']);
		expect(typed('٢، 3').right).toEqual(['baum', 'bank']);
		expect(typed('')).not.toHaveProperty('right');
		expect(problemsWith('choice', typed('7'))).toEqual({ right: 'right_unknown' });
	});
});
