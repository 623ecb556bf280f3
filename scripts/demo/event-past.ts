import { anonymous, type AccountActor } from '#lib/access/actor.ts';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import { cancelDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf, type EventDate } from '#lib/formats/events/dates/read-dates.server.ts';
import { enterEvent } from '#lib/formats/events/entry/enter-event.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { printCodes } from '#lib/formats/events/feedback/codes.server.ts';
import { giveByCode } from '#lib/formats/events/feedback/give.server.ts';
import { countHeads } from '#lib/formats/events/headcount/count-heads.server.ts';
import { publishEvent } from '#lib/formats/events/review/review.server.ts';
import { runSeries } from '#lib/formats/events/series/run-series.server.ts';
import { createSeries } from '#lib/formats/events/series/set-up-series.server.ts';
import { fromLocal, localDay } from '#lib/platform/local-time.ts';
import { clientKeyFrom } from './client-key.ts';
import type { Demo } from './demo.ts';
import { plain, plusDays } from './event-plain.ts';
import { pastEvents, type PastDate, type PastEvent } from './event-past-dates.ts';
import { release } from './evidence.ts';
import { actorOf } from './people.ts';

const day = 86_400_000;
const slug = 'treffpunkt-kesselbrink';

/** A series that has been running for ten weeks: what was held was counted, some guests said how they liked it. */
export async function tellOfPastEvents(demo: Demo): Promise<void> {
	const moderator = await actorOf(demo, 'moderation@demo.example');
	const { activityId, firstDay } = await meetingPlace(demo, moderator);
	for (const event of pastEvents) await tellEvent(demo, moderator, activityId, firstDay, event);
	const encounters = { format: 'events', outcomes: ['encounter'], activities: [activityId] };
	await release(demo, '540-2.3b1', countOf('event', encounters));
	await release(demo, '540-2.3b2', {
		...countOf('attendance', encounters),
		metric: {
			operation: 'each',
			judged: 'values',
			meets: { comparator: 'between', lower: 30, upper: 50 }
		}
	});
}

const countOf = (
	kind: string,
	{ format, ...filter }: { format: string; outcomes: string[]; activities: string[] }
) => ({
	facts: { format, kinds: [kind] },
	filter: { ...filter, finalOnly: true },
	metric: { operation: 'count' } as const
});

async function meetingPlace(demo: Demo, moderator: AccountActor) {
	const { db, means } = demo;
	const known = await db
		.selectFrom('eventSeries')
		.select(['activityId', 'firstDay'])
		.where('slug', '=', slug)
		.executeTakeFirst();
	if (known) return known;
	const now = means.clock();
	const firstDay = localDay(new Date(now.getTime() - 70 * day));
	const startsAt = fromLocal(`${firstDay}T00:00`)!;
	const { activityId } = await createSeries(db, moderator, {
		title: {
			de: 'Treffpunkt Kesselbrink',
			en: 'Meet at Kesselbrink',
			'de-simple': 'Treff-Punkt am Kesselbrink',
			ar: 'ملتقى كيسلبرينك'
		},
		intro: {
			de: 'Begegnung, Werkstatt und Begehungen, das ganze Jahr.',
			en: 'Encounters, a workshop and walks, all year round.',
			'de-simple': 'Hier treffen sich Menschen. Das ganze Jahr.',
			ar: 'لقاءات وورشة وجولات طوال العام.'
		},
		placeId: 'bielefeld',
		locales: ['de', 'en', 'de-simple', 'ar'],
		startsAt,
		endsAt: new Date(startsAt.getTime() + 300 * day),
		measures: ['540-2'],
		retainUntil: retainUntilAfter(now, 3 * 365),
		slug,
		kind: 'running',
		firstDay,
		lastDay: null,
		coverageKind: null,
		coverageLeast: null,
		openToHosts: true,
		hostsUntil: null,
		themes: []
	});
	await runSeries(db, moderator, activityId, 'start', now);
	return { activityId, firstDay };
}

/** Published when the series began; told again, each date goes on from what is known of it. */
async function tellEvent(
	{ db, means }: Demo,
	moderator: AccountActor,
	activityId: string,
	firstDay: string,
	{ key, host, content, time, starts, dates }: PastEvent
): Promise<void> {
	const began = fromLocal(`${firstDay}T08:00`)!;
	const { eventId } = await enterEvent(
		db,
		moderator,
		activityId,
		{
			host: { as: 'staff', organisationId: null, hostName: host },
			content: { ...plain, startsLocal: `${plusDays(firstDay, starts)}T${time}`, ...content },
			clientKey: clientKeyFrom(`event ${key}`)
		},
		began
	);
	const { state, revision } = await eventOf(db, eventId);
	if (state === 'draft') await publishEvent(db, moderator, eventId, { revision }, began);
	for (const [index, date] of (await datesOf(db, eventId)).entries()) {
		const went = dates[index];
		if (went && date.endsAt <= means.clock()) await tellDate(db, moderator, eventId, date, went);
	}
}

async function tellDate(
	db: Demo['db'],
	moderator: AccountActor,
	eventId: string,
	{ id: dateId, endsAt, state }: EventDate,
	went: PastDate
): Promise<void> {
	const { revision } = await eventOf(db, eventId);
	const ref = { eventId, dateId, revision };
	if (went === 'rain') {
		if (state === 'planned')
			await cancelDate(db, moderator, ref, { cause: 'weather', note: 'Dauerregen.' });
		return;
	}
	const { people, ages = {}, faces = [] } = went;
	if (state === 'planned')
		await countHeads(db, moderator, { ...ref, seen: 0 }, { people, ages, reason: '' }, endsAt);
	const missing = faces.slice(await feedbackOf(db, dateId));
	if (missing.length === 0) return;
	const sheet = { audience: 'visitors' as const, count: missing.length };
	const { codes } = await printCodes(db, moderator, { eventId, dateId }, sheet);
	for (const [nth, face] of missing.entries())
		await giveByCode(db, anonymous, codes[nth]!, { face, words: '', meetingPlace: null }, endsAt);
}

/** How many have said how they liked it. */
async function feedbackOf(db: Demo['db'], dateId: string): Promise<number> {
	const { given } = await db
		.selectFrom('eventFeedback')
		.select(({ fn }) => fn.countAll<number>().as('given'))
		.where('dateId', '=', dateId)
		.executeTakeFirstOrThrow();
	return Number(given);
}
