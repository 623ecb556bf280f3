/** A text of the page's own language, by key (phrases.ts). */
export const phrase = (key: string): string =>
	document
		.querySelector<HTMLTemplateElement>('#phrases')
		?.content.querySelector(`[data-phrase="${key}"]`)?.textContent ?? '';

export const one = <E extends HTMLElement>(selector: string): E | null =>
	document.querySelector<E>(selector);
