import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { text } from '#lib/questions/text/index.ts';
import { words } from '#lib/questions/words/index.ts';
import { formOf, plain, problemsWith, reasonFor } from './samples.ts';

const three = { maxWords: 3 };
const note = { maxLength: 300 };
const say = (answer: unknown) => words.answerSchema(three).parse(answer);
const megabyte = 'a'.repeat(1_000_000);

describe('words', () => {
	test.each([
		['no word at all', [], 'answer_missing'],
		['only blanks and invisible characters', [' ', '\u200B', '\u202E\u0000'], 'answer_missing'],
		['more words than asked for', ['a', 'b', 'c', 'd'], 'too_many'],
		['a flood of words', Array.from({ length: 21 }, (_, n) => `w${n}`), 'too_many'],
		['a word of 41 characters', ['x'.repeat(41)], 'word_too_long'],
		['a megabyte', [megabyte], 'word_too_long'],
		['a text instead of a list', 'Park', 'answer_malformed'],
		['numbers', [1], 'answer_malformed']
	])('%s is refused', (_, answer, reason) => {
		expect(reasonFor('words', three, answer)).toBe(reason);
	});

	test('40 emoji are 40 characters', () => {
		expect(reasonFor('words', three, ['🌳'.repeat(40)])).toBeNull();
		expect(reasonFor('words', three, ['🌳'.repeat(41)])).toBe('word_too_long');
	});

	test('empty fields of the form do not count, nor does the same word twice', () => {
		const raw = words.answerFromForm(three, formOf({ answer: ['Park', '', 'PARK'] }));
		expect(say(raw)).toEqual(['Park']);
	});

	test('the message says how many and how long', () => {
		expect(words.answerProblem(three, 'too_many', 'de')).toContain('höchstens 3 Wörter');
		expect(words.answerProblem(three, 'word_too_long', 'ar')).toContain('40');
	});

	const tally = {
		ballots: 12,
		counts: { park: 2, Park: 3, PARK: 1, Straße: 2, STRASSE: 1, Ruhe: 1, Licht: 0 }
	};

	test('spellings are merged under the most common one, hidden as one, and counted by people', () => {
		expect(words.table(three, tally, 'de').rows).toEqual([
			{ key: 'Park', keys: ['Park', 'park', 'PARK'], label: 'Park', count: 6, share: 0.5 },
			{ key: 'Straße', keys: ['Straße', 'STRASSE'], label: 'Straße', count: 3, share: 0.25 },
			{ key: 'Ruhe', keys: ['Ruhe'], label: 'Ruhe', count: 1, share: 1 / 12 }
		]);
	});

	test('a word that looks like the key of the ballot is a word', () => {
		const keys = words.tallyKeys(three, say(['*']));
		expect(keys).not.toContain('*');
		expect(
			words.table(three, { ballots: 1, counts: { [keys[0]!]: 1 } }, 'de').rows[0]
		).toMatchObject({
			label: '*',
			count: 1
		});
	});

	test('a long table says how many words it leaves out', () => {
		const counts = Object.fromEntries(Array.from({ length: 130 }, (_, n) => [`wort ${n}`, 1]));
		const { rows, further } = words.table(three, { ballots: 130, counts }, 'de');
		expect([rows.length, further]).toEqual([100, 30]);
	});

	test.each([
		[
			'de',
			'12 Menschen haben geantwortet. Sie nannten 3 verschiedene Wörter. Am häufigsten: Park (6) und Straße (3).'
		],
		[
			'en',
			'12 people answered. They named 3 different words. Named most often: Park (6) and Straße (3).'
		],
		[
			'de-simple',
			'12 Menschen haben geantwortet. Es gibt 3 verschiedene Wörter. Am meisten genannt: Park (6) und Straße (3).'
		],
		['ar', 'أجاب 12 شخصًا. ذُكرت 3 كلمات مختلفة. الأكثر ذكرًا: Park (6) وStraße (3).']
	])('the result is told in %s', (locale, sentence) => {
		expect(plain(words.sentence(three, tally, locale))).toBe(sentence);
	});

	test('words with the same count are told together or not at all', () => {
		const told = (counts: Record<string, number>) =>
			plain(words.sentence(three, { ballots: 9, counts }, 'en'));
		expect(told({ a: 5, b: 2, c: 2, d: 2 })).toContain('Named most often: a (5).');
		expect(told({ a: 2, b: 2, c: 2, d: 2 })).not.toContain('most');
		expect(told({ a: 1, b: 1 })).not.toContain('most');
	});

	test('one to five words can be asked for', () => {
		expect(problemsWith('words', { maxWords: 0 })).toEqual({ maxWords: 'number_too_small' });
		expect(problemsWith('words', { maxWords: 6 })).toEqual({ maxWords: 'number_too_large' });
		expect(problemsWith('words', words.configFromForm(formOf({}), ['de']))).toEqual({
			maxWords: 'number_invalid'
		});
	});
});

