import { expect, test } from 'vitest';
import { changeEvent } from '#lib/formats/events/entry/change-event.server.ts';
import { enterEvent } from '#lib/formats/events/entry/enter-event.server.ts';
import { submitEvent, withdrawEvent } from '#lib/formats/events/entry/host-steps.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { copyChoices, copyOf } from '#lib/formats/events/host/copy-event.server.ts';
import {
	eventsOfInvitation,
	eventsOfOrganisation,
	openSeriesFor
} from '#lib/formats/events/host/own-events.server.ts';
import { revokeInvitation } from '#lib/formats/events/invite/link.server.ts';
import { holderOf } from '#lib/formats/events/invite/invitation.server.ts';
import { readEventAsStaff, readOwnEvent } from '#lib/formats/events/read-event.server.ts';
import { seriesOf } from '#lib/formats/events/series/series.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	approved,
	before,
	drafted,
	eventSeries,
	linkHolder,
	member,
	organisation,
	submitted,
	wholeEvent
} from '../../fixture/events.ts';

test('a member of an organisation enters an event, changes it and hands it in', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const draft = await drafted(db, series, { content: { kind: null, placeId: null } });
	expect(draft).toMatchObject({ number: 1, state: 'draft', enteredAs: 'account' });
	await expect(
		submitEvent(db, series.host, draft.eventId, { revision: 1 }, before)
	).rejects.toMatchObject({ fields: { kind: 'choice_missing', placeId: 'place_missing' } });
	await changeEvent(db, series.host, draft.eventId, wholeEvent, 1, before);
	await submitEvent(db, series.host, draft.eventId, { revision: 2 }, before);
	expect(await eventOf(db, draft.eventId)).toMatchObject({ state: 'submitted', revision: 3 });
	const [own] = await eventsOfOrganisation(db, series.host, series.organisationId);
	expect(own).toMatchObject({ number: 1, state: 'submitted', dates: 1 });
});

test('whoever holds the link of an invitation enters without an account, and sees only what was entered with it', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db, { openToHosts: false });
	const [one, two] = [await linkHolder(db, series), await linkHolder(db, series, 'Zweite')];
	const host = { as: 'invitation', invitationId: one.invitationId } as const;
	const event = await submitted(db, series, { actor: one.actor, host });
	expect(event).toMatchObject({ hostName: 'Nachbarschaft Nord', enteredAs: 'invitation' });
	await expect(readOwnEvent(db, one.actor, event.eventId)).resolves.toMatchObject({
		host: 'Nachbarschaft Nord'
	});
	await expect(readOwnEvent(db, two.actor, event.eventId)).rejects.toMatchObject({
		reason: 'not_allowed'
	});
	expect(await eventsOfInvitation(db, one.actor, one.invitationId)).toHaveLength(1);
	expect(await eventsOfInvitation(db, two.actor, two.invitationId)).toHaveLength(0);
	await expect(eventsOfInvitation(db, two.actor, one.invitationId)).rejects.toMatchObject({
		reason: 'not_allowed'
	});
});

test('a link that was taken back or belongs to another series opens nothing', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const other = await eventSeries(db);
	const { key, invitationId } = await linkHolder(db, series);
	const unknown = { kind: 'missing', reason: 'invitation_unknown' };
	await expect(holderOf(db, other.slug, key)).rejects.toMatchObject(unknown);
	await expect(holderOf(db, series.slug, 'ABCD-EFGH')).rejects.toMatchObject(unknown);
	await revokeInvitation(db, series.moderator, series.activityId, invitationId, before);
	await expect(holderOf(db, series.slug, key)).rejects.toMatchObject(unknown);
});

test('a form that is sent twice makes one event, and another host cannot take over its key', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { activityId, organisationId, host } = series;
	const entry = {
		host: { as: 'account', organisationId } as const,
		content: wholeEvent,
		clientKey: crypto.randomUUID()
	};
	const first = await enterEvent(db, host, activityId, entry, before);
	expect(await enterEvent(db, host, activityId, entry, before)).toEqual(first);
	const rival = await organisation(db);
	const theirs = { ...entry, host: { as: 'account', organisationId: rival } as const };
	await expect(
		enterEvent(db, await member(db, rival), activityId, theirs, before)
	).rejects.toMatchObject({ reason: 'input_invalid' });
});

