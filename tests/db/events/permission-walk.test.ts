import { expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { cancelImport, undoImport } from '#lib/formats/events/bring-in/end-import.server.ts';
import { importsOf } from '#lib/formats/events/bring-in/imports.server.ts';
import { refusalsCsv } from '#lib/formats/events/bring-in/lists.server.ts';
import { importPage } from '#lib/formats/events/bring-in/page.server.ts';
import { takeImport } from '#lib/formats/events/bring-in/take-import.server.ts';
import { cancelDate, markDate } from '#lib/formats/events/dates/change-date.server.ts';
import { placeDate } from '#lib/formats/events/dates/place-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { cancelEvent } from '#lib/formats/events/entry/cancel-event.server.ts';
import { changeEvent } from '#lib/formats/events/entry/change-event.server.ts';
import {
	answerQuery,
	submitEvent,
	withdrawEvent
} from '#lib/formats/events/entry/host-steps.server.ts';
import { addPhoto } from '#lib/formats/events/documentation/photos.server.ts';
import { readDocumentation } from '#lib/formats/events/documentation/read-documentation.server.ts';
import { writeDocumentation } from '#lib/formats/events/documentation/write-documentation.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { countHeads } from '#lib/formats/events/headcount/count-heads.server.ts';
import { readHeadcount } from '#lib/formats/events/headcount/read-headcount.server.ts';
import { readEventAsStaff, readOwnEvent } from '#lib/formats/events/read-event.server.ts';
import {
	approveEvent,
	discardEvent,
	noteChangesSeen,
	publishEvent,
	queryHost,
	rejectEvent
} from '#lib/formats/events/review/review.server.ts';
import { states, type State } from '#lib/formats/events/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { calendarOf, play, staged } from '../../fixture/event-files.ts';
import {
	at,
	before,
	drafted,
	eventSeries,
	linkHolder,
	member,
	organisation,
	wholeEvent,
	type TestSeries
} from '../../fixture/events.ts';
import { staff } from '../../fixture/town.ts';

/** After the date, so that it can be said to have taken place; before the last day for hosts. */
const now = new Date('2026-05-09T16:00:00Z');
const seen = { revision: 1, reason: 'Darum' };

const elsewhere = { placeId: '', venue: 'Turnhalle', address: '', note: '' };

type Take = (db: Db, actor: Actor, id: string) => Promise<unknown>;
type Rule = Readonly<{ from: readonly State[]; who: readonly string[]; take: Take }>;

const both = 'moderator of the organisation';
const hosts = ['holder of the link', 'member', both];
const reviewers = ['moderator', 'administrator'];
const moderation = [...reviewers, both];
const staffRoles = [...moderation, 'planner'];
const dateRef = async (db: Db, eventId: string) => ({
	eventId,
	dateId: (await datesOf(db, eventId))[0]!.id,
	revision: 1
});

/** Every action, from which states it leads on, and who may take it. The event was entered with a link. */
const actions: Readonly<Record<string, Rule>> = {
	keep: { from: states, who: hosts, take: readOwnEvent },
	seeAsStaff: {
		from: states,
		who: staffRoles,
		take: async (db, actor, id) => readEventAsStaff(db, actor, await eventOf(db, id))
	},
	change: {
		from: ['draft', 'submitted', 'queried', 'approved'],
		who: [...hosts, ...moderation],
		take: (db, actor, id) => changeEvent(db, actor, id, wholeEvent, 1, now)
	},
	submit: {
		from: ['draft'],
		who: hosts,
		take: (db, actor, id) => submitEvent(db, actor, id, seen, now)
	},
	answer: {
		from: ['queried'],
		who: hosts,
		take: (db, actor, id) => answerQuery(db, actor, id, seen)
	},
	withdraw: {
		from: ['draft', 'submitted', 'queried'],
		who: hosts,
		take: (db, actor, id) => withdrawEvent(db, actor, id, seen)
	},
	query: {
		from: ['submitted'],
		who: reviewers,
		take: (db, actor, id) => queryHost(db, actor, id, seen, at())
	},
	approve: {
		from: ['submitted', 'queried'],
		who: reviewers,
		take: (db, actor, id) => approveEvent(db, actor, id, seen, at())
	},
	reject: {
		from: ['submitted', 'queried'],
		who: reviewers,
		take: (db, actor, id) => rejectEvent(db, actor, id, seen, at())
	},
	publish: {
		from: [],
		who: reviewers,
		take: (db, actor, id) => publishEvent(db, actor, id, seen, now)
	},
	discard: {
		from: [],
		who: reviewers,
		take: (db, actor, id) => discardEvent(db, actor, id, seen)
	},
	cancel: {
		from: ['approved'],
		who: [...hosts, ...moderation],
		take: (db, actor, id) => cancelEvent(db, actor, id, seen, at())
	},
	noteChanges: {
		from: ['approved', 'cancelled'],
		who: reviewers,
		take: (db, actor, id) => noteChangesSeen(db, actor, id, seen)
	},
	cancelDate: {
		from: ['approved'],
		who: [...hosts, ...moderation],
		take: async (db, actor, id) =>
			cancelDate(db, actor, await dateRef(db, id), { cause: 'weather', note: '' })
	},
	placeDate: {
		from: ['approved'],
		who: [...hosts, ...moderation],
		take: async (db, actor, id) => placeDate(db, actor, await dateRef(db, id), elsewhere, before)
	},
	markHeld: {
		from: ['approved'],
		who: moderation,
		take: async (db, actor, id) => markDate(db, actor, await dateRef(db, id), 'held', now)
	},
	countHeads: {
		from: ['approved'],
		who: [...hosts, ...moderation],
		take: async (db, actor, id) => {
			const count = { people: 5, ages: {}, reason: '' };
			await countHeads(db, actor, { ...(await dateRef(db, id)), seen: 0 }, count, now);
		}
	},
	readHeadcount: {
		from: states,
		who: [...hosts, ...moderation],
		take: async (db, actor, id) => readHeadcount(db, actor, await dateRef(db, id), now)
	},
	seeDocumentation: {
		from: states,
		who: [...hosts, ...staffRoles],
		take: async (db, actor, id) => readDocumentation(db, actor, await dateRef(db, id), now)
	},
	document: {
		from: ['approved'],
		who: [...hosts, ...moderation],
		take: async (db, actor, id) => {
			const what = { text: { de: 'Schön.' }, minutesPublic: false, points: [] };
			await writeDocumentation(db, actor, { ...(await dateRef(db, id)), seen: 0 }, what, now);
		}
	},
	addPhoto: {
		from: ['approved'],
		who: [...hosts, ...moderation],
		take: async (db, actor, id) => {
			const { id: pictureId } = await db
				.insertInto('pictures')
				.values({ width: 4, height: 3 })
				.returning('id')
				.executeTakeFirstOrThrow();
			const photo = { pictureId, description: { de: 'Ein Platz' }, consent: true };
			await addPhoto(db, actor, await dateRef(db, id), photo, now);
		}
	}
};

/** Everybody who could try, by the name under which a failure tells of them. */
async function people(db: Db, series: TestSeries, link: Actor): Promise<Record<string, Actor>> {
	const place = ['bielefeld'];
	const withRole = await Promise.all(
		roles.map(async (role) => [role, await staff(db, role, place)] as const)
	);
	return {
		...Object.fromEntries(withRole),
		'moderator elsewhere': await staff(db, 'moderator', ['bielefeld-heepen']),
		'moderator without second factor': { ...series.moderator, secondFactor: false },
		'holder of the link': link,
		'holder of another link': (await linkHolder(db, series, 'Andere')).actor,
		member: series.host,
		[both]: { ...series.moderator, organisations: series.host.organisations },
		'member of another organisation': await member(db, await organisation(db)),
		anonymous,
		system
	};
}

/** What stands against it, or null where it was done; every try has an event of its own. */
async function tried(work: Promise<unknown>): Promise<string | null> {
	try {
		await work;
		return null;
	} catch (thrown) {
		if (thrown instanceof Refusal) return thrown.reason;
		throw thrown;
	}
}

test.each(Object.entries(actions))(
	'%s: exactly those who may take it do, in exactly the states from which it leads on',
	async (_, { from, who, take }) => {
		const { db } = await freshDatabase();
		const series = await eventSeries(db);
		const { actor: link, invitationId } = await linkHolder(db, series);
		const host = { as: 'invitation', invitationId } as const;
		await db
			.updateTable('eventInvitations')
			.set({ organisationId: series.organisationId, hostName: null })
			.where('id', '=', invitationId)
			.execute();
		const everybody = await people(db, series, link);
		for (const state of states) {
			for (const [name, actor] of Object.entries(everybody)) {
				const { eventId } = await drafted(db, series, { actor: link, host, now: before });
				const changedSince = state === 'approved' || state === 'cancelled';
				await db
					.updateTable('events')
					.set({ state, revision: 1, changedSince, submittedOn: '2026-04-01' })
					.where('id', '=', eventId)
					.execute();
				const against = await tried(take(db, actor, eventId));
				const label = `${name}, ${state}`;
				if (!who.includes(name)) expect(against, label).toBe('not_allowed');
				else if (from.includes(state)) expect(against, label).toBeNull();
				else expect(['not_possible_now', 'not_entered_by_staff'], label).toContain(against);
			}
		}
	},
	60_000
);

test('every action of the walk writes what happened into the audit trail, in the same transaction', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await drafted(db, series);
	const count = async () => (await db.selectFrom('history').select('id').execute()).length;
	const first = await count();
	await submitEvent(db, series.host, eventId, { revision: 1 }, before);
	expect(await count()).toBe(first + 1);
	await expect(
		approveEvent(db, series.moderator, eventId, { revision: 1 }, at())
	).rejects.toMatchObject({ reason: 'changed_meanwhile' });
	expect(await count()).toBe(first + 1);
});