describe('a text', () => {
	test.each([
		['that is empty', ' \n\t', 'answer_missing'],
		['that is not there', undefined, 'answer_missing'],
		['longer than allowed', 'x'.repeat(301), 'text_too_long'],
		['of a megabyte', megabyte, 'text_too_long'],
		['that is a list', ['x'], 'answer_malformed']
	])('%s is refused', (_, answer, reason) => {
		expect(reasonFor('text', note, answer)).toBe(reason);
	});

	test('emoji, Arabic and line breaks stay, control characters go', () => {
		const typed = 'نريد مقاعد 🌳\r\nund\u0007 Licht\u0000 \r\n\r\n\r\n\r\nbitte';
		expect(text.answerSchema(note).parse(typed)).toBe('نريد مقاعد 🌳\nund Licht\n\nbitte');
	});

	test('the message says how long it may be', () => {
		expect(text.answerProblem(note, 'text_too_long', 'de')).toContain('300 Zeichen');
		expect(text.answerProblem(note, 'answer_missing', 'en')).toBe('Please write something.');
	});

	const tally = { ballots: 5, counts: { 'Mehr Bänke': 3, 'Alles gut': 1, 'نريد ظلًا': 1, weg: 0 } };

	test('equal texts are counted, the most frequent first', () => {
		const { rows } = text.table(note, tally, 'de');
		expect(rows.map(({ label, count }) => [label, count])).toEqual([
			['Mehr Bänke', 3],
			['Alles gut', 1],
			['نريد ظلًا', 1]
		]);
	});

	test.each([
		['de', '5 Menschen haben geantwortet. Es gibt 3 verschiedene Texte.'],
		['en', '5 people answered. There are 3 different texts.'],
		['de-simple', '5 Menschen haben geantwortet. Es gibt 3 verschiedene Texte.'],
		['ar', 'أجاب 5 أشخاص. هناك 3 نصوص مختلفة.']
	])('the result is told in %s', (locale, sentence) => {
		expect(text.sentence(note, tally, locale)).toBe(sentence);
	});

	test('10 to 500 characters can be asked for', () => {
		expect(problemsWith('text', { maxLength: 9 })).toEqual({ maxLength: 'number_too_small' });
		expect(problemsWith('text', { maxLength: 501 })).toEqual({ maxLength: 'number_too_large' });
	});

	test('the longest allowed text is a key that fits the table of tallies', () => {
		const emoji = '🌳'.repeat(500);
		const config = { maxLength: 500 };
		expect(text.tallyKeys(config, text.answerSchema(config).parse(emoji))).toEqual([emoji]);
	});
});

test('free text is never told as a fact: it may name a person', () => {
	fc.assert(
		fc.property(fc.string({ minLength: 1 }), (said) => {
			const nothing = { value: null, outcome: null, missing: false };
			expect(words.factValue(three, [said])).toEqual(nothing);
			expect(text.factValue(note, said)).toEqual(nothing);
		})
	);
});
