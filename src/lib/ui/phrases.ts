/** What an island's script says in the page's language; the server wrote its texts into `<template id="phrases">`. */

export const find = <E extends HTMLElement>(selector: string): E =>
	document.querySelector<E>(selector)!;

/** Values stand for `{name}` in the text. A key without a text of its own says the general one. */
export function phrase(
	key: string,
	values: Readonly<Record<string, string | number>> = {}
): string {
	const phrases = find<HTMLTemplateElement>('#phrases').content;
	const found =
		phrases.querySelector(`[data-phrase="${CSS.escape(key)}"]`) ??
		phrases.querySelector('[data-phrase="input_invalid"]');
	return Object.entries(values).reduce(
		(text, [name, value]) =>
			text.replaceAll(`{${name}}`, typeof value === 'number' ? numbers.format(value) : value),
		found!.textContent ?? ''
	);
}

const numbers = new Intl.NumberFormat(document.documentElement.lang);

/** Says it to the eye and, when the reader pauses, to the ear. */
export function say(text: string, tone: 'calm' | 'good' | 'bad' = 'calm'): void {
	const line = find('#said');
	if (line.textContent !== text) line.textContent = text;
	line.dataset['tone'] = tone;
}