test('a file is staged, looked at, taken, put away and taken back by those who moderate at the place, and nobody else', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { activityId } = series;
	const { actor: link } = await linkHolder(db, series);
	const file = calendarOf(play);
	const taken = { as: 'approved', hostName: 'Stadt', overwrite: [] };
	for (const [name, actor] of Object.entries(await people(db, series, link))) {
		const may = moderation.includes(name);
		const expected = may ? null : 'not_allowed';
		expect(await tried(staged(db, series, file, { actor })), name).toBe(expected);
		const importId = await staged(db, series, file);
		const which = { activityId, importId };
		const takes = async () => (await takeImport(db, actor, which, taken, at())).work;
		const tries = {
			list: () => importsOf(db, actor, { activityId, organisationId: null }, before),
			see: () => importPage(db, actor, which, before),
			refusals: () => refusalsCsv(db, actor, which, before)
		};
		for (const [what, work] of Object.entries<() => Promise<unknown>>(tries))
			expect(await tried(work()), `${name}, ${what}`).toBe(expected);
		expect(await tried(takes()), `${name}, take`).toBe(expected);
		expect(await tried(undoImport(db, actor, which, before)), `${name}, undo`).toBe(expected);
		const other = { activityId, importId: await staged(db, series, file) };
		expect(await tried(cancelImport(db, actor, other, before)), `${name}, cancel`).toBe(expected);
	}
});

test('nothing is taken from a file into a series that is over', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db, {}, 'finished');
	expect(await tried(staged(db, series, calendarOf(play)))).toBe('series_closed');
});
