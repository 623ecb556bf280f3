import { expect, test } from 'vitest';
import { cancelDate, markDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { changeEvent } from '#lib/formats/events/entry/change-event.server.ts';
import { eventOf, type EventRow } from '#lib/formats/events/event.server.ts';
import { countHeads } from '#lib/formats/events/headcount/count-heads.server.ts';
import { readHeadcount } from '#lib/formats/events/headcount/read-headcount.server.ts';
import type { HeadcountInput } from '#lib/formats/events/headcount/schema.ts';
import { readOwnEvent } from '#lib/formats/events/read-event.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	approved,
	drafted,
	eventSeries,
	wholeEvent,
	type TestSeries
} from '../../fixture/events.ts';

/** During the date of `wholeEvent`, which begins at 15 o'clock in Germany. */
const during = new Date('2026-05-09T13:30:00Z');

const people = (count: number | null, rest: Partial<HeadcountInput> = {}): HeadcountInput => ({
	people: count,
	ages: {},
	reason: '',
	...rest
});

async function onTheSquare(db: Db): Promise<TestSeries & { event: EventRow; dateId: string }> {
	const series = await eventSeries(db);
	const event = await approved(db, series);
	const [date] = await datesOf(db, event.eventId);
	return { ...series, event, dateId: date!.id };
}

const ref = ({ event, dateId }: { event: EventRow; dateId: string }, seen = 0) => ({
	eventId: event.eventId,
	dateId,
	seen
});

const historyOf = async (db: Db) =>
	(await db.selectFrom('history').select('action').orderBy('id').execute()).map(
		({ action }) => action
	);

test('counting people says that the date took place, and both stand in the audit trail', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	await countHeads(db, at.host, ref(at), people(42), during);
	const [date] = await datesOf(db, at.event.eventId);
	expect(date!.state).toBe('held');
	expect((await historyOf(db)).slice(-2)).toEqual(['events.dateHeld', 'events.headsCounted']);
	expect(await readOwnEvent(db, at.host, at.event.eventId)).toMatchObject({
		headcounts: { [at.dateId]: 42 },
		// A count is no change that a moderator has to look at.
		event: { changedSince: false, revision: at.event.revision + 1 }
	});
});

test('a second count needs a reason; the first stays in the list with who counted as whom', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	await countHeads(db, at.host, ref(at), people(42), during);
	await expect(countHeads(db, at.moderator, ref(at, 1), people(45), during)).rejects.toMatchObject({
		fields: { reason: 'reason_missing' }
	});
	const corrected = people(45, { reason: 'Drei kamen später.' });
	await countHeads(db, at.moderator, ref(at, 1), corrected, during);
	const { counts } = await readHeadcount(db, at.host, ref(at), during);
	expect(counts).toMatchObject([
		{ people: 45, reason: 'Drei kamen später.', countedAs: 'office' },
		{ people: 42, reason: '', countedAs: 'host' }
	]);
	expect((await historyOf(db)).at(-1)).toBe('events.headcountCorrected');
});

test('of two who count at once the second is told and changes nothing', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const outcomes = await Promise.allSettled([
		countHeads(db, at.host, ref(at), people(40), during),
		countHeads(db, at.moderator, ref(at), people(44), during)
	]);
	const refused = outcomes.filter(({ status }) => status === 'rejected');
	expect(refused).toMatchObject([{ reason: { reason: 'counted_meanwhile' } }]);
	expect((await readHeadcount(db, at.host, ref(at), during)).counts).toHaveLength(1);
});

test('the ages say the total, or agree with it, or the field says what they come to', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const ages = { '0-5': 3, '65+': 4 } as const;
	const wrong = countHeads(db, at.host, ref(at), people(8, { ages }), during);
	await expect(wrong).rejects.toMatchObject({ fields: { people: 'ages_sum 7' } });
	const nothing = countHeads(db, at.host, ref(at), people(null), during);
	await expect(nothing).rejects.toMatchObject({ fields: { people: 'nobody_counted' } });
	expect((await datesOf(db, at.event.eventId))[0]!.state).toBe('planned');
	await countHeads(db, at.host, ref(at), people(null, { ages }), during);
	expect((await readHeadcount(db, at.host, ref(at), during)).counts).toMatchObject([
		{ people: 7, ages }
	]);
});

test('that nobody came is a count, too', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	await countHeads(db, at.host, ref(at), people(0), during);
	expect((await readHeadcount(db, at.host, ref(at), during)).counts).toMatchObject([{ people: 0 }]);
});

test('nobody is counted before a date begins, at one that is called off or that did not take place', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const count = (now: Date) => countHeads(db, at.host, ref(at), people(5), now);
	const early = new Date('2026-05-09T12:59:00Z');
	await expect(count(early)).rejects.toMatchObject({ reason: 'count_too_early' });
	expect(await readHeadcount(db, at.host, ref(at), early)).toMatchObject({
		against: 'count_too_early'
	});

	const date = async () => ({
		...ref(at),
		revision: (await eventOf(db, at.event.eventId)).revision
	});
	await markDate(db, at.moderator, await date(), 'notHeld', during);
	await expect(count(during)).rejects.toMatchObject({ reason: 'count_of_not_held' });
	await markDate(db, at.moderator, await date(), 'planned', during);
	await cancelDate(db, at.host, await date(), { cause: 'weather', note: '' });
	await expect(count(during)).rejects.toMatchObject({ reason: 'count_of_cancelled' });
	expect(await db.selectFrom('eventHeadcounts').select('id').execute()).toEqual([]);
});

test('of an event that nobody approved nobody is counted', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const event = await drafted(db, series);
	const [date] = await datesOf(db, event.eventId);
	const at = { event, dateId: date!.id };
	await expect(countHeads(db, series.host, ref(at), people(5), during)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
});

test('a date of another event cannot be counted from here', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const other = await approved(db, at);
	const foreign = { ...ref(at), eventId: other.eventId };
	await expect(countHeads(db, at.host, foreign, people(5), during)).rejects.toMatchObject({
		reason: 'date_unknown'
	});
});

test('a counted date outlives a change of the rule', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	await countHeads(db, at.host, ref(at), people(12), during);
	const { revision } = await eventOf(db, at.event.eventId);
	const later = { ...wholeEvent, startsLocal: '2026-05-10T15:00' };
	await changeEvent(db, at.moderator, at.event.eventId, later, revision, during);
	expect((await readHeadcount(db, at.host, ref(at), during)).counts).toMatchObject([
		{ people: 12 }
	]);
});
