import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { anonymous, system, type Actor } from '#lib/access/actor.ts';
import { changeEvent } from '#lib/formats/events/entry/change-event.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { markDate } from '#lib/formats/events/dates/change-date.server.ts';
import {
	addPhoto,
	showsPicture,
	takeDownPhoto
} from '#lib/formats/events/documentation/photos.server.ts';
import {
	documentedDates,
	publicDocumentation
} from '#lib/formats/events/documentation/public-documentation.server.ts';
import { readDocumentation } from '#lib/formats/events/documentation/read-documentation.server.ts';
import { documentationLimits } from '#lib/formats/events/documentation/schema.ts';
import { writeDocumentation } from '#lib/formats/events/documentation/write-documentation.server.ts';
import { noFilter } from '#lib/formats/events/programme/filter.ts';
import { programmeOf } from '#lib/formats/events/programme/programme.server.ts';
import { publicEvent } from '#lib/formats/events/programme/public-events.server.ts';
import { readReport } from '#lib/formats/events/report/read-report.server.ts';
import { reportSentences, reportTables } from '#lib/formats/events/report/report-words.ts';
import { archiveSeries } from '#lib/formats/events/retention.server.ts';
import { noteChangesSeen } from '#lib/formats/events/review/review.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { openPictures, pictureFile } from '#lib/platform/pictures/store.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	afterwards,
	onDate,
	onTheSquare,
	photoOf,
	uploaded,
	whatHappened,
	type OnTheSquare
} from '../../fixture/event-documentation.ts';
import { before, wholeEvent } from '../../fixture/events.ts';
import { jpeg } from '../../fixture/photos.ts';
import { documentationActions } from '../../../src/routes/event-documentation.server.ts';

const write = (db: Db, at: OnTheSquare, what = whatHappened, seen = 0, now = afterwards) =>
	writeDocumentation(db, at.host, { ...onDate(at), seen }, what, now);

const forEverybody = async (db: Db, at: OnTheSquare) =>
	publicDocumentation(db, await publicEvent(db, at.slug, at.event.number), at.dateId);

test('what a host writes about a date is there for everybody at once, and a moderator is asked to look', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	await write(db, at);
	expect((await forEverybody(db, at)).what).toMatchObject({
		text: whatHappened.text,
		points: whatHappened.points
	});
	expect((await datesOf(db, at.event.eventId))[0]!.state).toBe('held');
	const { changedSince, revision } = await eventOf(db, at.event.eventId);
	expect(changedSince).toBe(true);
	await noteChangesSeen(db, at.moderator, at.event.eventId, { revision });
	await writeDocumentation(db, at.moderator, { ...onDate(at), seen: 2 }, whatHappened, afterwards);
	expect((await eventOf(db, at.event.eventId)).changedSince).toBe(false);
});

test('what a host adds after a moderator opened the page cannot be waved through unseen', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	await write(db, at);
	const { revision } = await eventOf(db, at.event.eventId);
	await addPhoto(db, at.host, onDate(at), photoOf(await uploaded(db)), afterwards);
	await expect(
		noteChangesSeen(db, at.moderator, at.event.eventId, { revision })
	).rejects.toMatchObject({ reason: 'changed_meanwhile' });
});

test('minutes that are not public stay between host and office', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	await write(db, at, { ...whatHappened, minutesPublic: false });
	expect((await forEverybody(db, at)).what.points).toEqual([]);
	const view = await readDocumentation(db, at.moderator, onDate(at), afterwards);
	expect(view.documentation.points).toEqual(whatHappened.points);

	await write(db, at, { ...whatHappened, text: {}, minutesPublic: false }, 2);
	await expect(forEverybody(db, at)).rejects.toMatchObject({ reason: 'date_unknown' });
});

test('a point needs what was agreed, a day and its limits; each field says so and nothing is kept', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const wrong = {
		text: { de: 'x'.repeat(documentationLimits.text + 1) },
		minutesPublic: true,
		points: [{ agreed: ' ', responsible: 'Amt', until: '2026-02-30' }]
	};
	await expect(write(db, at, wrong)).rejects.toMatchObject({
		fields: {
			'text.de': 'text_too_long',
			'points.0.agreed': 'text_missing',
			'points.0.until': 'day_invalid'
		}
	});
	const point = whatHappened.points[0]!;
	const many = Array.from({ length: documentationLimits.points + 1 }, () => point);
	await expect(write(db, at, { ...whatHappened, points: many })).rejects.toMatchObject({
		fields: { points: 'too_many' }
	});
	expect(await db.selectFrom('eventDocumentations').selectAll().execute()).toEqual([]);
	expect((await datesOf(db, at.event.eventId))[0]!.state).toBe('planned');
});

