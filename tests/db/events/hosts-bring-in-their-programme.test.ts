import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { cancelImport, undoImport } from '#lib/formats/events/bring-in/end-import.server.ts';
import { fateCounts, importsOf } from '#lib/formats/events/bring-in/imports.server.ts';
import { refusalsCsv } from '#lib/formats/events/bring-in/lists.server.ts';
import { importPage } from '#lib/formats/events/bring-in/page.server.ts';
import { takeImport } from '#lib/formats/events/bring-in/take-import.server.ts';
import { cancelEvent } from '#lib/formats/events/entry/cancel-event.server.ts';
import { changeEvent, contentRow } from '#lib/formats/events/entry/change-event.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { approveEvent } from '#lib/formats/events/review/review.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import {
	brought,
	broughtEvents,
	calendarOf,
	freshSeries,
	notesOf,
	play,
	staged
} from '../../fixture/event-files.ts';
import {
	at,
	before,
	linkHolder,
	member,
	organisation,
	type TestSeries
} from '../../fixture/events.ts';
import { staff } from '../../fixture/town.ts';

const later = play.map((line) => line.replace('150000', '160000').replace('170000', '180000'));
const cancelled = [...play, 'STATUS:CANCELLED'];
const song: readonly string[] = [
	'UID:singen@example.org',
	'SUMMARY:Singen im Chor',
	'DTSTART;TZID=Europe/Berlin:20260512T150000',
	'DTEND;TZID=Europe/Berlin:20260512T170000',
	'LOCATION:Heepen'
];

/** The programme of the series' own host, brought in by a member. @returns id of the import */
async function bringIn(
	db: Db,
	series: TestSeries,
	content: string,
	as = 'submitted',
	{ host: actor, organisationId }: Pick<TestSeries, 'host' | 'organisationId'> = series
): Promise<string> {
	const importId = await staged(db, series, content, { actor, organisationId });
	const which = { activityId: series.activityId, importId };
	const { work } = await takeImport(db, actor, which, { as, hostName: '', overwrite: [] }, at());
	await work;
	return importId;
}

async function another(db: Db) {
	const organisationId = await organisation(db);
	return { organisationId, host: await member(db, organisationId) };
}

const statesIn = async (db: Db, series: TestSeries) =>
	(await broughtEvents(db, series)).map(({ state }) => state);

describe('members of an organisation', () => {
	test('bring in their calendar: each event is theirs, handed in, and not public before a moderator said yes', async () => {
		const { db, series } = await freshSeries();
		await bringIn(db, series, calendarOf(play, song));
		expect(await broughtEvents(db, series)).toMatchObject([
			{ state: 'submitted', organisationId: series.organisationId, hostName: null },
			{ state: 'submitted', organisationId: series.organisationId, hostName: null }
		]);
		const [{ id } = { id: '' }] = await broughtEvents(db, series);
		const { revision, enteredAs } = await eventOf(db, id);
		expect(enteredAs).toBe('account');
		await approveEvent(db, series.moderator, id, { revision }, at());
		expect(await statesIn(db, series)).toEqual(['approved', 'submitted']);
	});

	test('or as drafts, which they hand in one by one', async () => {
		const { db, series } = await freshSeries();
		await bringIn(db, series, calendarOf(play), 'draft');
		expect(await statesIn(db, series)).toEqual(['draft']);
	});

	test('publish nothing themselves', async () => {
		const { db, series } = await freshSeries();
		await expect(bringIn(db, series, calendarOf(play), 'approved')).rejects.toMatchObject({
			status: 422,
			fields: { as: 'choice_invalid' }
		});
		await expect(brought(db, series, calendarOf(play), { as: 'draft' })).rejects.toMatchObject({
			fields: { as: 'choice_invalid' }
		});
	});

	test('are the host whatever name the file has, and are told so', async () => {
		const { db, series } = await freshSeries();
		const table =
			'Titel;Datum;Beginn;Ende;Ort;Veranstalter\nFest;11.05.2026;15:00;17:00;Heepen;Stadt';
		const importId = await bringIn(db, series, table);
		expect(await broughtEvents(db, series)).toMatchObject([
			{ organisationId: series.organisationId, hostName: null }
		]);
		const again = await staged(db, series, table.replace('Fest', 'Feier'), {
			actor: series.host,
			organisationId: series.organisationId
		});
		expect(await notesOf(db, again)).toContain('host_is_yours');
		expect(importId).not.toBe(again);
	});

	test('may send three hundred rows, not more', async () => {
		const { db, series } = await freshSeries();
		const row = (n: number) => `Fest ${n};11.05.2026;15:00;17:00;Heepen`;
		const table = (rows: number) =>
			['Titel;Datum;Beginn;Ende;Ort', ...Array.from({ length: rows }, (_, n) => row(n))].join('\n');
		const from = { actor: series.host, organisationId: series.organisationId };
		await expect(staged(db, series, table(301), from)).rejects.toMatchObject({
			status: 422,
			reason: 'too_many_rows_of_one'
		});
		const importId = await staged(db, series, table(300), from);
		expect(await fateCounts(db, importId)).toEqual({ new: 300 });
	});

	test('may send thirty files a day', async () => {
		const { db, series } = await freshSeries();
		const from = { actor: series.host, organisationId: series.organisationId };
		await db
			.insertInto('eventImports')
			.values(
				Array.from({ length: 30 }, () => ({
					activityId: series.activityId,
					organisationId: series.organisationId,
					clientKey: crypto.randomUUID(),
					fileName: 'a.ics',
					format: 'ical',
					encoding: 'utf-8',
					total: 0,
					createdAt: before
				}))
			)
			.execute();
		await expect(staged(db, series, calendarOf(play), from)).rejects.toMatchObject({ status: 429 });
		const tomorrow = new Date(before.getTime() + 86_400_001);
		await expect(
			staged(db, series, calendarOf(play), { ...from, now: tomorrow })
		).resolves.toBeDefined();
	});
});

