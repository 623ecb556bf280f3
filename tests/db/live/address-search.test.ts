import { expect, test } from 'vitest';
import { emptySearch, findAddress } from '#lib/formats/live/participant/find-address.server.ts';
import type { Geocoder } from '#lib/platform/geocoder.server.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { talkingSession } from '../../fixture/live-talk.ts';
import { choiceOf } from '../../fixture/session.ts';

const whereIsItDark: QuestionInput = {
	type: 'pin',
	prompt: { de: 'Wo ist es zu dunkel?' },
	config: {
		area: {
			id: 'bielefeld-kesselbrink',
			name: 'Kesselbrink',
			box: [8.53, 52.02, 8.55, 52.03],
			outline: [],
			places: []
		},
		columns: 4,
		rows: 4
	}
};

const library = { label: 'Stadtbibliothek, Neumarkt 1', lat: 52.0249, lng: 8.5351 };

/** An address search that knows the library, and what it was asked. */
function searching() {
	const asked: unknown[] = [];
	const geocoder: Geocoder = async (...what) => {
		asked.push(what);
		return [library];
	};
	return { geocoder, asked };
}

const typed = (fields: Record<string, string>) => {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return form;
};

async function asking(question: QuestionInput) {
	const session = await talkingSession({}, [question]);
	await session.press('start', 'next');
	const { service: live, code } = session;
	return { ...session, door: { live, code } };
}

test('it searches in the area that the question asks about, counts nothing and keeps what was chosen', async () => {
	const { door, code, service } = await asking(whereIsItDark);
	const { geocoder, asked } = searching();
	const form = typed({ find: '  Neumarkt   1 ', answer: 'A1' });
	const found = await findAddress(door, geocoder, form, 'de');
	expect(asked).toEqual([
		['Neumarkt 1', { west: 8.53, south: 52.02, east: 8.55, north: 52.03 }, 'de']
	]);
	expect(found.search).toMatchObject({ typed: 'Neumarkt 1', results: [library], answered: true });
	expect(found.answer).toEqual(['A1']);
	expect((await service.snapshot(code)).question!.ballots).toBe(0);
});

test('where no answer comes it says so, and the list of fields is still there', async () => {
	const { door } = await asking(whereIsItDark);
	const form = typed({ find: 'Neumarkt', answer: '' });
	const { search } = await findAddress(door, async () => null, form, 'de');
	expect(search).toMatchObject({ typed: 'Neumarkt', results: [], answered: false });
});

test.each([
	['nothing was typed', whereIsItDark, ''],
	['the question asks about no place', choiceOf(['ja', 'nein']), 'Neumarkt']
])('where %s nobody is asked', async (_, question, find) => {
	const { door } = await asking(question);
	const { geocoder, asked } = searching();
	const { search } = await findAddress(door, geocoder, typed({ find }), 'de');
	expect([search, asked]).toEqual([emptySearch, []]);
});
