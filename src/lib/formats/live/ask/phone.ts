/**
 * The page of questions comes alive: counts follow the session, a support is sent in place, and the list is drawn anew
 * when there are other questions. Without this script the same page works by plain forms and reloads.
 */
import { onWake } from '../phone/backoff.ts';
import { follow } from '../phone/stream.ts';
import { askMark } from './mark.ts';
import type { AskList } from './snapshot.ts';

/** Everybody hears of a new question at once; they fetch the page over so long, in milliseconds. */
const spread = 2000;

const live = () => document.getElementById('live')!;
const numbers = new Intl.NumberFormat(document.documentElement.lang);
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Somebody is in the middle of taking a question back, or has opened what asks for it. */
const isBusy = () => live().querySelector('details[open]') !== null;

function take(html: string): void {
	const next = new DOMParser().parseFromString(html, 'text/html').getElementById('live');
	if (!next) return location.reload();
	const focused = document.activeElement?.closest('li')?.id;
	live().replaceWith(document.adoptNode(next));
	if (focused) document.getElementById(focused)?.querySelector('button')?.focus();
}

function fetchSoon(): void {
	waiting ??= setTimeout(() => {
		waiting = undefined;
		void fetchPage();
	}, Math.random() * spread);
}

async function fetchPage(): Promise<void> {
	if (isBusy()) return fetchSoon();
	const response = await fetch(location.href).catch(() => null);
	if (response?.ok) take(await response.text());
	else if (response && response.status < 500) location.reload();
	else fetchSoon();
}

async function send(form: HTMLFormElement): Promise<void> {
	const button = form.querySelector('button')!;
	button.setAttribute('aria-disabled', 'true');
	const response = await fetch(form.action, { method: 'POST', body: new FormData(form) }).catch(
		() => null
	);
	if (response?.ok) take(await response.text());
	// What is wrong, the page says: by a plain form.
	else form.submit();
}

document.addEventListener('submit', (event) => {
	const form = event.target as HTMLFormElement;
	if (!form.matches('[data-support]')) return;
	event.preventDefault();
	if (!form.querySelector('button[aria-disabled]')) void send(form);
});

const stream = follow<AskList>(live().dataset['stream']!, {
	onState(list) {
		for (const { id, supporters } of list.asks) {
			const place = document.querySelector(`[data-supporters="${CSS.escape(id)}"]`);
			if (place) place.textContent = numbers.format(supporters);
		}
		if (live().dataset['mark'] !== askMark(list)) fetchSoon();
	},
	onConnection: () => {},
	onFailure: fetchSoon
});
onWake(stream.reconnect);
