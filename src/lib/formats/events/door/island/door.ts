/**
 * The door comes alive: what is pressed is kept on this device, shown at once and sent as soon as there is a network.
 * Without this script the same forms are sent to the server one by one.
 */
import { forgetOffline, keepOffline } from '../../../../ui/offline.ts';
import { find, phrase, say } from '../../../../ui/phrases.ts';
import { withActs, type Act, type Presence } from '../presence.ts';
import { ticketHash } from '../ticket-hash.ts';
import { ticketNumber } from '../ticket.ts';
import { canScan, openCamera } from './camera.ts';
import { openDevice } from './device.ts';
import { exchange, post, type Exchanged } from './exchange.ts';
import {
	filterRows,
	nameOf,
	root,
	rowOf,
	rowOfTicket,
	showPresence,
	showProblems,
	showUndo,
	showWaiting
} from './page.ts';

type Way = 'code' | 'number' | 'list' | 'walkIn';

const { date, sync, until, presence: written } = root().dataset as Record<string, string>;
const dateId = date!;
/** So often it hears what other devices did; not every phone says when the network is back. */
const askAgainAfter = 10_000;
/** The same code in front of the camera for so long is one guest. */
const sameCodeFor = 5000;
const offline = { scope: location.pathname, cache: `palaver-door-${until}` };

// Keeping pages and hashing need what browsers have only over https and on the machine itself.
if (window.isSecureContext) void start();
else find('#insecure').hidden = false;

async function start(): Promise<void> {
	const device = await openDevice(dateId, until!);
	let known = later(JSON.parse(written!) as Presence, await device.presence());
	let shown = known;

	async function show(): Promise<void> {
		const acts = await device.acts();
		shown = withActs(known, acts);
		showPresence(shown);
		showWaiting(acts.length);
		showProblems(await device.problems());
	}

	async function send(): Promise<void> {
		const ended = await exchange(device, sync!);
		if (ended.kind === 'done') known = later(ended.presence, known);
		await show();
		tell(ended);
	}

	/** On the disk first; what happens next may be a dead battery. */
	async function note(act: Act): Promise<boolean> {
		try {
			await device.keepAct(act);
		} catch {
			say(phrase('not_kept'), 'bad');
			return false;
		}
		await show();
		return true;
	}

	async function letIn(registrationId: string | null, way: Way, people: number, name: string) {
		if (registrationId && shown.guests.some((guest) => guest.registrationId === registrationId))
			return say(`${name}: ${phrase('already_in')}`, 'bad');
		const clientKey = crypto.randomUUID();
		if (!(await note({ clientKey, dateId, act: 'in', way, registrationId, people }))) return;
		say(phrase(registrationId ? 'came' : 'walk_in_came', { name, n: people }), 'good');
		showUndo(clientKey);
		void send();
	}

	async function back(nonce: string) {
		const clientKey = crypto.randomUUID();
		if (!(await note({ clientKey, dateId, act: 'back', nonce }))) return;
		say(phrase('taken_back'));
		showUndo(null);
		void send();
	}

	async function byTicket(typed: string, way: 'code' | 'number', people: number | null) {
		const number = ticketNumber(typed);
		if (!number) return refuseTicket(typed.includes('/') ? 'wrong_code' : 'ticket_invalid');
		const row = rowOfTicket(await ticketHash(dateId, number));
		if (!row) return askFor(number, way, people);
		const places = Number(row.dataset['places']);
		if (people === 0) return refuseTicket('out_of_range');
		if (people !== null && people > places) return refuseTicket('too_many_people');
		acceptTicket();
		await letIn(row.dataset['guest']!, way, people ?? places, nameOf(row));
	}

	/** Not in this device's list: the server knows whether it is of another date, waits, or is nobody's. */
	async function askFor(ticket: string, way: 'code' | 'number', people: number | null) {
		const input = { nonce: crypto.randomUUID(), way, ticket, registrationId: null, people };
		const answer = await post(sync!, [{ act: 'in', input }]);
		if ('kind' in answer)
			return answer.kind === 'later' ? refuseTicket('unknown_offline') : tell(answer);
		known = later(answer.presence, known);
		await show();
		const [received] = answer.received;
		if (received?.outcome === 'refused') return refuseTicket(received.reason);
		acceptTicket();
		say(phrase('came', { name: ticket, n: people ?? 1 }), 'good');
		showUndo(input.nonce);
	}

	const forms: Record<string, (form: HTMLFormElement) => unknown> = {
		number: (form) => byTicket(valueOf(form, 'ticket'), 'number', countOf(form, 'people')),
		list: (form) => {
			const id = valueOf(form, 'registrationId');
			const row = rowOf(id)!;
			const people = countOf(form, 'people') ?? Number(row.dataset['places']);
			return letIn(id, 'list', people, nameOf(row));
		},
		walkIn: (form) => {
			const people = countOf(form, 'people');
			if (people === null || people < 1 || people > 50) return say(phrase('out_of_range'), 'bad');
			form.reset();
			return letIn(null, 'walkIn', people, '');
		},
		back: (form) => back(valueOf(form, 'nonce'))
	};
	document.addEventListener('submit', (event) => {
		const form = event.target as HTMLFormElement;
		const work = forms[form.dataset['do'] ?? ''];
		if (!work) return;
		event.preventDefault();
		void work(form);
	});

	let closeCamera: (() => void) | null = null;
	async function camera() {
		const button = find('[data-do="camera"]');
		if (closeCamera) {
			closeCamera();
			closeCamera = null;
		} else {
			let last = { text: '', at: 0 };
			closeCamera = await openCamera(find<HTMLVideoElement>('#camera'), (text) => {
				const now = Date.now();
				const isSame = text === last.text && now - last.at < sameCodeFor;
				last = { text, at: now };
				if (!isSame) void byTicket(text, 'code', null);
			}).catch(() => null);
			if (!closeCamera) return say(phrase('camera_denied'), 'bad');
		}
		find('#camera').hidden = closeCamera === null;
		button.textContent = phrase(closeCamera ? 'camera_close' : 'camera_open');
	}

	const problemAt = (button: HTMLElement) => button.closest<HTMLElement>('[data-key]')!;
	const presses: Record<string, (button: HTMLElement) => unknown> = {
		camera,
		wipe: async () => {
			await device.wipe();
			await forgetOffline({ scope: offline.scope, cache: 'palaver-door' });
			await show();
			say(phrase('wiped'), 'good');
		},
		seen: async (button) => {
			await device.forget(problemAt(button).dataset['key']!);
			await show();
		},
		countAnyway: async (button) => {
			const key = problemAt(button).dataset['key']!;
			const problem = (await device.problems()).find(({ clientKey }) => clientKey === key);
			await device.forget(key);
			if (problem) await letIn(null, 'walkIn', problem.people, '');
		}
	};
	document.addEventListener('click', (event) => {
		const button = (event.target as Element).closest<HTMLElement>('button[data-do]');
		if (button) void presses[button.dataset['do']!]?.(button);
	});
	find('#search').addEventListener('input', () =>
		filterRows(find<HTMLInputElement>('#search').value)
	);

	find('#offline').hidden = false;
	find('#find').hidden = false;
	find('[data-do="camera"]').hidden = !canScan();
	find('#no-camera').hidden = canScan();
	window.addEventListener('online', () => void send());
	setInterval(() => !document.hidden && void send(), askAgainAfter);
	document.addEventListener('visibilitychange', () => !document.hidden && void send());
	await show();
	root().dataset['ready'] = 'true';
	void send();
	await forgetPastPages();
	if (new Date().toISOString() < until!) await keepOffline(offline);
}

