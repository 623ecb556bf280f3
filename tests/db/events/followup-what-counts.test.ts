import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import { moveDate } from '#lib/formats/events/dates/change-date.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { answerLater } from '#lib/formats/events/followup/answer.server.ts';
import { addFollowUpQuestion } from '#lib/formats/events/followup/edit-questions.server.ts';
import { readFollowUp } from '#lib/formats/events/followup/results.server.ts';
import {
	acceptFollowUp,
	closeFollowUp,
	openFollowUp
} from '#lib/formats/events/followup/run-followup.server.ts';
import { usualFollowUp } from '#lib/formats/events/followup/schema.ts';
import { setUpFollowUp } from '#lib/formats/events/followup/set-up-followup.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	opened,
	recorded,
	tried,
	agreeing,
	emailsKept,
	daysLater,
	held,
	onScale,
	planned,
	said,
	tidied
} from '../../fixture/event-followup.ts';
import { at } from '../../fixture/events.ts';

const k = 5;

test('with too few answers it does not count, until a moderator says why they are enough', async () => {
	const { db } = await freshDatabase();
	const { series, on, codes } = await opened(db, 1);
	await answerLater(db, anonymous, codes[0]!, await said(db, on, 5));
	const accept = (actor = series.moderator, because = 'Nur vier waren eingeladen.') =>
		tried(acceptFollowUp(db, actor, on, { because }));
	expect(await accept()).toBe('not_possible_now');
	await closeFollowUp(db, series.host, on, daysLater(100));
	expect((await readFollowUp(db, series.host, on, k)).counts).toBe(false);
	expect(await accept(series.host)).toBe('not_allowed');
	expect(await accept(series.moderator, ' ')).toBe('reason_missing');
	expect(await accept()).toBeNull();
	expect((await readFollowUp(db, series.host, on, k)).counts).toBe(true);
	expect(await accept()).toBe('not_possible_now');
});

test('without any answer nothing was carried out, whatever somebody says', async () => {
	const { db } = await freshDatabase();
	const { series, on } = await opened(db, 1);
	await closeFollowUp(db, series.host, on, daysLater(100));
	const because = { because: 'Niemand wollte.' };
	expect(await tried(acceptFollowUp(db, series.moderator, on, because))).toBe('not_possible_now');
	expect((await readFollowUp(db, series.moderator, on, k)).mayAccept).toBe(false);
});

test('a host plans with five answers at least; fewer only with somebody who is not of their side', async () => {
	const { db } = await freshDatabase();
	const { series, on } = await planned(db);
	const change = (actor: Actor, seen: number, least: number) =>
		tried(setUpFollowUp(db, actor, { ...on, seen }, { ...usualFollowUp, least }));
	expect(await change(series.host, 1, 4)).toBe('least_too_small');
	const organisations = [{ id: series.organisationId, role: 'member' as const }];
	expect(await change({ ...series.moderator, organisations }, 1, 4)).toBe('least_too_small');
	expect(await change(series.moderator, 1, 3)).toBeNull();
	// What was lowered may stay, when the host changes something else.
	expect(await change(series.host, 2, 3)).toBeNull();
	expect(await change(series.host, 3, 2)).toBe('least_too_small');
	expect(await recorded(db, 'followUpSetUp')).toContainEqual(expect.objectContaining({ least: 3 }));
});

test('a date that is moved after all copies the addresses anew, of those who come then', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	await agreeing(db, date.on, 'aylin@example.org');
	await tidied(db, 1);
	expect(await emailsKept(db)).toEqual(['aylin@example.org']);
	const { revision } = await eventOf(db, date.on.eventId);
	const to = { local: '2026-05-16T15:00', note: '' };
	await moveDate(db, date.series.moderator, { ...date.on, revision }, to, daysLater(1));
	expect(await emailsKept(db)).toEqual([]);
	await tidied(db, 7);
	expect(await emailsKept(db)).toEqual([]);
	await tidied(db, 8);
	expect(await emailsKept(db)).toEqual(['aylin@example.org']);
});

test('no row of a code tells by its transaction which answer came with it', async () => {
	const { db } = await freshDatabase();
	const { on, codes } = await opened(db, 6);
	await Promise.all(
		codes.slice(0, 4).map(async (code) => answerLater(db, anonymous, code, await said(db, on, 4)))
	);
	const { rows } = await sql<{ writers: number }>`
		select count(distinct xmin::text)::int as writers from event_followup_codes`.execute(db);
	expect(rows).toEqual([{ writers: 1 }]);
});

test('nobody is asked before it is known who came, without a question, or about what was not held', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db, {}, []);
	const open = (days: number) =>
		tried(openFollowUp(db, date.series.host, date.on, at(daysLater(days))));
	expect(await open(0)).toBe('followup_too_early');
	await tidied(db, 1);
	expect(await open(2)).toBe('followup_not_held');
	await held(db, date);
	expect(await open(2)).toBe('followup_without_questions');
	await tidied(db, 90);
	await addFollowUpQuestion(db, date.series.host, date.on, onScale);
	expect(await open(90)).toBeNull();
});
