import { expect, test } from 'vitest';
import { askedLater } from '#lib/formats/events/followup/answer.server.ts';
import { printFollowUpCodes } from '#lib/formats/events/followup/codes.server.ts';
import { readOwnRegistration } from '#lib/formats/events/registration/own-registration.server.ts';
import { openingAt } from '#lib/formats/events/registration/public-openings.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { held, planned, tidied } from '../../fixture/event-followup.ts';
import { asking, guest, signUp, ticketed } from '../../fixture/event-registration.ts';
import { before, eventSeries } from '../../fixture/events.ts';

const known = { min: 0, max: 100, step: 1, unit: {} };
const quiz = {
	type: 'number',
	prompt: { de: 'Wie viele Bäume stehen im Quartier?' },
	config: { ...known, right: 42 },
	required: false
};

test('neither the form of a registration nor the registration itself tells what is right', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	await asking(db, series, on.eventId, [quiz]);
	const { questions } = await openingAt(db, series.slug, on.event.number, on.dateId, before);
	expect(questions.map(({ config }) => config)).toEqual([known]);
	const { registrationId } = await signUp(db, on);
	const own = await readOwnRegistration(db, guest(registrationId), registrationId);
	expect(own.questions.map(({ config }) => config)).toEqual([known]);
});

test('nor does the form of who is asked months later', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db, {}, [quiz]);
	const { codes } = await printFollowUpCodes(db, date.series.host, date.on, { count: 1 });
	await held(db, date);
	await tidied(db, 90);
	const { questions } = await askedLater(db, codes[0]!);
	expect(questions.map(({ config }) => config)).toEqual([known]);
});
