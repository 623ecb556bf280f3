/** What the server rendered and this script works with; names of the data attributes are in SessionView.svelte. */
export type Session = Readonly<{
	code: string;
	/** Path of the page in its language, without a query. */
	path: string;
	api: string;
	/** `auto`: joins by itself; `done`: is in; `ask`: the person has to say something first. */
	joining: 'auto' | 'done' | 'ask';
}>;

export function sessionOfPage(): Session {
	const { code = '', joining } = document.getElementById('session')!.dataset;
	return {
		code,
		path: location.pathname.replace(/\/+$/, ''),
		api: `/api/v1/live/${code}`,
		joining: joining as Session['joining']
	};
}

/** The rendered state of the session, replaced as a whole. */
export const view = () => document.getElementById('view')!;

export const ballotForm = (root: ParentNode = view()) =>
	root.querySelector<HTMLFormElement>('form[data-ballot]');

export const all = (selector: string, root: ParentNode = document) =>
	root.querySelectorAll<HTMLElement>(selector);

/** A text in the page's language, from the templates that the server put into the page. */
export function phrase(key: string): string {
	const phrases = document.querySelector<HTMLTemplateElement>('#phrases')!.content;
	const found = phrases.querySelector(`[data-phrase="${CSS.escape(key)}"]`);
	return (found ?? phrases.querySelector('[data-phrase="refused"]'))!.textContent ?? '';
}

/** The line at the foot of the page; read out when the reader pauses. Empty: nothing to say. */
export function say(key: string | null, tone: 'calm' | 'good' | 'bad' = 'calm'): void {
	const line = document.getElementById('status')!;
	const text = key ? phrase(key) : '';
	// The same text again is not read out again, and must not be.
	if (line.textContent !== text) line.textContent = text;
	line.dataset['tone'] = tone;
}

/** Takes the line away, unless it is bad news: that stays until the person does something. */
export function quieten(): void {
	if (document.getElementById('status')!.dataset['tone'] !== 'bad') say(null);
}

/** Reads something out without showing it: what has changed on the page is to be seen anyway. */
export function announce(text: string): void {
	document.getElementById('announcer')!.textContent = text;
}

/** Shows the elements marked `data-if="name"` or, where it does not hold, those marked `data-if="!name"`. */
export function showIf(name: string, holds: boolean): void {
	for (const element of all(`[data-if="${name}"]`)) element.hidden = !holds;
	for (const element of all(`[data-if="!${name}"]`)) element.hidden = holds;
}