test('a day that the database does not know is refused at its field', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const point = { agreed: 'Bank', responsible: '', until: '0000-01-01' };
	await expect(write(db, at, { ...whatHappened, points: [point] })).rejects.toMatchObject({
		fields: { 'points.0.until': 'day_invalid' }
	});
});

test('of two who write at once the second is told and changes nothing', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const outcomes = await Promise.allSettled([write(db, at), write(db, at)]);
	const refused = outcomes.filter(({ status }) => status === 'rejected');
	expect(refused).toMatchObject([{ reason: { reason: 'changed_meanwhile' } }]);
});

test('nothing is documented before a date begins or where it did not take place', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	await expect(write(db, at, whatHappened, 0, before)).rejects.toMatchObject({
		reason: 'document_too_early'
	});
	const { revision } = await eventOf(db, at.event.eventId);
	await markDate(db, at.moderator, { ...onDate(at), revision }, 'notHeld', afterwards);
	await expect(write(db, at)).rejects.toMatchObject({ reason: 'document_not_held' });
});

test('what was documented is gone for everybody when it turns out that the date was not held', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const pictureId = await uploaded(db);
	await addPhoto(db, at.moderator, onDate(at), photoOf(pictureId), afterwards);
	expect(await showsPicture(db, pictureId)).toBe(true);
	const { revision } = await eventOf(db, at.event.eventId);
	await markDate(db, at.moderator, { ...onDate(at), revision }, 'notHeld', afterwards);
	await expect(forEverybody(db, at)).rejects.toMatchObject({ reason: 'date_unknown' });
	expect(await showsPicture(db, pictureId)).toBe(false);
});

test('a photo without consent or without words for those who do not see it is not kept; the database says so too', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const pictureId = await uploaded(db);
	const photo = { pictureId, description: { de: ' ' }, consent: false };
	await expect(addPhoto(db, at.host, onDate(at), photo, afterwards)).rejects.toMatchObject({
		fields: { description: 'description_missing', consent: 'photo_consent_missing' }
	});
	await expect(addPhoto(db, at.host, onDate(at), photoOf(null), afterwards)).rejects.toMatchObject({
		fields: { photos: 'photo_missing' }
	});
	await write(db, at);
	const row = { pictureId, dateId: at.dateId, position: 1, description: '{"de":"x"}' };
	const withoutConsent = db.insertInto('eventPhotos').values({ ...row, consent: false });
	await expect(withoutConsent.execute()).rejects.toThrow('event_photos_consent_check');
	expect(await showsPicture(db, pictureId)).toBe(false);
});

test('a file that comes without consent, too early or from somebody else is not stored at all', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const sent = async (actor: Actor, consent: boolean, now = afterwards) => {
		const body = new FormData();
		body.set('photo', new File([new Uint8Array(await jpeg())], 'a.jpg', { type: 'image/jpeg' }));
		if (consent) body.set('consent', 'on');
		const house = {
			clock: () => now,
			pictures: openPictures(db, 'a secret that is long enough', () => now),
			readUpload: (_bytes: number, read: () => Promise<FormData>) => read()
		};
		const request = new Request('https://palaver.example', { method: 'POST', body });
		const { photo } = documentationActions(() =>
			Promise.resolve({ actor, page: '/staff', ...onDate(at) })
		);
		return photo({ locals: { db, house }, request } as unknown as RequestEvent);
	};
	const stored = async () => (await db.selectFrom('pictures').select('id').execute()).length;
	expect(await sent(at.host, false)).toMatchObject({
		status: 422,
		data: { fields: { consent: 'photo_consent_missing' } }
	});
	expect(await sent(at.host, true, before)).toMatchObject({ status: 409 });
	expect(await sent(anonymous, true)).toMatchObject({ data: { reason: 'not_allowed' } });
	expect(await stored()).toBe(0);
	// With consent it stays while the rest is corrected.
	expect(await sent(at.host, true)).toMatchObject({
		data: { fields: { description: 'description_missing' } }
	});
	expect(await stored()).toBe(1);
});

test('a photo that is sent twice is shown once', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const pictureId = await uploaded(db);
	const send = () => addPhoto(db, at.host, onDate(at), photoOf(pictureId), afterwards);
	await Promise.all([send(), send()]);
	await send();
	const { documentation } = await readDocumentation(db, at.host, onDate(at), afterwards);
	expect(documentation.photos.map(({ id }) => id)).toEqual([pictureId]);
});

test('the audit trail says who confirmed the consent, and no name of anybody in the photo', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	await addPhoto(db, at.host, onDate(at), photoOf(await uploaded(db)), afterwards);
	const entry = await db
		.selectFrom('history')
		.selectAll()
		.where('action', '=', 'events.photoAdded')
		.executeTakeFirstOrThrow();
	expect(entry).toMatchObject({
		actorId: at.host.accountId,
		detail: { number: 1, date: '2026-05-09T15:00', consent: true, consentBy: 'host' }
	});
});

