/**
 * The participant's page comes alive: ballots are sent in place and kept until they are answered, and the view follows
 * the session. Without this script the same page works by plain forms and reloads.
 */
import { promptId } from '../../../questions/contract.ts';
import { offerReadingAloud, readAloud } from '../../../questions/read-aloud.ts';
import { keepRunningSums } from '../../../questions/running-sum.ts';
import { keepTapsInOrder, showTapsInOrder } from '../../../questions/tap-in-order.ts';
import { openMapsWhenSeen } from '../../../ui/map/when-seen.ts';
import type { LiveSnapshot } from '../snapshot.ts';
import { tellClock, tellTimer } from '../timer/tell-timer.ts';
import { onWake, pause, backoff } from './backoff.ts';
import { openBallotBox } from './ballot-box.ts';
import { answerOf, fieldsOf, fill, firstField, textOf } from './ballot-form.ts';
import { workBeforeSearch, workIn } from './ballot-form.ts';
import { join, react, sendBallot } from './calls.ts';
import { fetchParts } from './fetch-part.ts';
import { keyOf, openMemory, type Fields, type KeptBallot } from './memory.ts';
import {
	all,
	announce,
	ballotForm,
	phrase,
	quieten,
	say,
	sessionOfPage,
	showIf,
	view
} from './page.ts';
import { follow } from './stream.ts';
import { keepView } from './view.ts';

const session = sessionOfPage();
const memory = openMemory(session.code);
const numbers = new Intl.NumberFormat(document.documentElement.lang);

/** How the form was when nobody had touched it: what differs from it is somebody's work. */
let untouched = '';
let isChanging = false;
let counts: LiveSnapshot | undefined;

const key = () => keyOf(view().dataset as { question: string; round: string });
const stateOf = (fields: Fields) => JSON.stringify(fields);

function isHalfFilled(): boolean {
	if (document.querySelector('[data-gate]')) return true;
	const form = ballotForm();
	if (!form || form.hidden || memory.pending(key())) return false;
	return stateOf(workIn(form)) !== untouched;
}

const box = openBallotBox({
	memory,
	send: (ballot, failed) => {
		if (failed === 0) say('sending');
		return sendBallot(session.api, ballot);
	},
	onWaiting: () => say('saved'),
	onCounted: (ballot) => {
		if (keyOf(ballot) !== key()) return say('counted', 'good');
		say(null);
		showCounted();
	},
	onRefused: (ballot, reason) => {
		const form = ballotForm();
		const isShown = form && keyOf(ballot) === key();
		// What is wrong belongs to its field, in the words of the question's type: the server renders that.
		if (isShown && reason === 'answer_invalid') return form.submit();
		if (reason === 'organisation_missing' || reason === 'seat_needed') return location.reload();
		say(reason, 'bad');
		// What was ticked can be ticked again, so the page goes on; what was written stays until they leave it.
		if (isShown && !form.elements.namedItem('free')) untouched = stateOf(workIn(form));
		render();
		following.refresh();
	}
});

/** The view says "counted" now: once, to the eye and to the ear. */
function showCounted(): void {
	const card = view().querySelector<HTMLElement>('[data-counted]');
	const hadFocus = ballotForm()?.contains(document.activeElement);
	isChanging = false;
	render();
	if (hadFocus) card?.focus();
	else announce(phrase('counted'));
	following.showHeld();
}

const following = keepView({
	path: session.path,
	onAsked: showConnection,
	isBusy: isHalfFilled,
	onHeldBack: (next) => {
		const isOpen =
			next.dataset['open'] === 'true' &&
			keyOf(next.dataset as { question: string; round: string }) === key();
		// The same question, still open, nothing else to see: the person goes on undisturbed.
		if (isOpen && next.dataset['phase'] === view().dataset['phase']) return;
		if (document.querySelector('[data-gate]')) return;
		const notice = document.getElementById('stale')!;
		const text = phrase(isOpen ? 'stale_open' : isChanging ? 'stale_kept' : 'stale_closed');
		notice.querySelector('p')!.textContent = text;
		notice.hidden = false;
		announce(text);
		if (!isOpen) ballotForm()?.querySelector('button')?.setAttribute('aria-disabled', 'true');
	},
	onShown: (isNews) => {
		document.getElementById('stale')!.hidden = true;
		if (isNews) isChanging = false;
		if (!memory.nextPending()) quieten();
		memory.tidy(key());
		prepare();
	}
});

/** A view that has just come: fill in what this phone knows. */
function prepare(): void {
	const form = ballotForm();
	if (form) {
		const counted = memory.counted(key());
		if (counted) fill(form, counted.fields);
		untouched = stateOf(workBeforeSearch(form));
		const kept = memory.pending(key())?.fields ?? memory.draft(key());
		if (kept) fill(form, kept);
		showTapsInOrder(form);
	}
	fetchParts(view());
	openMapsWhenSeen();
	offerReadingAloud();
	render();
}

/** What is said of the network: only when neither the stream nor asking gets an answer. */
function showConnection(answers: boolean): void {
	const text = answers ? '' : phrase('offline');
	const line = document.getElementById('connection')!;
	if (line.textContent !== text) line.textContent = text;
}

