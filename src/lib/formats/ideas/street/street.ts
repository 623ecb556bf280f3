/**
 * The street mode comes alive: every idea is closed, kept on this phone and sent as soon as there is a network.
 * Without this script the same form is sent to the server at once.
 */
import { collectedOf, typedCollected } from '../collect/collect-form.ts';
import { forgetOffline, keepOffline, type Offline } from '../../../ui/offline.ts';
import { find, phrase, say } from '../../../ui/phrases.ts';
import { form, root, showWaiting } from './page.ts';
import { findPosition } from './position.ts';
import { openQueue } from './queue.ts';
import { listRefused } from './refused-list.ts';
import { seal } from './seal.ts';
import { emptyForm, field, hasWords, mend, mendedKey } from './street-form.ts';
import { sendWaiting, type Refused, type Sent } from './sync.ts';

const { id, box, sync } = root().dataset as { id: string; box: string; sync: string };
/** While something waits it is tried this often: not every phone says when the network is back. */
const retryAfter = 10_000;

const { pathname } = location;
const offline: Offline = {
	// `/street/`, with the prefix of the language where there is one.
	scope: pathname.slice(0, pathname.indexOf('/street/') + '/street/'.length),
	cache: 'palaver-street-1'
};

// Closing needs WebCrypto, which browsers have only over https and on the machine itself.
if (window.isSecureContext) void start();
else find('#insecure').hidden = false;

async function start(): Promise<void> {
	const queue = await openQueue();
	const tabs = new BroadcastChannel('palaver-street');
	// What the server has refused, until it is mended or thrown away; sent again only when the page was opened anew.
	const refused = new Map<string, Refused>();
	root().dataset['ready'] = 'true';
	find('#offline').hidden = false;
	document.querySelector<HTMLElement>('[data-here]')!.hidden = false;

	const count = async () => showWaiting((await queue.waiting(id)).length);
	const showRefused = () =>
		listRefused(
			[...refused.values()].filter(({ clientKey }) => clientKey !== mendedKey()),
			{ mend: open, throwAway: (key) => void throwAway(key) }
		);
	const send = async (): Promise<void> => {
		const sent = await sendWaiting(queue, id, sync, refused);
		await count();
		tabs.postMessage('changed');
		tell(sent);
		if (sent.kind === 'sent') for (const one of sent.refused) refused.set(one.clientKey, one);
		showRefused();
	};

	form().addEventListener('submit', (event) => {
		event.preventDefault();
		void keep();
	});

	async function keep(): Promise<void> {
		const typed = typedCollected(new FormData(form()));
		const { clientKey } = typed;
		const item = collectedOf(typed);
		// Before anything takes time: what somebody already types for the next idea must stay.
		emptyForm();
		try {
			const sealed = await seal(box, id, JSON.stringify(item));
			await queue.keep({ clientKey, activityId: id, sealed });
		} catch {
			refused.set(clientKey, {
				outcome: 'refused',
				clientKey,
				reason: 'not_kept',
				fields: {},
				item
			});
			showRefused();
			return say(phrase('not_kept'), 'bad');
		}
		refused.delete(clientKey);
		say(phrase('kept'), 'good');
		await count();
		await send();
	}

	/** Into the form; never over the words of somebody else. */
	function open(one: Refused): void {
		if (hasWords() && !mendedKey()) return say(phrase('words_first'), 'bad');
		mend(one);
		showRefused();
	}

	async function throwAway(clientKey: string): Promise<void> {
		await queue.forget(clientKey);
		refused.delete(clientKey);
		showRefused();
		await count();
		tabs.postMessage('changed');
	}

	function notNow(): void {
		emptyForm();
		showRefused();
	}

	const presses: Record<string, () => unknown> = { send, locate, wipe, notNow };
	document.addEventListener('click', (event) => {
		const button = (event.target as Element).closest<HTMLElement>('[data-do]');
		void presses[button?.dataset['do'] ?? '']?.();
	});

	async function wipe(): Promise<void> {
		await queue.wipe();
		await forgetOffline({ ...offline, cache: 'palaver-street' });
		refused.clear();
		showRefused();
		form().reset();
		await count();
		say(phrase('wiped'), 'good');
		tabs.postMessage('changed');
	}

	tabs.addEventListener('message', () => void count());
	window.addEventListener('online', () => void send());
	const again = async () => {
		const waiting = await queue.waiting(id);
		if (waiting.some(({ clientKey }) => !refused.has(clientKey))) await send();
	};
	setInterval(() => void again(), retryAfter);
	// In the background timers rest; who takes the phone out of the pocket does not wait for the next one.
	document.addEventListener('visibilitychange', () => !document.hidden && void again());
	await count();
	void again();
	await keepOffline(offline);
}

function tell(sent: Sent): void {
	if (sent.kind === 'later') return say(phrase('kept_offline'));
	if (sent.kind === 'signIn') {
		find('#sign-in').hidden = false;
		return say(phrase('sign_in'), 'bad');
	}
	if (sent.kind === 'forbidden') return say(phrase('not_allowed'), 'bad');
	find('#sign-in').hidden = true;
	if (sent.refused.length > 0) return say(phrase('refused'), 'bad');
	if (sent.kept > 0) say(phrase('sent'), 'good');
}

async function locate(): Promise<void> {
	const shown = find('[data-position]');
	shown.textContent = phrase('locating');
	const position = await findPosition();
	if (typeof position === 'string') {
		shown.textContent = phrase(`position_${position}`);
		return;
	}
	field('lat').value = String(position.lat);
	field('lng').value = String(position.lng);
	(form().elements.namedItem('where') as RadioNodeList).value = 'here';
	shown.textContent = phrase('located', { n: position.metres });
}
