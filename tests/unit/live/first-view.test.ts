import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, test } from 'vitest';
import { sharedFirstView } from '../../../src/routes/j/[code]/first-view.server.ts';

const snapshot = {
	code: '523847',
	phase: 'open',
	participants: 1,
	reactions: { '👏': 1 },
	question: { id: 'q', ballots: 0, room: null }
};

/** A session of its own; each page says how many were rendered. */
function hall(code: string) {
	let rendered = 0;
	let state: object = snapshot;
	const ask = async (different: object = {}, contentType = 'text/html') => {
		const url = new URL(`https://palaver.example/j/${code}`);
		const event = {
			route: { id: '/j/[code]' },
			request: new Request(url),
			url,
			isDataRequest: false,
			locals: { sameForAll: true, house: { live: { snapshot: async () => state } } },
			...different
		} as unknown as RequestEvent;
		const resolve = () => {
			rendered += 1;
			return new Response(`${contentType} ${rendered}`, {
				headers: { 'content-type': contentType }
			});
		};
		return (await sharedFirstView({ event, resolve })).text();
	};
	return { ask, becomes: (next: object) => (state = next) };
}

describe('the page that a hall shares', () => {
	test('is one for all who come at one moment', async () => {
		const { ask } = hall('100001');
		expect(await ask()).toBe('text/html 1');
		expect(await ask()).toBe('text/html 1');
	});

	test('is never the data of the page, whoever asks for it first', async () => {
		const { ask } = hall('100002');
		expect(await ask({ isDataRequest: true }, 'application/json')).toBe('application/json 1');
		expect(await ask()).toBe('text/html 2');
		expect(await ask({ isDataRequest: true }, 'application/json')).toBe('application/json 3');
	});

	test('is nothing but a page', async () => {
		const { ask } = hall('100003');
		await ask({}, 'application/json');
		expect(await ask()).toBe('text/html 2');
	});

	test('is another one after a press, and the same while people tap and vote', async () => {
		const { ask, becomes } = hall('100004');
		await ask();
		const question = { ...snapshot.question, ballots: 7 };
		becomes({ ...snapshot, participants: 9, reactions: { '👏': 5 }, question });
		expect(await ask()).toBe('text/html 1');
		becomes({ ...snapshot, phase: 'closed' });
		expect(await ask()).toBe('text/html 2');
		becomes({ ...snapshot, phase: 'closed', reactions: null });
		expect(await ask()).toBe('text/html 3');
	});
});
