import { expect, test } from 'vitest';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import type { Registered } from '#lib/formats/events/registration/register-together.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import {
	guestInput,
	lineOf,
	oneKind,
	signUp,
	statesOf,
	ticketed
} from '../../fixture/event-registration.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { daily, eventSeries } from '../../fixture/events.ts';

/** Its people wait in a queue of their own, as those of a second process do. */
const throughAnotherProcess = (db: Db): Db => db.withSchema('public');

const answerOf = (signedUp: Promise<Registered>): Promise<string> =>
	signedUp.then(
		({ state }) => state,
		(thrown: unknown) => {
			if (!(thrown instanceof Refusal)) throw thrown;
			return Object.values(thrown.fields)[0] ?? thrown.reason;
		}
	);

test('each has an answer of their own: who is refused hinders nobody behind them', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db), { quotas: [{ key: 1, capacity: 3 }] });
	const came = [
		{},
		{ kindId: crypto.randomUUID() },
		{ places: 6 },
		{ places: 2 },
		{ waits: false },
		{ email: '' },
		{}
	];
	const answers = await Promise.all(came.map((change) => answerOf(signUp(db, on, change))));
	expect(answers).toEqual([
		...['confirmed', 'choice_missing', 'too_many_places', 'confirmed'],
		...['registration_full', 'email_missing', 'waiting']
	]);
	expect(await statesOf(db, on)).toEqual(['confirmed', 'confirmed', 'waiting']);
});

test('who is refused leaves no receipt, and may send the same form again with what was missing', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db), { quotas: [{ key: 1, capacity: 1 }] });
	const { clientKey } = guestInput(on.kindIds[0]!);
	await Promise.all([
		signUp(db, on),
		expect(signUp(db, on, { clientKey, email: '' })).rejects.toThrow('input_invalid')
	]);
	expect(await db.selectFrom('receipts').select('subjectId').execute()).toHaveLength(1);
	expect((await signUp(db, on, { clientKey })).state).toBe('waiting');
});

test('who sends one form through two processes at once is registered once, whatever else they bring along', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db), { quotas: [{ key: 1, capacity: 60 }] });
	const keys = Array.from({ length: 30 }, () => crypto.randomUUID());
	const other = throughAnotherProcess(db);
	const sent = await Promise.all([
		...keys.map((clientKey) => signUp(db, on, { clientKey })),
		...keys.toReversed().map((clientKey) => signUp(other, on, { clientKey }))
	]);
	expect(new Set(sent.map(({ registrationId }) => registrationId)).size).toBe(30);
	expect((await lineOf(db, on)).counted.confirmed).toBe(30);
	expect(await db.selectFrom('receipts').select('subjectId').execute()).toHaveLength(30);
});

test('two processes give out the last places together, each quota in the order of the database', async () => {
	const { db } = await freshDatabase();
	const quotas = [1, 2].map((key) => ({ key, capacity: 10 }));
	const kinds = [1, 2].map((quotaKey) => ({ ...oneKind, quotaKey }));
	const on = await ticketed(db, await eventSeries(db), { quotas, kinds });
	const come = (through: Db) =>
		Array.from({ length: 40 }, (_, nth) => signUp(through, on, { kindId: on.kindIds[nth % 2]! }));
	await Promise.all([...come(db), ...come(throughAnotherProcess(db))]);
	const registrations = await db
		.selectFrom('eventRegistrations')
		.select(['quotaKey', 'state'])
		.orderBy('position')
		.execute();
	for (const key of [1, 2])
		expect(registrations.filter((one) => one.quotaKey === key).map(({ state }) => state)).toEqual([
			...Array<string>(10).fill('confirmed'),
			...Array<string>(30).fill('waiting')
		]);
});

test('whoever comes for a date that does not exist is told so, while others register for theirs', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db), {}, { content: daily });
	const [, second] = await datesOf(db, on.eventId);
	const answers = await Promise.all([
		answerOf(signUp(db, { ...on, dateId: crypto.randomUUID() })),
		answerOf(signUp(db, on)),
		answerOf(signUp(db, { ...on, dateId: second!.id }))
	]);
	expect(answers).toEqual(['date_unknown', 'confirmed', 'confirmed']);
});
