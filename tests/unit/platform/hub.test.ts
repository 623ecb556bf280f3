import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openHub, type Hub, type Sink } from '#lib/platform/live/hub.server.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

let state = 0;
let renders = 0;

function hubOf(options: { stallLimit?: number; lifetime?: number } = {}): Hub {
	state = 0;
	renders = 0;
	return openHub({
		render: () => {
			renders++;
			return Promise.resolve(JSON.stringify({ state }));
		},
		heartbeat: 15_000,
		...options
	});
}

type Phone = Sink & { received: Buffer[]; slow: boolean; ended: boolean };

function phone(): Phone {
	const received: Buffer[] = [];
	return {
		received,
		slow: false,
		ended: false,
		write: (bytes) => void received.push(bytes),
		behind() {
			return this.slow;
		},
		end() {
			this.ended = true;
		}
	};
}

const frame = (sequence: number, value: number) =>
	`id: ${sequence}\nevent: state\ndata: {"state":${value}}\n\n`;
const texts = ({ received }: Phone) => received.map(String).filter((text) => text !== ':\n\n');

/** One change, counted up. */
function change(hub: Hub, topic = 'square'): void {
	state++;
	hub.changed(topic);
}

test('who comes gets the current state at once', async () => {
	const hub = hubOf();
	const first = phone();
	hub.subscribe('square', first);
	await vi.advanceTimersByTimeAsync(0);
	const second = phone();
	hub.subscribe('square', second);
	expect(texts(first)).toEqual([frame(1, 0)]);
	expect(texts(second)).toEqual([frame(1, 0)]);
	expect(renders).toBe(1);
});

test('the first change goes out at once, further ones together after the pause, and the last one is never lost', async () => {
	const hub = hubOf();
	const listener = phone();
	hub.subscribe('square', listener);
	await vi.advanceTimersByTimeAsync(500);
	for (let vote = 0; vote < 100; vote++) {
		change(hub);
		await vi.advanceTimersByTimeAsync(5);
	}
	await vi.advanceTimersByTimeAsync(200);
	const seen = texts(listener);
	expect(seen[1]).toBe(frame(2, 1));
	expect(seen.at(-1)).toContain('{"state":100}');
	// Half a second of votes: the first frame, two in between, the last.
	expect(seen.length - 1).toBe(4);
});

test('all phones get the same bytes, serialised once', async () => {
	const hub = hubOf();
	const phones = Array.from({ length: 600 }, phone);
	for (const each of phones) hub.subscribe('square', each);
	await vi.advanceTimersByTimeAsync(300);
	change(hub);
	await vi.advanceTimersByTimeAsync(0);
	const [expected] = phones[0]!.received.slice(-1);
	for (const each of phones) expect(each.received.at(-1)).toBe(expected);
	expect(renders).toBe(2);
});

test('nothing is sent when nothing changed in what people see', async () => {
	const hub = hubOf();
	const listener = phone();
	hub.subscribe('square', listener);
	await vi.advanceTimersByTimeAsync(300);
	hub.changed('square');
	await vi.advanceTimersByTimeAsync(300);
	expect(texts(listener)).toEqual([frame(1, 0)]);
});

test('a change of one session does not disturb another', async () => {
	const hub = hubOf();
	const listener = phone();
	hub.subscribe('square', listener);
	await vi.advanceTimersByTimeAsync(300);
	change(hub, 'park');
	await vi.advanceTimersByTimeAsync(300);
	expect(texts(listener)).toEqual([frame(1, 0)]);
});

test('a slow phone is skipped and gets only the newest state when it has caught up', async () => {
	const hub = hubOf();
	const slow = phone();
	const quick = phone();
	const subscriber = hub.subscribe('square', slow);
	hub.subscribe('square', quick);
	await vi.advanceTimersByTimeAsync(300);
	slow.slow = true;
	for (let vote = 0; vote < 3; vote++) {
		change(hub);
		await vi.advanceTimersByTimeAsync(300);
	}
	expect(texts(slow)).toEqual([frame(1, 0)]);
	expect(texts(quick)).toHaveLength(4);
	slow.slow = false;
	hub.drained(subscriber);
	expect(texts(slow)).toEqual([frame(1, 0), frame(4, 3)]);
});

test('a phone that takes nothing for too long is let go', async () => {
	const hub = hubOf({ stallLimit: 30_000 });
	const stalled = phone();
	hub.subscribe('square', stalled);
	await vi.advanceTimersByTimeAsync(300);
	stalled.slow = true;
	change(hub);
	await vi.advanceTimersByTimeAsync(29_000);
	expect(stalled.ended).toBe(false);
	await vi.advanceTimersByTimeAsync(31_000);
	expect(stalled.ended).toBe(true);
	expect(hub.subscribers()).toBe(0);
});

test('a quiet stream gets a heartbeat, and in time is asked to come again', async () => {
	const hub = hubOf({ lifetime: 600_000 });
	const quiet = phone();
	hub.subscribe('square', quiet);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(quiet.received.map(String).filter((text) => text === ':\n\n')).toHaveLength(4);
	expect(quiet.ended).toBe(false);
	await vi.advanceTimersByTimeAsync(560_000);
	expect(quiet.ended).toBe(true);
});

test('closing ends every stream', async () => {
	const hub = hubOf();
	const phones = [phone(), phone()];
	for (const [index, each] of phones.entries()) hub.subscribe(`square ${index}`, each);
	await vi.advanceTimersByTimeAsync(0);
	hub.close();
	expect(phones.map(({ ended }) => ended)).toEqual([true, true]);
	expect(hub.subscribers()).toBe(0);
});

test('when no state can be read it is tried again, and nobody is told anything wrong', async () => {
	let fails = true;
	const hub = openHub({
		render: () =>
			fails ? Promise.reject(new Error('database away')) : Promise.resolve('{"back":1}')
	});
	const listener = phone();
	hub.subscribe('square', listener);
	await vi.advanceTimersByTimeAsync(1000);
	expect(texts(listener)).toEqual([]);
	fails = false;
	await vi.advanceTimersByTimeAsync(1000);
	expect(texts(listener)).toEqual(['id: 1\nevent: state\ndata: {"back":1}\n\n']);
});

test('when the topic is no longer there, its streams end and are not rendered again', async () => {
	let gone = false;
	let asked = 0;
	const hub = openHub({
		render: () => {
			asked++;
			return Promise.resolve(gone ? null : '{}');
		}
	});
	const [here, elsewhere] = [phone(), phone()];
	hub.subscribe('square', here);
	await vi.advanceTimersByTimeAsync(0);
	gone = true;
	hub.changed('square');
	await vi.advanceTimersByTimeAsync(60_000);
	expect(here.ended).toBe(true);
	expect(hub.subscribers()).toBe(0);
	expect(asked).toBe(2);
	hub.subscribe('park', elsewhere);
	await vi.advanceTimersByTimeAsync(0);
	expect(elsewhere.ended).toBe(true);
	hub.close();
});