/** Brings the view in line with what is counted and on its way. */
function render(): void {
	const counted = memory.counted(key());
	if (counts) showIf('veiled', counts.veiled && counts.phase !== 'ended');
	showIf('counted', counted !== null);
	showIf('voting', !counted || isChanging);
	showIf('kept', counted !== null && !isChanging);
	showIf('changing', isChanging);
	for (const place of all('[data-own]')) place.textContent = counted?.text ?? '';
	for (const place of all('[data-count]')) {
		const name = place.dataset['count'];
		const count = name === 'people' ? counts?.participants : counts?.question?.ballots;
		if (count !== undefined) place.textContent = numbers.format(count);
	}
}

function submit(form: HTMLFormElement): void {
	const { question, round } = form.dataset as { question: string; round: string };
	const fields = fieldsOf(form);
	// A second tap on the way says nothing new.
	if (following.isHeld() && form.querySelector('button[aria-disabled]')) return;
	if (stateOf(memory.pending(key())?.fields ?? []) === stateOf(fields) && fields.length > 0) return;
	memory.keepDraft(key(), null);
	box.cast({
		question,
		round: Number(round),
		answer: answerOf(fields, form.dataset['shape'] ?? 'text'),
		language: (form.elements.namedItem('free') as HTMLInputElement | null)?.value,
		fields,
		text: textOf(form),
		at: Date.now()
	});
}

function change(on: boolean): void {
	const form = ballotForm()!;
	isChanging = on;
	memory.keepDraft(key(), null);
	const counted = memory.counted(key());
	if (counted) fill(form, counted.fields);
	showTapsInOrder(form);
	render();
	if (on) firstField(form)?.focus();
	else {
		view().querySelector<HTMLElement>('[data-counted]')?.focus();
		following.refresh();
	}
}

document.addEventListener('submit', (event) => {
	const form = event.target as HTMLFormElement;
	// A button with a name wants something else of the server than to answer.
	if (!form.matches('[data-ballot]') || (event.submitter as HTMLButtonElement | null)?.name) return;
	event.preventDefault();
	submit(form);
});

/** A tap of a sign: the page stays where it is, and nothing is said; one that is lost is no loss. */
document.addEventListener('submit', (event) => {
	const form = event.target as HTMLFormElement;
	if (!form.matches('[data-react]')) return;
	event.preventDefault();
	const sign = (event.submitter as HTMLButtonElement).value;
	void react(session.api, sign);
});

document.addEventListener('input', (event) => {
	const { form } = event.target as HTMLInputElement;
	if (form?.matches('[data-ballot]')) memory.keepDraft(key(), fieldsOf(form));
});

document.addEventListener('click', (event) => {
	const command = (event.target as Element).closest<HTMLElement>('[data-do]')?.dataset['do'];
	if (!command) return;
	event.preventDefault();
	if (command === 'change') change(true);
	if (command === 'keep') change(false);
	if (command === 'read-aloud')
		readAloud(ballotForm()!, document.getElementById(promptId('ballot'))!);
	if (command === 'show-now') {
		memory.keepDraft(key(), null);
		following.showHeld();
	}
});

/** What the server knows of this person's vote wins over what an earlier page left in this phone. */
function adoptOwnVote(): void {
	const { vote, voteText = '' } = document.getElementById('session')!.dataset;
	const form = ballotForm();
	const { question = '', round = '0' } = view().dataset;
	if (vote === 'none') memory.dropCounted(key());
	if (vote !== 'counted' || memory.counted(key())?.text === voteText) return;
	const kept: KeptBallot = {
		question,
		round: Number(round),
		answer: null,
		fields: form ? fieldsOf(form) : [],
		text: voteText,
		at: 0
	};
	memory.keepCounted(kept);
}

/** Nobody has to tap to be counted in, but only a page that somebody looks at joins: not a preview of the link. */
async function joinWhenSeen(): Promise<void> {
	for (let failed = 0; ;) {
		while (document.visibilityState === 'hidden') await pause(60_000);
		const answered = await join(session.api);
		if (answered.kind !== 'again') {
			showIf('joined', answered.kind === 'joined');
			return;
		}
		failed += 1;
		await pause(Math.max(answered.after, backoff(failed)));
	}
}

/** The QR code of a card has its seat code behind #, which reaches no server: it goes into the field and out of the address. */
function fillInSeat(): void {
	const field = document.querySelector<HTMLInputElement>('[data-gate] [name="seat"]');
	const seat = /^#seat=([\w-]+)$/.exec(location.hash)?.[1];
	if (!seat) return;
	if (field && field.value === '') field.value = seat;
	history.replaceState(history.state, '', location.pathname + location.search);
}

fillInSeat();
keepRunningSums();
keepTapsInOrder();
adoptOwnVote();
memory.tidy(key());
prepare();
if (new URLSearchParams(location.search).has('change') && memory.counted(key())) change(true);
if (session.joining === 'auto') void joinWhenSeen();
void box.drive();
memory.onElsewhere(() => {
	render();
	void box.drive();
});
const stream = follow(`${session.api}/stream`, {
	onState: (snapshot) => {
		counts = snapshot;
		tellTimer(snapshot);
		render();
		following.update(snapshot);
	},
	onClock: tellClock,
	onConnection: (connected) => connected && showConnection(true),
	// Without a stream the page asks: also where the server has no stream left for this phone.
	onFailure: following.refresh
});
onWake(() => {
	void box.drive();
	stream.reconnect();
});
