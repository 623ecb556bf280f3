import type { AccountActor } from '#lib/access/actor.ts';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { addPhoto, photosOf } from '#lib/formats/events/documentation/photos.server.ts';
import { revisionOf } from '#lib/formats/events/documentation/documentation.server.ts';
import { writeDocumentation } from '#lib/formats/events/documentation/write-documentation.server.ts';
import { enterEvent } from '#lib/formats/events/entry/enter-event.server.ts';
import type { EventInput } from '#lib/formats/events/entry/schema.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { publishEvent } from '#lib/formats/events/review/review.server.ts';
import { runSeries } from '#lib/formats/events/series/run-series.server.ts';
import { createSeries } from '#lib/formats/events/series/set-up-series.server.ts';
import { fromLocal, localDay } from '#lib/platform/local-time.ts';
import { openPictures } from '#lib/platform/pictures/store.server.ts';
import { clientKeyFrom } from './client-key.ts';
import type { Demo } from './demo.ts';
import { drawnPhoto } from './drawn-photo.ts';
import { expertDay, walk, walkPhotos, walkWords } from './event-afterwards-voices.ts';
import { tellFollowUp } from './event-follow-up.ts';
import { plain } from './event-plain.ts';
import { release } from './evidence.ts';
import { actorOf } from './people.ts';

const day = 86_400_000;
const slug = 'quartier-im-gespraech';

/** What has been: a walk with photos and what was agreed on it, and a Fachtag whose guests were asked three months later. */
export async function tellOfAfterwards(demo: Demo): Promise<void> {
	const moderator = await actorOf(demo, 'moderation@demo.example');
	const activityId = await series(demo, moderator);
	const told = (key: string, daysAgo: number, content: Partial<EventInput>) =>
		tellDate(demo, moderator, activityId, { key, daysAgo, content: { ...plain, ...content } });
	const walked = await told('afterwards walk', 20, walk);
	await document(demo, moderator, walked);
	const met = await told('afterwards expert day', 130, expertDay);
	await tellFollowUp(demo, moderator, met);
	await release(demo, '170-1.3', {
		facts: { format: 'events', kinds: ['followup'] },
		filter: { activities: [activityId], finalOnly: true },
		metric: { operation: 'milestone' }
	});
}

const ago = ({ means }: Demo, days: number): Date => new Date(means.clock().getTime() - days * day);

async function series(demo: Demo, moderator: AccountActor): Promise<string> {
	const { db, means } = demo;
	const known = await db
		.selectFrom('eventSeries')
		.select('activityId')
		.where('slug', '=', slug)
		.executeTakeFirst();
	if (known) return known.activityId;
	const firstDay = localDay(ago(demo, 200));
	const { activityId } = await createSeries(db, moderator, {
		title: {
			de: 'Quartier im Gespräch',
			en: 'Talking about the quarter',
			'de-simple': 'Wir sprechen über unser Viertel',
			ar: 'حوار حول الحي'
		},
		intro: {
			de: 'Begehungen und Fachtage. Was daraus wird, steht hier auch.',
			en: 'Walks and expert days. What comes of them stands here, too.'
		},
		placeId: 'bielefeld',
		locales: ['de', 'en', 'de-simple', 'ar'],
		startsAt: fromLocal(`${firstDay}T00:00`)!,
		endsAt: null,
		measures: ['170-1'],
		retainUntil: retainUntilAfter(means.clock(), 3 * 365),
		slug,
		kind: 'running',
		firstDay,
		lastDay: null,
		coverageKind: null,
		coverageLeast: null,
		openToHosts: false,
		hostsUntil: null,
		themes: []
	});
	await runSeries(db, moderator, activityId, 'start', ago(demo, 199));
	return activityId;
}

export type ToldDate = Readonly<{ eventId: string; dateId: string; endsAt: Date }>;

/** An event that staff entered a month before its only date; told again, it is the same. */
async function tellDate(
	demo: Demo,
	moderator: AccountActor,
	activityId: string,
	{ key, daysAgo, content }: { key: string; daysAgo: number; content: EventInput }
): Promise<ToldDate> {
	const { db } = demo;
	const planning = ago(demo, daysAgo + 30);
	const startsLocal = `${localDay(ago(demo, daysAgo))}T16:00`;
	const host = {
		as: 'staff',
		organisationId: null,
		hostName: 'Kommunales Integrationszentrum'
	} as const;
	const entry = {
		host,
		content: { ...content, startsLocal },
		clientKey: clientKeyFrom(`event ${key}`)
	};
	const { eventId } = await enterEvent(db, moderator, activityId, entry, planning);
	const { state, revision } = await eventOf(db, eventId);
	if (state === 'draft') await publishEvent(db, moderator, eventId, { revision }, planning);
	const [date] = await datesOf(db, eventId);
	return { eventId, dateId: date!.id, endsAt: date!.endsAt };
}

async function document(
	{ db, means }: Demo,
	moderator: AccountActor,
	{ eventId, dateId, endsAt }: ToldDate
): Promise<void> {
	const on = { eventId, dateId };
	const now = new Date(endsAt.getTime() + day);
	if ((await revisionOf(db, dateId)) === 0)
		await writeDocumentation(db, moderator, { ...on, seen: 0 }, walkWords(now), now);
	const shown = (await photosOf(db, [dateId])).get(dateId) ?? [];
	const pictures = openPictures(db, 'only the tickets of one run', means.clock);
	for (const { sky, ground, figures, description } of walkPhotos.slice(shown.length)) {
		const ticket = await pictures.take(await drawnPhoto(sky, ground, figures), dateId);
		const pictureId = pictures.idOf(ticket, dateId);
		await addPhoto(db, moderator, on, { pictureId, description, consent: true }, now);
	}
}
