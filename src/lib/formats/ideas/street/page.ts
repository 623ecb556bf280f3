/** What the server rendered and the script works with. */
export const root = () => document.getElementById('street')!;
export const form = () => document.querySelector<HTMLFormElement>('#collect')!;

export function find<E extends HTMLElement>(selector: string): E {
	return document.querySelector<E>(selector)!;
}

/** A text in the page's language; `{n}` stands for a number. Keys without a text of their own say the general one. */
export function phrase(key: string, n?: number): string {
	const phrases = find<HTMLTemplateElement>('#phrases').content;
	const found =
		phrases.querySelector(`[data-phrase="${CSS.escape(key)}"]`) ??
		phrases.querySelector('[data-phrase="input_invalid"]');
	const text = found!.textContent ?? '';
	return n === undefined ? text : text.replace('{n}', numbers.format(n));
}

const numbers = new Intl.NumberFormat(document.documentElement.lang);

/** Says it to the eye and, when the reader pauses, to the ear. */
export function say(text: string, tone: 'calm' | 'good' | 'bad' = 'calm'): void {
	const line = find('#said');
	if (line.textContent !== text) line.textContent = text;
	line.dataset['tone'] = tone;
}

/** How many ideas are still on this phone and nowhere else. */
export function showWaiting(count: number): void {
	const badge = find('#unsent');
	badge.textContent = count === 0 ? phrase('all_sent') : phrase('unsent', count);
	badge.dataset['waiting'] = String(count > 0);
	find('#wipe-warning').hidden = count === 0;
	find('#wipe-warning').textContent = phrase('wipe_warning', count);
}