test('twelve photos and no more, however many come at once', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const ids = await Promise.all(Array.from({ length: 14 }, () => uploaded(db)));
	const outcomes = await Promise.allSettled(
		ids.map((id) => addPhoto(db, at.host, onDate(at), photoOf(id), afterwards))
	);
	const refused = outcomes.filter(({ status }) => status === 'rejected');
	expect(refused).toHaveLength(2);
	expect(refused[0]).toMatchObject({ reason: { fields: { photos: 'too_many_photos' } } });
});

test('taking a photo down deletes its files, also when the date is no more to be changed', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const pictureId = await uploaded(db);
	await addPhoto(db, at.host, onDate(at), photoOf(pictureId), afterwards);
	expect(await pictureFile(db, pictureId, 'large', 'webp')).not.toBeNull();
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	await takeDownPhoto(db, at.moderator, onDate(at), pictureId);
	expect(await pictureFile(db, pictureId, 'large', 'webp')).toBeNull();
	expect(await db.selectFrom('pictures').select('id').execute()).toEqual([]);
	await expect(takeDownPhoto(db, at.host, onDate(at), pictureId)).rejects.toMatchObject({
		reason: 'photo_unknown'
	});
	await expect(takeDownPhoto(db, at.host, onDate(at), 'nonsense')).rejects.toMatchObject({
		reason: 'photo_unknown'
	});
});

test('a photo of a closed event is shown to nobody but host and office', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db, { closed: true });
	const pictureId = await uploaded(db);
	await addPhoto(db, at.host, onDate(at), photoOf(pictureId), afterwards);
	expect(await showsPicture(db, pictureId)).toBe(false);
	const { isPublic, documentation } = await readDocumentation(db, at.host, onDate(at), afterwards);
	expect(isPublic).toBe(false);
	expect(documentation.photos).toHaveLength(1);
});

test('programme, page of the event and report lead to what was documented', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db);
	const filter = { from: '2026-05-09', to: '2026-05-09' };
	const inProgramme = async () => {
		const found = await programmeOf(db, at.slug, afterwards, {
			filter: { ...noFilter, ...filter }
		});
		return found.dates.map(({ documented }) => documented);
	};
	expect(await inProgramme()).toEqual([false]);
	await write(db, at);
	expect(await inProgramme()).toEqual([true]);
	const event = await publicEvent(db, at.slug, at.event.number);
	expect(await documentedDates(db, event)).toMatchObject({
		ids: [at.dateId],
		newest: { date: { id: at.dateId } }
	});
	const report = await readReport(db, at.moderator, at.activityId, afterwards);
	expect(reportSentences(report, 'de')).toContain(
		'1 von 1 Terminen, die stattfanden, sind dokumentiert.'
	);
	const table = reportTables(report, 'de').find(({ key }) => key === 'documentation')!;
	expect(table.rows[0]![0]).toMatchObject({
		path: `/events/${at.slug}/${at.event.number}/afterwards/${at.dateId}`
	});
});

test('a documented date keeps its row when the rule has it no more', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db, { rule: 'FREQ=DAILY' });
	await write(db, at);
	const { revision } = await eventOf(db, at.event.eventId);
	const once = { ...wholeEvent, startsLocal: '2026-05-10T15:00' };
	await changeEvent(db, at.host, at.event.eventId, once, revision, afterwards);
	expect((await forEverybody(db, at)).what.text).toEqual(whatHappened.text);
});

test('archiving deletes photos and inner minutes; what everybody could read stays', async () => {
	const { db } = await freshDatabase();
	const at = await onTheSquare(db, { rule: 'FREQ=DAILY;COUNT=2' });
	const second = (await datesOf(db, at.event.eventId))[1]!;
	const later = new Date('2026-05-11T12:00:00Z');
	await write(db, at);
	await addPhoto(db, at.host, onDate(at), photoOf(await uploaded(db)), afterwards);
	const inner = { ...whatHappened, minutesPublic: false };
	await write(db, { ...at, dateId: second.id }, inner, 0, later);
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	await archiveSeries(db, system, at.activityId, new Date());
	expect(await db.selectFrom('pictures').select('id').execute()).toEqual([]);
	const points = await db.selectFrom('eventAgreedPoints').select('dateId').execute();
	expect(new Set(points.map(({ dateId }) => dateId))).toEqual(new Set([at.dateId]));
	expect((await forEverybody(db, at)).what).toMatchObject({ text: whatHappened.text, photos: [] });
});
