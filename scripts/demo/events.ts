import type { AccountActor } from '#lib/access/actor.ts';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import { cancelDate } from '#lib/formats/events/dates/change-date.server.ts';
import { enterEvent, type Host } from '#lib/formats/events/entry/enter-event.server.ts';
import { submitEvent } from '#lib/formats/events/entry/host-steps.server.ts';
import type { EventInput } from '#lib/formats/events/entry/schema.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { approveEvent, publishEvent, queryHost } from '#lib/formats/events/review/review.server.ts';
import { runSeries } from '#lib/formats/events/series/run-series.server.ts';
import { createSeries } from '#lib/formats/events/series/set-up-series.server.ts';
import { fromLocal, localDay } from '#lib/platform/local-time.ts';
import { clientKeyFrom } from './client-key.ts';
import type { Demo } from './demo.ts';
import { tellGuests } from './event-guests.ts';
import { plain, plusDays } from './event-plain.ts';
import { weekEvents, type WeekEvent } from './event-week.ts';
import { actorOf } from './people.ts';

const day = 86_400_000;
const slug = 'familienwoche';

/** An Aktionswoche in five weeks, with events of many hosts; some wait for the moderator. */
export async function tellOfEvents(demo: Demo): Promise<{ slug: string }> {
	const moderator = await actorOf(demo, 'moderation@demo.example');
	const { activityId, firstDay } = await week(demo, moderator);
	for (const event of weekEvents) await tellEvent(demo, moderator, activityId, firstDay, event);
	return { slug };
}

async function week(demo: Demo, moderator: AccountActor) {
	const { db, means } = demo;
	const known = await db
		.selectFrom('eventSeries')
		.select(['activityId', 'firstDay'])
		.where('slug', '=', slug)
		.executeTakeFirst();
	if (known) return known;
	const now = means.clock();
	const firstDay = nextSaturday(new Date(now.getTime() + 30 * day));
	const lastDay = plusDays(firstDay, 8);
	const { activityId } = await createSeries(db, moderator, {
		title: {
			de: 'Aktionswoche für Familien',
			en: 'Family week',
			'de-simple': 'Die Woche für Familien',
			ar: 'أسبوع العائلات'
		},
		intro: {
			de: 'Neun Tage, in allen Stadtbezirken. Kommen Sie einfach vorbei.',
			en: 'Nine days, in every district. Just come along.',
			'de-simple': 'Neun Tage lang ist etwas los. Kommen Sie einfach vorbei.',
			ar: 'تسعة أيام في جميع أحياء المدينة. تفضلوا بالحضور.'
		},
		placeId: 'bielefeld',
		locales: ['de', 'en', 'de-simple', 'ar'],
		startsAt: fromLocal(`${firstDay}T00:00`)!,
		endsAt: fromLocal(`${lastDay}T23:59`)!,
		measures: ['540-1'],
		retainUntil: retainUntilAfter(now, 3 * 365),
		slug,
		kind: 'actionWeek',
		firstDay,
		lastDay,
		coverageKind: 'district',
		coverageLeast: 10,
		openToHosts: true,
		hostsUntil: firstDay,
		themes: []
	});
	await runSeries(db, moderator, activityId, 'start', now);
	return { activityId, firstDay };
}

/** From the form to where it has come; told again, it goes on from where it stands. */
async function tellEvent(
	demo: Demo,
	moderator: AccountActor,
	activityId: string,
	firstDay: string,
	told: WeekEvent
): Promise<void> {
	const { db, means, origin } = demo;
	const now = means.clock();
	const { actor, host } = await hostOf(demo, moderator, told);
	const content: EventInput = {
		...plain,
		startsLocal: `${plusDays(firstDay, told.day)}T${told.time}`,
		...told.content
	};
	const clientKey = clientKeyFrom(`event ${told.key}`);
	const { eventId } = await enterEvent(db, actor, activityId, { host, content, clientKey }, now);
	const seen = async () => ({ revision: (await eventOf(db, eventId)).revision, reason: '' });
	const { state } = await eventOf(db, eventId);
	if (state !== 'draft') return;
	if (host.as === 'staff') {
		await publishEvent(db, moderator, eventId, await seen(), now);
		return tellGuests(demo, moderator, eventId, told);
	}
	await submitEvent(db, actor, eventId, await seen(), now);
	if (told.until === 'approved')
		await approveEvent(db, moderator, eventId, await seen(), { now, origin });
	if (told.until === 'queried')
		await queryHost(
			db,
			moderator,
			eventId,
			{ ...(await seen()), reason: told.question! },
			{ origin }
		);
	if (told.storm) await callOffLast(demo, moderator, eventId);
}

/** Its last date is called off because of the weather. */
async function callOffLast({ db }: Demo, moderator: AccountActor, eventId: string): Promise<void> {
	const { id: dateId } = await db
		.selectFrom('eventDates')
		.select('id')
		.where('eventId', '=', eventId)
		.orderBy('startsAt', 'desc')
		.executeTakeFirstOrThrow();
	const { revision } = await eventOf(db, eventId);
	const why = { cause: 'weather', note: 'Sturm ist angesagt.' };
	await cancelDate(db, moderator, { eventId, dateId, revision }, why);
}

async function hostOf(
	demo: Demo,
	moderator: AccountActor,
	{ host }: WeekEvent
): Promise<{ actor: AccountActor; host: Host }> {
	if (typeof host === 'object')
		return { actor: moderator, host: { as: 'staff', organisationId: null, hostName: host.name } };
	const actor = await actorOf(demo, host);
	const { organisationId, role } = await demo.db
		.selectFrom('memberships')
		.select(['organisationId', 'role'])
		.where('accountId', '=', actor.accountId)
		.executeTakeFirstOrThrow();
	const organisations = [{ id: organisationId, role: role as 'member' | 'manager' }];
	return { actor: { ...actor, organisations }, host: { as: 'account', organisationId } };
}

function nextSaturday(from: Date): string {
	const today = localDay(from);
	return plusDays(today, (6 - new Date(today).getUTCDay() + 7) % 7);
}
