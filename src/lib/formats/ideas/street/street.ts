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
/** While something waits and nothing tells of a network, it is tried this often. */
const retryAfter = 30_000;

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
	const send = async (): Promise<Sent> => {
		const sent = await sendWaiting(queue, id, sync);
		if (sent.kind === 'sent') sent.refused.forEach(giveBack);
		await count();
		tabs.postMessage('changed');
		tell(sent);
		return sent;
	};

	form().addEventListener('submit', (event) => {
		event.preventDefault();
		void keep();
	});

	async function keep(): Promise<void> {
		const typed = typedCollected(new FormData(form()));
		const sealed = await seal(box, id, JSON.stringify(collectedOf(typed)));
		await queue.keep({ clientKey: typed.clientKey, activityId: id, sealed });
		say(phrase('kept'), 'good');
		emptyForm();
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

/** An idea that does not fit comes back into the form with the reason. More than one are listed and opened one by one. */
function giveBack(refused: Refused): void {
	const list = find('#refused');
	const entry = document.createElement('li');
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'button';
	button.textContent = phrase('mend');
	const reason = document.createElement('span');
	reason.textContent = `${titleOf(refused)}: ${reasonsOf(refused)} `;
	entry.append(reason, button);
	list.append(entry);
	list.hidden = false;
	button.addEventListener('click', () => {
		fill(refused);
		entry.remove();
		list.hidden = list.childElementCount === 0;
	});
	say(phrase('refused'), 'bad');
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