/** What is known later is right. */
const later = (one: Presence, other: Presence | null): Presence =>
	other && other.at > one.at ? other : one;

function tell(ended: Exchanged): void {
	find('#sign-in').hidden = ended.kind !== 'signIn';
	if (ended.kind === 'signIn') say(phrase('sign_in'), 'bad');
	else if (ended.kind === 'forbidden') say(phrase('not_allowed'), 'bad');
	else if (ended.kind === 'done' && ended.refused > 0) say(phrase('look_at_problems'), 'bad');
}

function refuseTicket(reason: string): void {
	find('#ticket').setAttribute('aria-invalid', 'true');
	say(phrase(reason), 'bad');
}

function acceptTicket(): void {
	find('#ticket').removeAttribute('aria-invalid');
	find<HTMLFormElement>('#number').reset();
}

const valueOf = (form: HTMLFormElement, name: string): string =>
	(form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? '';

/** Null for an empty field; what is no number is none that fits. */
function countOf(form: HTMLFormElement, name: string): number | null {
	const typed = valueOf(form, name).trim();
	if (typed === '') return null;
	return /^\d{1,3}$/.test(typed) ? Number(typed) : 999;
}

/** Names of guests do not stay on a device beyond their day. */
async function forgetPastPages(): Promise<void> {
	const now = new Date().toISOString();
	for (const key of await caches.keys())
		if (key.startsWith('palaver-door-') && key.slice('palaver-door-'.length) < now)
			await caches.delete(key);
}
