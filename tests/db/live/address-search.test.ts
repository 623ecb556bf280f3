import { expect, test } from 'vitest';
import {
	emptySearch,
	findAddress,
	type Searching
} from '#lib/formats/live/participant/find-address.server.ts';
import type { Door } from '#lib/formats/live/participant/forms.server.ts';
import type { Geocoder } from '#lib/platform/geocoder.server.ts';
import { setLocked } from '#lib/formats/live/moderation/change-talk.server.ts';
import { openBrake } from '#lib/platform/brake.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { library, whereIsItDark } from '../../fixture/address-search.ts';
import { talkingSession } from '../../fixture/live-talk.ts';
import { choiceOf } from '../../fixture/session.ts';
import { noon } from '../../fixture/sessions.ts';

/** Somebody who may search twice, from a network that may search three times. */
const by = (geocoder: Geocoder): Searching => ({
	geocoder,
	brakes: {
		person: openBrake({ limit: 2, window: 60_000, clock: () => noon }),
		address: openBrake({ limit: 3, window: 60_000, clock: () => noon })
	},
	address: '192.0.2.7'
});

/** An address search that knows the library, and what it was asked. */
function searching() {
	const asked: unknown[] = [];
	const geocoder: Geocoder = async (...what) => {
		asked.push(what);
		return [library];
	};
	return { ...by(geocoder), asked };
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
	const doorOf = (token: string | null): Door => ({
		live,
		code,
		token,
		keep: () => undefined,
		redeem: () => Promise.reject(new Error('no seats here'))
	});
	return { ...session, doorOf, door: doorOf(null) };
}

test('it searches in the area that the question asks about, counts nothing and keeps what was chosen', async () => {
	const { door, code, service } = await asking(whereIsItDark);
	const { asked, ...search } = searching();
	const form = typed({ find: '  Neumarkt   1 ', answer: 'A1' });
	const found = await findAddress(door, search, form, 'de');
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
	const { search } = await findAddress(
		door,
		by(async () => null),
		form,
		'de'
	);
	expect(search).toMatchObject({ typed: 'Neumarkt', results: [], answered: false });
});

test.each([
	['nothing was typed', whereIsItDark, ''],
	['the question asks about no place', choiceOf(['ja', 'nein']), 'Neumarkt']
])('where %s nobody is asked', async (_, question, find) => {
	const { door } = await asking(question);
	const { asked, ...by } = searching();
	const { search } = await findAddress(door, by, typed({ find }), 'de');
	expect([search, asked]).toEqual([emptySearch, []]);
});

test('nobody keeps the search to themselves: neither one person nor one network', async () => {
	const { doorOf, join } = await asking(whereIsItDark);
	const { asked, ...search } = searching();
	const answered = async (token: string) => {
		const form = typed({ find: 'Neumarkt', answer: '' });
		return (await findAddress(doorOf(token), search, form, 'de')).search.answered;
	};
	const [one, other] = [await join(), await join()];
	expect([await answered(one), await answered(one), await answered(one)]).toEqual([
		true,
		true,
		false
	]);
	expect([await answered(other), await answered(other)]).toEqual([true, false]);
	expect(asked).toHaveLength(3);
});

test('who is not let in does not search either', async () => {
	const { db, moderator, activityId, door, service } = await asking(whereIsItDark);
	await setLocked(db, moderator, activityId, true);
	service.sessions.forgetAll();
	const { asked, ...by } = searching();
	const { search } = await findAddress(door, by, typed({ find: 'Neumarkt' }), 'de');
	expect([search.answered, asked]).toEqual([false, []]);
});
