import { expect, test } from 'vitest';
import { changeEvent, contentRow } from '#lib/formats/events/entry/change-event.server.ts';
import { cancelEvent } from '#lib/formats/events/entry/cancel-event.server.ts';
import { answerQuery } from '#lib/formats/events/entry/host-steps.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { filterOf } from '#lib/formats/events/review/filter.ts';
import { listEvents, waitingFor } from '#lib/formats/events/review/list-events.server.ts';
import {
	approveEvent,
	noteChangesSeen,
	publishEvent,
	queryHost,
	rejectEvent
} from '#lib/formats/events/review/review.server.ts';
import { readOwnEvent } from '#lib/formats/events/read-event.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	approved,
	at,
	before,
	daily,
	drafted,
	eventSeries,
	linkHolder,
	submitted
} from '../../fixture/events.ts';

const changed = { kind: 'conflict', reason: 'changed_meanwhile' };

test('a moderator asks back, the host answers, the event is published, and the host hears of both', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await submitted(db, series);
	await queryHost(db, series.moderator, eventId, { revision: 2, reason: 'Wo genau?' }, at());
	await answerQuery(db, series.host, eventId, { revision: 3, reason: 'Am Brunnen.' });
	await approveEvent(db, series.moderator, eventId, { revision: 4 }, at());
	const { event, chronicle } = await readOwnEvent(db, series.host, eventId);
	expect(event.state).toBe('approved');
	expect(chronicle.map(({ step, reason, takenAs }) => [step, reason, takenAs])).toEqual([
		['submit', '', 'host'],
		['query', 'Wo genau?', 'office'],
		['answer', 'Am Brunnen.', 'host'],
		['approve', '', 'office']
	]);
	const mails = await db.selectFrom('mails').select(['subject', 'body']).execute();
	expect(mails).toHaveLength(2);
	expect(mails.some(({ body }) => body.includes('Wo genau?'))).toBe(true);
	expect(mails[0]!.body).toContain(`/org/${series.organisationId}/events/${eventId}`);
});

test('of two moderators who decide at once the second is told', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await submitted(db, series);
	const seen = { revision: 2, reason: 'Passt nicht' };
	const tries = await Promise.allSettled([
		approveEvent(db, series.moderator, eventId, seen, at()),
		rejectEvent(db, series.moderator, eventId, seen, at())
	]);
	expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('nobody approves what they have not seen: a change by the host comes between', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await submitted(db, series);
	const content = await contentRow(db, eventId);
	await changeEvent(db, series.host, eventId, { ...content, venue: 'Halle' }, 2, before);
	await expect(
		approveEvent(db, series.moderator, eventId, { revision: 2 }, at())
	).rejects.toMatchObject(changed);
	expect((await eventOf(db, eventId)).state).toBe('submitted');
});

test('a question and a rejection without a word are not possible', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await submitted(db, series);
	const missing = { fields: { reason: 'reason_missing' } };
	const seen = { revision: 2, reason: ' ' };
	await expect(queryHost(db, series.moderator, eventId, seen, at())).rejects.toMatchObject(missing);
	await expect(rejectEvent(db, series.moderator, eventId, seen, at())).rejects.toMatchObject(
		missing
	);
});

test('what a host changes after the approval holds at once and is shown to moderators until one has looked', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId, revision } = await approved(db, series);
	const content = await contentRow(db, eventId);
	await changeEvent(db, series.host, eventId, content, revision, before);
	expect((await eventOf(db, eventId)).changedSince).toBe(false);
	const moved = { ...content, startsLocal: '2026-05-10T15:00' };
	await changeEvent(db, series.host, eventId, moved, revision + 1, before);
	expect(await waitingFor(db, series.moderator, before)).toMatchObject([
		{ eventId, changedSince: true }
	]);
	await expect(
		noteChangesSeen(db, series.moderator, eventId, { revision: revision + 1 })
	).rejects.toMatchObject(changed);
	await noteChangesSeen(db, series.moderator, eventId, { revision: revision + 2 });
	expect(await waitingFor(db, series.moderator, before)).toEqual([]);
	const corrected = { ...moved, venue: 'Halle' };
	await changeEvent(db, series.moderator, eventId, corrected, revision + 3, before);
	expect((await eventOf(db, eventId)).changedSince).toBe(false);
});

test('the audit trail names the fields that were changed and nothing that stands in them', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await submitted(db, series);
	const content = await contentRow(db, eventId);
	const contact = { contactPhone: '0521 123456', contactConsent: true };
	await changeEvent(db, series.host, eventId, { ...content, ...contact }, 2, before);
	const { detail } = await db
		.selectFrom('history')
		.select('detail')
		.where('action', '=', 'events.changed')
		.executeTakeFirstOrThrow();
	expect(detail).toEqual({ number: 1, fields: ['contactPhone', 'contactConsent'] });
	const trail = await db.selectFrom('history').selectAll().execute();
	expect(JSON.stringify(trail)).not.toContain('123456');
});