describe('the same file again', () => {
	test('changes their own events; of what was published moderators see that it changed', async () => {
		const { db, series } = await freshSeries();
		await bringIn(db, series, calendarOf(play));
		const [{ id } = { id: '' }] = await broughtEvents(db, series);
		await approveEvent(
			db,
			series.moderator,
			id,
			{ revision: (await eventOf(db, id)).revision },
			at()
		);
		await bringIn(db, series, calendarOf(later));
		expect(await broughtEvents(db, series)).toMatchObject([
			{ id, state: 'approved', startsLocal: '2026-05-11T16:00' }
		]);
		expect((await eventOf(db, id)).changedSince).toBe(true);
	});

	test('with a single date otherwise is a change that moderators look at, and the history names the date', async () => {
		const { db, series } = await freshSeries();
		const weekly = [...play, 'RRULE:FREQ=DAILY;COUNT=3'];
		const moved = (hour: string) => [
			...play.filter((line) => !line.startsWith('DT')),
			'RECURRENCE-ID;TZID=Europe/Berlin:20260512T150000',
			`DTSTART;TZID=Europe/Berlin:${hour}0000`,
			`DTEND;TZID=Europe/Berlin:${hour}3000`
		];
		await bringIn(db, series, calendarOf(weekly));
		const [{ id } = { id: '' }] = await broughtEvents(db, series);
		await approveEvent(
			db,
			series.moderator,
			id,
			{ revision: (await eventOf(db, id)).revision },
			at()
		);
		await bringIn(db, series, calendarOf(weekly, moved('20260512T20')));
		expect((await eventOf(db, id)).changedSince).toBe(true);
		const entries = await db
			.selectFrom('history')
			.select('detail')
			.where('action', '=', 'events.changed')
			.execute();
		expect(entries.map(({ detail }) => detail)).toContainEqual(
			expect.objectContaining({ dates: ['2026-05-12T15:00'] })
		);
		// Nobody moves a date to where it would have been already.
		await bringIn(db, series, calendarOf(weekly, moved('20260325T20')));
		const { rows } = await sql<{ first: Date }>`
			select min(starts_at) as first from event_dates`.execute(db);
		expect(rows[0]!.first > before).toBe(true);
	});

	test('does not touch what staff or another organisation have of the same name', async () => {
		const { db, series } = await freshSeries();
		const choir = await another(db);
		await brought(db, series, calendarOf(play));
		await bringIn(db, series, calendarOf(play), 'submitted', choir);
		await bringIn(db, series, calendarOf(later));
		expect(await broughtEvents(db, series)).toMatchObject([
			{ state: 'approved', hostName: 'Stadt Bielefeld', startsLocal: '2026-05-11T15:00' },
			{ organisationId: choir.organisationId, startsLocal: '2026-05-11T15:00' },
			{ organisationId: series.organisationId, startsLocal: '2026-05-11T16:00' }
		]);
	});

	test('leaves alone what they changed here by hand, unless they tick it', async () => {
		const { db, series } = await freshSeries();
		await bringIn(db, series, calendarOf(play), 'draft');
		const [{ id } = { id: '' }] = await broughtEvents(db, series);
		const content = { ...(await contentRow(db, id)), title: { de: 'Von Hand' } };
		await changeEvent(db, series.host, id, content, 1, before);
		await bringIn(db, series, calendarOf(later), 'draft');
		expect(await broughtEvents(db, series)).toMatchObject([{ title: { de: 'Von Hand' } }]);
	});

	test('withdraws what does not take place any more, and calls off what was published', async () => {
		const { db, series } = await freshSeries();
		await bringIn(db, series, calendarOf(play, song));
		const [{ id } = { id: '' }] = await broughtEvents(db, series);
		await approveEvent(
			db,
			series.moderator,
			id,
			{ revision: (await eventOf(db, id)).revision },
			at()
		);
		await bringIn(db, series, calendarOf(cancelled, [...song, 'STATUS:CANCELLED']));
		expect(await statesIn(db, series)).toEqual(['cancelled', 'withdrawn']);
	});
});

