import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import type { Beside } from '#lib/formats/live/beside/beside.ts';
import PhoneBeside from '#lib/formats/live/beside/PhoneBeside.svelte';
import StageBeside from '#lib/formats/live/beside/StageBeside.svelte';

const prompts = { de: 'Ein Wort?', ar: 'كلمة؟' };
const value = (people: number) => ({ value: people / 20, people, length: people / 20 });

const words: Beside = {
	kind: 'shares',
	...{ round: 1, people: [20, 20], further: 0, tooRare: 0, k: 5 },
	parts: [
		{
			key: 'شجرة',
			label: { de: 'شجرة' },
			language: 'ar',
			values: [value(5), value(15)],
			change: 0.5
		},
		{ key: 'Ruhe', label: { de: 'Ruhe' }, values: [value(15), value(5)], change: -0.5 }
	],
	...{ onlySometimes: [], changed: {}, promptThen: null }
};

const mean = (value: number) => ({ value, people: 20, length: value / 10 });
const means: Beside = {
	...words,
	kind: 'means',
	parts: [
		{ key: 'a', label: { de: 'Licht' }, values: [mean(4), mean(6)], change: 2 },
		{ key: 'b', label: { de: 'Bäume' }, values: [mean(4), null], change: null }
	]
};

const on = {
	stage: StageBeside as Component<Record<string, unknown>>,
	phone: PhoneBeside as Component<Record<string, unknown>>
};

function drawn(where: keyof typeof on, beside: Beside, locale = 'en') {
	const props = { beside, question: { round: 2, prompts }, locale };
	return render(on[where], { props }).body.replace(/<!--.*?-->/g, '');
}
const text = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe.each(['stage', 'phone'] as const)('two rounds on the %s', (where) => {
	test('say what people wrote in the language in which they wrote it, also in the sentence', () => {
		const html = drawn(where, words);
		const [sentence, rest] = [
			html.slice(0, html.indexOf('<table')),
			html.slice(html.indexOf('<table'))
		];
		for (const part of [sentence, rest])
			expect(part).toMatch(/<bdi lang="ar" dir="rtl">\u2068?شجرة/);
		expect(html).toMatch(/<bdi>Ruhe<\/bdi>/);
	});

	test('of which one mean is not shown say so, and why, but not that it is under five', () => {
		const html = text(drawn(where, means));
		expect(html).toContain('not shown');
		expect(html).toContain('“–” stands where the answers of a few people could be worked out.');
		expect(html).not.toContain('under 5');
	});

	test('of which one share is not shown say that it is of too few, and how many answers are left out', () => {
		const [tree, quiet] = words.parts;
		const hidden: Beside = {
			...words,
			tooRare: 3,
			parts: [tree!, { ...quiet!, values: [value(15), null], change: null }]
		};
		const html = text(drawn(where, hidden));
		expect(html).toContain('“under 5” also stands where');
		expect(html).toContain('3 further answers were each given by too few people.');
		expect(text(drawn(where, words))).not.toContain('under 5');
	});

	test('warn only who reads other words, and tell the prompt from the rest', () => {
		const beside: Beside = { ...words, changed: { de: 'prompt', ar: 'other' } };
		expect(text(drawn(where, beside, 'en'))).not.toContain('In round 1');
		expect(text(drawn(where, beside, 'de'))).toContain('In Runde 1 lautete die Frage anders.');
		expect(text(drawn(where, beside, 'ar'))).toContain('كانت الإجابات أو القواعد مختلفة');
	});
});
