/**
 * The street mode comes alive: every idea is closed, kept on this phone and sent as soon as there is a network.
 * Without this script the same form is sent to the server at once.
 */
import { collectedOf, typedCollected, valuesOfCollected } from '../collect/collect-form.ts';
import { forgetOffline, keepOffline } from './offline.ts';
import { find, form, phrase, root, say, showWaiting } from './page.ts';
import { findPosition } from './position.ts';
import { openQueue } from './queue.ts';
import { seal } from './seal.ts';
import { sendWaiting, type Refused, type Sent } from './sync.ts';

const { id, box, sync } = root().dataset as { id: string; box: string; sync: string };
/** While something waits it is tried this often: not every phone says when the network is back. */
const retryAfter = 10_000;

// Closing needs WebCrypto, which browsers have only over https and on the machine itself.
if (window.isSecureContext) void start();
else find('#insecure').hidden = false;

async function start(): Promise<void> {
	const queue = await openQueue();
	const tabs = new BroadcastChannel('palaver-street');
	root().dataset['ready'] = 'true';
	find('#offline').hidden = false;
	document.querySelector<HTMLElement>('[data-here]')!.hidden = false;

	const count = async () => showWaiting((await queue.waiting(id)).length);
	const send = async (): Promise<void> => {
		const sent = await sendWaiting(queue, id, sync);
		await count();
		tabs.postMessage('changed');
		tell(sent);
		if (sent.kind === 'sent') listRefused(sent.refused, (key) => void throwAway(key));
	};
	const throwAway = async (clientKey: string) => {
		await queue.forget(clientKey);
		await send();
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
			fill({ outcome: 'refused', clientKey, reason: 'not_kept', fields: {}, item });
			return say(phrase('not_kept'), 'bad');
		}
		say(phrase('kept'), 'good');
		await count();
		await send();
	}

	document.addEventListener('click', (event) => {
		const button = (event.target as Element).closest<HTMLElement>('[data-do]');
		if (button?.dataset['do'] === 'send') void send();
		if (button?.dataset['do'] === 'locate') void locate();
		if (button?.dataset['do'] === 'wipe') void wipe();
	});

	async function wipe(): Promise<void> {
		await queue.wipe();
		await forgetOffline();
		form().reset();
		await count();
		say(phrase('wiped'), 'good');
		tabs.postMessage('changed');
	}

	tabs.addEventListener('message', () => void count());
	window.addEventListener('online', () => void send());
	const again = async () => {
		if ((await queue.waiting(id)).length > 0) await send();
	};
	setInterval(() => void again(), retryAfter);
	// In the background timers rest; who takes the phone out of the pocket does not wait for the next one.
	document.addEventListener('visibilitychange', () => !document.hidden && void again());
	await count();
	void again();
	await keepOffline();
}

function tell(sent: Sent): void {
	if (sent.kind === 'later') return say(phrase('kept_offline'));
	if (sent.kind === 'signIn') {
		find('#sign-in').hidden = false;
		return say(phrase('sign_in'), 'bad');
	}
	if (sent.kind === 'forbidden') return say(phrase('not_allowed'), 'bad');
	find('#sign-in').hidden = true;
	if (sent.refused.length === 0) say(phrase('sent'), 'good');
}

/** The same place, language, way and walk as before: the next person stands where the last one stood. */
function emptyForm(): void {
	for (const name of ['title', 'body', 'cardCode']) field(name).value = '';
	field('clientKey').value = crypto.randomUUID();
	for (const name of ['consent', 'blur']) (field(name) as HTMLInputElement).checked = false;
	field('title').focus();
}

/** Ideas that do not fit, each with the reason: to be mended or thrown away. The one that is being mended is in the form. */
function listRefused(refused: readonly Refused[], throwAway: (clientKey: string) => void): void {
	const list = find('#refused');
	const open = refused.filter(({ clientKey }) => clientKey !== field('clientKey').value);
	list.replaceChildren(
		...open.map((one) => {
			const entry = document.createElement('li');
			entry.append(`${titleOf(one)}: ${reasonsOf(one)} `);
			const mend = () => {
				fill(one);
				entry.remove();
				list.hidden = list.childElementCount === 0;
			};
			entry.append(action('mend', mend), ' ');
			entry.append(action('discard', () => throwAway(one.clientKey)));
			return entry;
		})
	);
	list.hidden = open.length === 0;
	if (open.length > 0) say(phrase('refused'), 'bad');
}

function action(name: string, act: () => void): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'button';
	button.textContent = phrase(name);
	button.addEventListener('click', act);
	return button;
}

const titleOf = ({ item }: Refused) => (item as { title?: string } | null)?.title ?? '';

const reasonsOf = ({ reason, fields }: Refused): string =>
	[...new Set(Object.values(fields).length > 0 ? Object.values(fields) : [reason])]
		.map((code) => phrase(code))
		.join(' ');

function fill({ item, clientKey }: Refused): void {
	if (!item) return;
	const values = valuesOfCollected(item as ReturnType<typeof collectedOf>);
	for (const [name, value] of Object.entries({ ...values, clientKey })) {
		const control = form().elements.namedItem(name);
		if (control instanceof RadioNodeList) control.value = String(value);
		else if (control instanceof HTMLInputElement && control.type === 'checkbox')
			control.checked = value === true;
		else if (control) (control as HTMLInputElement).value = String(value);
	}
	field('title').focus();
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
	shown.textContent = phrase('located', position.metres);
}

const field = (name: string) => form().elements.namedItem(name) as HTMLInputElement;
