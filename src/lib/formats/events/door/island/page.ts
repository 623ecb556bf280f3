import { find, phrase } from '../../../../ui/phrases.ts';
import { peopleOf, type Presence, type WalkIn } from '../presence.ts';
import type { Problem } from './device.ts';

/** What the server rendered and the script works with. */
export const root = () => document.getElementById('door')!;

export const rowOf = (registrationId: string): HTMLElement | null =>
	document.querySelector(`[data-guest="${CSS.escape(registrationId)}"]`);

export const rowOfTicket = (hash: string): HTMLElement | null =>
	document.querySelector(`[data-hash="${CSS.escape(hash)}"]`);

export const nameOf = (row: HTMLElement | null): string =>
	row?.querySelector('[data-name]')?.textContent ?? '';

/** Who is in, in every row and in the counts. */
export function showPresence({ guests, walkIns, list }: Presence): void {
	const inBy = new Map(guests.map((guest) => [guest.registrationId, guest]));
	for (const row of document.querySelectorAll<HTMLElement>('[data-guest]')) {
		const found = inBy.get(row.dataset['guest']!);
		row.dataset['in'] = String(found !== undefined);
		part(row, 'list').hidden = found !== undefined;
		part(row, 'back').hidden = found === undefined;
		if (!found) continue;
		row.querySelector('[data-count]')!.textContent = phrase('is_in', { n: found.people });
		nonceIn(part(row, 'back')).value = found.nonce;
	}
	find('[data-in-count]').textContent = String(peopleOf(guests));
	find('[data-walk-in-count]').textContent = phrase('walk_ins', {
		n: peopleOf(walkIns),
		all: peopleOf(guests) + peopleOf(walkIns)
	});
	showWalkIns(walkIns);
	find('#list-changed').hidden = list === root().dataset['list'];
	find('#somebody-in').hidden = guests.length + walkIns.length === 0;
}

const part = (row: HTMLElement, name: string) =>
	row.querySelector<HTMLElement>(`[data-do="${name}"]`)!;

const nonceIn = (form: HTMLElement) => form.querySelector<HTMLInputElement>('[name="nonce"]')!;

/** What stands there already stays untouched: a list that is built anew takes the button from under a finger. */
function showWalkIns(walkIns: readonly WalkIn[]): void {
	const list = find('#walk-ins');
	const known = new Set(walkIns.map(({ nonce }) => nonce));
	const shown = new Set<string>();
	for (const row of [...list.children] as HTMLElement[])
		if (known.has(row.dataset['nonce']!)) shown.add(row.dataset['nonce']!);
		else row.remove();
	for (const { nonce, people } of walkIns) {
		if (shown.has(nonce)) continue;
		const copy = find<HTMLTemplateElement>('#walk-in').content.cloneNode(true) as DocumentFragment;
		const row = copy.querySelector<HTMLElement>('li')!;
		row.dataset['nonce'] = nonce;
		row.querySelector('[data-count]')!.textContent = phrase('is_in', { n: people });
		nonceIn(row).value = nonce;
		list.append(copy);
	}
	find('#walk-ins-shown').hidden = walkIns.length === 0;
}

/** How many acts are on this device and nowhere else. */
export function showWaiting(count: number): void {
	const badge = find('#unsent');
	badge.textContent = count === 0 ? phrase('all_sent') : phrase('unsent', { n: count });
	badge.dataset['waiting'] = String(count > 0);
	find('#wipe-warning').hidden = count === 0;
	find('#wipe-warning').textContent = phrase('wipe_warning', { n: count });
}

export function showUndo(nonce: string | null): void {
	const form = find('#undo');
	form.hidden = nonce === null;
	nonceIn(form).value = nonce ?? '';
}

/** What became known too late, e.g. that another device had let in the same guest. */
export function showProblems(problems: readonly Problem[]): void {
	const list = find('#problems ul');
	const keys = problems.map(({ clientKey }) => clientKey);
	for (const row of [...list.children] as HTMLElement[])
		if (!keys.includes(row.dataset['key']!)) row.remove();
	const shown = [...list.children].map((row) => (row as HTMLElement).dataset['key']);
	list.append(...problems.filter(({ clientKey }) => !shown.includes(clientKey)).map(entryOf));
	find('#problems').hidden = problems.length === 0;
}

function entryOf({ clientKey, reason, registrationId, people }: Problem): HTMLElement {
	const row = document.createElement('li');
	row.className = 'row apart';
	row.dataset['key'] = clientKey;
	const said = document.createElement('span');
	const name = registrationId === null ? '' : nameOf(rowOf(registrationId));
	const text = phrase(reason === 'already_in' ? 'doubled' : reason);
	said.textContent = name === '' ? text : `${name}: ${text}`;
	row.append(said);
	// They are inside, whatever the list says.
	if (reason !== 'already_in' && people > 0) row.append(button('count_anyway', 'countAnyway'));
	row.append(button('seen', 'seen'));
	return row;
}

function button(key: string, does: string): HTMLButtonElement {
	const element = document.createElement('button');
	element.type = 'button';
	element.className = 'button';
	element.dataset['do'] = does;
	element.textContent = phrase(key);
	return element;
}

/** Leaves those rows in which every typed word stands. */
export function filterRows(typed: string): void {
	const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
	let found = 0;
	for (const row of document.querySelectorAll<HTMLElement>('[data-guest]')) {
		const text = (row.querySelector('[data-who]')?.textContent ?? '').toLocaleLowerCase();
		row.hidden = !words.every((word) => text.includes(word));
		if (!row.hidden) found += 1;
	}
	find('#nobody-found').hidden = found > 0 || words.length === 0;
}