test('taking an import back withdraws what is not published; what is stays, and the file still knows it', async () => {
	const { db, series } = await freshSeries();
	const importId = await bringIn(db, series, calendarOf(play, song));
	const [{ id } = { id: '' }] = await broughtEvents(db, series);
	await approveEvent(
		db,
		series.moderator,
		id,
		{ revision: (await eventOf(db, id)).revision },
		at()
	);
	await undoImport(db, series.host, { activityId: series.activityId, importId }, before);
	expect(await statesIn(db, series)).toEqual(['approved', 'withdrawn']);
	await bringIn(db, series, calendarOf(play, song));
	expect(await statesIn(db, series)).toEqual(['approved', 'withdrawn', 'submitted']);
});

test('taking an import back is not held up by what was called off, which its file still knows', async () => {
	const { db, series } = await freshSeries();
	const importId = await bringIn(db, series, calendarOf(play, song));
	const [{ id } = { id: '' }] = await broughtEvents(db, series);
	await approveEvent(
		db,
		series.moderator,
		id,
		{ revision: (await eventOf(db, id)).revision },
		at()
	);
	await db.updateTable('eventDates').set({ state: 'held' }).where('eventId', '=', id).execute();
	const seen = { revision: (await eventOf(db, id)).revision, reason: 'Sturm' };
	await cancelEvent(db, series.host, id, seen, at());
	await undoImport(db, series.host, { activityId: series.activityId, importId }, before);
	expect(await statesIn(db, series)).toEqual(['cancelled', 'withdrawn']);
	const from = { actor: series.host, organisationId: series.organisationId };
	const again = await staged(db, series, calendarOf(play, song), from);
	expect(await fateCounts(db, again)).toMatchObject({ new: 1 });
});

test('a series that takes no entries from this organisation takes no file from it', async () => {
	const { db, series } = await freshSeries();
	await db.updateTable('eventSeries').set({ openToHosts: false }).execute();
	const choir = await another(db);
	await expect(bringIn(db, series, calendarOf(play), 'draft', choir)).rejects.toMatchObject({
		reason: 'only_invited'
	});
	await db
		.updateTable('eventSeries')
		.set({ openToHosts: true, hostsUntil: '2026-03-31' })
		.execute();
	await expect(bringIn(db, series, calendarOf(play))).rejects.toMatchObject({
		reason: 'series_closed'
	});
});

test('a key that another has used is refused instead of leading to their import', async () => {
	const { db, series } = await freshSeries();
	const clientKey = crypto.randomUUID();
	await staged(db, series, calendarOf(play), { clientKey });
	const from = { actor: series.host, organisationId: series.organisationId, clientKey };
	await expect(staged(db, series, calendarOf(play), from)).rejects.toMatchObject({
		reason: 'input_invalid'
	});
});

async function tried(work: Promise<unknown>): Promise<string | null> {
	try {
		await work;
		return null;
	} catch (thrown) {
		if (thrown instanceof Refusal) return thrown.reason;
		throw thrown;
	}
}

test('members do all of it with what is their organisation’s, and nobody else does any of it', async () => {
	const { db, series } = await freshSeries();
	const { activityId, organisationId } = series;
	const people: Record<string, Actor> = {
		member: series.host,
		'member of another organisation': (await another(db)).host,
		'holder of an invitation': (await linkHolder(db, series)).actor,
		anonymous,
		system
	};
	for (const role of roles) people[role] = await staff(db, role, ['bielefeld']);
	const file = calendarOf(play);
	const stage = (actor: Actor) => staged(db, series, file, { actor, organisationId });
	for (const [name, actor] of Object.entries(people)) {
		const expected = name === 'member' ? null : 'not_allowed';
		expect(await tried(stage(actor)), `${name}, stage`).toBe(expected);
		const which = { activityId, importId: await stage(series.host) };
		const taking = { as: 'draft', hostName: '', overwrite: [] };
		const tries = {
			list: () => importsOf(db, actor, { activityId, organisationId }, before),
			see: () => importPage(db, actor, which, before),
			refusals: () => refusalsCsv(db, actor, which, before),
			take: async () => (await takeImport(db, actor, which, taking, at())).work,
			undo: () => undoImport(db, actor, which, before)
		};
		for (const [what, work] of Object.entries<() => Promise<unknown>>(tries))
			expect(await tried(work()), `${name}, ${what}`).toBe(expected);
		const other = { activityId, importId: await stage(series.host) };
		expect(await tried(cancelImport(db, actor, other, before)), `${name}, cancel`).toBe(expected);
	}
});

test('staff do not find what hosts have sent among their own imports, nor hosts what staff have', async () => {
	const { db, series } = await freshSeries();
	const { activityId, organisationId } = series;
	const own = await staged(db, series, calendarOf(play), { actor: series.host, organisationId });
	const ofStaff = await staged(db, series, calendarOf(play));
	const listed = async (actor: Actor, whose: string | null) =>
		(await importsOf(db, actor, { activityId, organisationId: whose }, before)).imports.map(
			({ id }) => id
		);
	expect(await listed(series.host, organisationId)).toEqual([own]);
	expect(await listed(series.moderator, null)).toEqual([ofStaff]);
});