test('nothing new is taken after the last day for hosts, before the series is announced, or from who was not asked', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const late = new Date('2026-05-11T08:00:00Z');
	const closed = { kind: 'conflict', reason: 'series_closed' };
	await expect(drafted(db, series, { now: late })).rejects.toMatchObject(closed);
	await expect(drafted(db, await eventSeries(db, {}, 'draft'))).rejects.toMatchObject(closed);
	await expect(drafted(db, await eventSeries(db, {}, 'finished'))).rejects.toMatchObject(closed);
	const asked = await eventSeries(db, { openToHosts: false });
	await expect(drafted(db, asked)).rejects.toMatchObject({ reason: 'only_invited' });
	const open = await openSeriesFor(db, series.organisationId, before);
	expect(open.map(({ activityId }) => activityId)).toEqual([series.activityId]);
	expect(await openSeriesFor(db, series.organisationId, late)).toEqual([]);
});

test('an event lies in the period, the city and the themes of its series', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await db.insertInto('places').values({ id: 'hamm', name: 'Hamm', kind: 'city' }).execute();
	const wrong = (content: Partial<typeof wholeEvent>) => drafted(db, series, { content });
	await expect(wrong({ startsLocal: '2026-05-08T15:00' })).rejects.toMatchObject({
		fields: { starts: 'outside_period' }
	});
	await expect(wrong({ also: ['2026-05-19T15:00'] })).rejects.toMatchObject({
		fields: { also: 'outside_period' }
	});
	await expect(wrong({ except: ['2026-05-09T15:00'] })).rejects.toMatchObject({
		fields: { starts: 'no_dates' }
	});
	await expect(wrong({ themes: ['garten'], placeId: 'hamm' })).rejects.toMatchObject({
		fields: { themes: 'theme_unknown', placeId: 'place_elsewhere' }
	});
});

test('staff enter for a host by name or from the register, and publish at once; nobody else does', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const host = { as: 'staff', organisationId: null, hostName: 'Familie Öztürk' } as const;
	const event = await drafted(db, series, { actor: series.moderator, host });
	expect(event).toMatchObject({ hostName: 'Familie Öztürk', enteredAs: 'staff' });
	await expect(drafted(db, series, { host })).rejects.toMatchObject({ reason: 'not_allowed' });
	const both = { ...host, organisationId: series.organisationId };
	await expect(drafted(db, series, { actor: series.moderator, host: both })).rejects.toMatchObject({
		fields: { hostName: 'one_host' }
	});
	const stranger = { as: 'account', organisationId: await organisation(db) } as const;
	await expect(drafted(db, series, { host: stranger })).rejects.toMatchObject({
		reason: 'not_allowed'
	});
});

test('a draft of a host is unknown to staff until it is handed in, also after it was withdrawn', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const draft = await drafted(db, series);
	const unknown = { reason: 'event_unknown' };
	await expect(readEventAsStaff(db, series.moderator, draft)).rejects.toMatchObject(unknown);
	await withdrawEvent(db, series.host, draft.eventId, { revision: 1 });
	const gone = await eventOf(db, draft.eventId);
	await expect(readEventAsStaff(db, series.moderator, gone)).rejects.toMatchObject(unknown);
	const event = await submitted(db, series);
	const seen = await readEventAsStaff(db, series.moderator, event);
	expect(seen.content.supportText).toBe('200 € für Material');
});

test('last year’s event is a start for the next one, without its times, its requests and its consent', async () => {
	const { db } = await freshDatabase();
	const last = await eventSeries(db);
	const content = { contactEmail: 'verein@example.org', contactConsent: true };
	const event = await approved(db, last, { content });
	await drafted(db, last);
	const secret = await approved(db, last, { content: { closed: true } });
	const choices = await copyChoices(db, last.organisationId);
	expect(choices.map(({ eventId }) => eventId)).toEqual([event.eventId]);
	const next = await seriesOf(
		db,
		(await eventSeries(db, { themes: [{ key: 'garten', name: { de: 'Garten' } }] })).activityId
	);
	expect(await copyOf(db, last.organisationId, event.eventId, next)).toMatchObject({
		title: { de: 'Spielen auf dem Platz' },
		themes: [],
		support: [],
		startsLocal: null,
		contactEmail: 'verein@example.org',
		contactConsent: false
	});
	expect(await copyOf(db, last.organisationId, secret.eventId, next)).toBeNull();
	expect(await copyOf(db, await organisation(db), event.eventId, next)).toBeNull();
});