test('a published event stays whole: its host cannot take its place or its only date away', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId, revision } = await approved(db, series);
	const content = await contentRow(db, eventId);
	const without = { ...content, placeId: null, startsLocal: null, minutes: null };
	await expect(
		changeEvent(db, series.host, eventId, without, revision, before)
	).rejects.toMatchObject({ fields: { placeId: 'place_missing', starts: 'moment_missing' } });
});

test('a cancelled event keeps what took place, calls off the rest and is never changed again', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId, revision } = await approved(db, series, { content: daily });
	const seen = { revision, reason: 'Der Verein hat sich aufgelöst' };
	const middle = new Date('2026-05-12T10:00:00Z');
	await cancelEvent(db, series.host, eventId, seen, at(middle));
	const states = await db
		.selectFrom('eventDates')
		.select(['localStart', 'state', 'cause'])
		.where('eventId', '=', eventId)
		.orderBy('localStart')
		.execute();
	expect(states.map(({ state }) => state)).toEqual([
		...Array<string>(3).fill('planned'),
		...Array<string>(7).fill('cancelled')
	]);
	const content = await contentRow(db, eventId);
	await expect(
		changeEvent(db, series.host, eventId, content, revision + 1, before)
	).rejects.toMatchObject({ reason: 'not_possible_now' });
});

test('staff publish only what staff have entered, and only when it is whole', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const own = await drafted(db, series);
	await expect(
		publishEvent(db, series.moderator, own.eventId, { revision: 1 }, before)
	).rejects.toMatchObject({ reason: 'not_entered_by_staff' });
	const host = { as: 'staff', organisationId: series.organisationId, hostName: '' } as const;
	const entered = { actor: series.moderator, host };
	const half = await drafted(db, series, { ...entered, content: { languages: [] } });
	await expect(
		publishEvent(db, series.moderator, half.eventId, { revision: 1 }, before)
	).rejects.toMatchObject({ fields: { languages: 'choice_missing' } });
	const whole = await drafted(db, series, entered);
	await publishEvent(db, series.moderator, whole.eventId, { revision: 1 }, before);
	expect((await eventOf(db, whole.eventId)).state).toBe('approved');
});

test('staff who type the name of their own organisation publish nothing of it alone', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { organisationId } = series;
	const { name } = await db
		.selectFrom('organisations')
		.select('name')
		.where('id', '=', organisationId)
		.executeTakeFirstOrThrow();
	const organisations = [{ id: organisationId, role: 'member' as const }];
	const actor = { ...series.moderator, organisations };
	const typed = ` ${name.toUpperCase().replace(' ', '  ')}`;
	const host = { as: 'staff', organisationId: null, hostName: typed } as const;
	const { eventId, hostName, ...event } = await drafted(db, series, { actor, host });
	expect({ hostName, of: event.organisationId }).toEqual({ hostName: null, of: organisationId });
	await expect(publishEvent(db, actor, eventId, { revision: 1 }, before)).rejects.toMatchObject({
		reason: 'not_allowed'
	});
});

test('the host without an account is told by mail where the invitation was sent, without the link', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { actor, invitationId, key } = await linkHolder(db, series);
	await db
		.updateTable('eventInvitations')
		.set({ email: 'nord@example.org', mailedTimes: 1 })
		.execute();
	const host = { as: 'invitation', invitationId } as const;
	await approved(db, series, { actor, host });
	const [mail] = await db.selectFrom('mails').select(['recipient', 'body']).execute();
	expect(mail!.recipient).toBe('nord@example.org');
	expect(mail!.body).not.toContain(key);
});

test('the list is narrowed by state, place, theme and host, and shows no draft of a host', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await drafted(db, series);
	const one = await submitted(db, series, { content: { themes: ['bildung'] } });
	const two = await approved(db, series, { content: { placeId: 'bielefeld-heepen' } });
	const found = async (query: string) => {
		const filter = filterOf(new URLSearchParams(query));
		const when = { page: 1, now: before };
		const { rows, total } = await listEvents(db, series.moderator, series.activityId, filter, when);
		expect(total).toBe(rows.length);
		return rows.map(({ eventId }) => eventId);
	};
	expect(await found('')).toEqual([one.eventId, two.eventId]);
	expect(await found('state=approved')).toEqual([two.eventId]);
	expect(await found('state=changed')).toEqual([]);
	expect(await found('state=nonsense')).toHaveLength(2);
	expect(await found('theme=bildung')).toEqual([one.eventId]);
	expect(await found('place=bielefeld-mitte')).toEqual([one.eventId]);
	expect(await found(`host=${series.organisationId}`)).toHaveLength(2);
	expect(await found(`host=${crypto.randomUUID()}`)).toEqual([]);
});
