import { expect, test } from 'vitest';
import { problemsOf, type Message } from '../../scripts/messages/problems.ts';
import { unusedKeys } from '../../scripts/messages/unused.ts';

const locales = ['de', 'ar'];
const area = (de: Record<string, Message>, ar: Record<string, Message>) =>
	problemsOf('home', { de, ar }, locales);

test('messages that are there in every language are fine', () => {
	expect(area({ home_title: 'Willkommen, {name}' }, { home_title: 'مرحبا {name}' })).toEqual([]);
});

test('a message that one language lacks is named', () => {
	expect(area({ home_title: 'Willkommen' }, {})).toEqual(['home/ar home_title: missing']);
	expect(area({}, { home_title: 'مرحبا' })).toEqual(['home/de home_title: missing']);
});

test('an empty message is as good as none', () => {
	expect(area({ home_title: 'Willkommen' }, { home_title: ' ' })).toEqual([
		'home/ar home_title: empty'
	]);
});

test('a key says which area it belongs to', () => {
	expect(area({ title: 'Willkommen' }, { title: 'مرحبا' })).toEqual([
		'home: title must begin with home_'
	]);
});

test('a translation neither loses nor invents what the page fills in', () => {
	expect(area({ home_n: 'Noch {n}' }, { home_n: 'باقي {m}' })).toEqual([
		'home/ar home_n: {m} is not in German',
		'home/ar home_n: {n} is left out'
	]);
});

test('English left in Arabic is found, a name in all languages is not', () => {
	expect(area({ home_title: 'Willkommen' }, { home_title: 'Welcome' })).toEqual([
		'home/ar home_title: not translated'
	]);
	expect(area({ home_name: 'Palaver' }, { home_name: 'Palaver' })).toEqual([]);
});

const counted = (forms: string[], text: string): Message => [
	{
		declarations: ['input n', 'local count = n: plural'],
		selectors: ['count'],
		match: Object.fromEntries(forms.map((form) => [`count=${form}`, `{n} ${text}`]))
	}
];

test('every plural form of the language has a wording', () => {
	const german = { home_people: counted(['one', 'other'], 'Leute') };
	const forms = ['zero', 'one', 'two', 'few', 'many', 'other'];
	expect(area(german, { home_people: counted(forms, 'أشخاص') })).toEqual([]);
	expect(area(german, { home_people: counted(forms.slice(0, 5), 'أشخاص') })).toEqual([
		'home/ar home_people: no wording for count=other'
	]);
	expect(area(german, { home_people: counted(['one', '*'], 'أشخاص') })).toEqual([]);
});

test('a sentence in Leichte Sprache has at most 15 words', () => {
	const words = (n: number) => Array<string>(n).fill('Wort').join(' ');
	const problems = (text: string) =>
		problemsOf('home', { de: { home_a: 'a' }, 'de-simple': { home_a: text } }, ['de', 'de-simple']);
	expect(problems(`${words(15)}. ${words(15)}: ${words(15)}`)).toEqual([]);
	expect(problems(`Kurz. ${words(16)}.`)).toEqual([
		`home/de-simple home_a: more than 15 words: ${words(16)}`
	]);
});

test('a message that no code says is found', () => {
	const code = ['m.home_title()', "names: { one: 'live_format_one' }", 'm[`live_problem_${x}`]'];
	expect(
		unusedKeys(['home_title', 'live_format_one', 'live_problem_busy', 'home_tit'], code)
	).toEqual(['home_tit']);
});
