import { find, phrase } from '../../../ui/phrases.ts';
import type { Refused } from './sync.ts';

/** What can be done with an idea that did not fit. */
export type Mending = Readonly<{
	mend(refused: Refused): void;
	throwAway(clientKey: string): void;
}>;

/**
 * Ideas that did not fit, each with its reason, to be mended or thrown away. What stands there already stays untouched:
 * a list that is built anew takes the button from under a finger.
 */
export function listRefused(refused: readonly Refused[], mending: Mending): void {
	const list = find('#refused');
	const entries = [...list.children] as HTMLElement[];
	const keys = new Set(refused.map(({ clientKey }) => clientKey));
	for (const entry of entries) if (!keys.has(entry.dataset['key']!)) entry.remove();
	const listed = new Set(entries.map((entry) => entry.dataset['key']));
	const added = refused.filter(({ clientKey }) => !listed.has(clientKey));
	list.append(...added.map((one) => entryOf(one, mending)));
	list.hidden = list.childElementCount === 0;
}

function entryOf(one: Refused, { mend, throwAway }: Mending): HTMLElement {
	const entry = document.createElement('li');
	entry.className = 'row';
	entry.dataset['key'] = one.clientKey;
	const reason = document.createElement('span');
	reason.textContent = `${titleOf(one)}: ${reasonsOf(one)}`;
	const question = document.createElement('details');
	const summary = document.createElement('summary');
	summary.className = 'button';
	summary.textContent = phrase('discard');
	question.append(
		summary,
		button('discard_confirm', 'danger', () => throwAway(one.clientKey))
	);
	entry.append(
		reason,
		button('mend', 'primary', () => mend(one)),
		question
	);
	return entry;
}

function button(name: string, kind: string, act: () => void): HTMLButtonElement {
	const element = document.createElement('button');
	element.type = 'button';
	element.className = `button ${kind}`;
	element.textContent = phrase(name);
	element.addEventListener('click', act);
	return element;
}

const titleOf = ({ item }: Refused) => (item as { title?: string } | null)?.title ?? '';

const reasonsOf = ({ reason, fields }: Refused): string =>
	[...new Set(Object.values(fields).length > 0 ? Object.values(fields) : [reason])]
		.map((code) => phrase(code))
		.join(' ');
