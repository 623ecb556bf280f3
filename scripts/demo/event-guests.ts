import { anonymous, type AccountActor } from '#lib/access/actor.ts';
import { register } from '#lib/formats/events/registration/register.server.ts';
import { setUpTickets } from '#lib/formats/events/registration/set-up-tickets.server.ts';
import { ticketsOf } from '#lib/formats/events/registration/tickets.server.ts';
import { clientKeyFrom } from './client-key.ts';
import type { Demo } from './demo.ts';
import { answersOfFamily, askGuests } from './event-questions.ts';
import type { WeekEvent } from './event-week.ts';

/** Families register for the first date of an event, one after the other; the last ones wait. Told again, nobody comes twice. */
export async function tellGuests(
	demo: Demo,
	moderator: AccountActor,
	eventId: string,
	{ key, places }: WeekEvent
): Promise<void> {
	if (!places) return;
	const { db, means, origin } = demo;
	const at = { now: means.clock(), origin };
	if (!(await ticketsOf(db, eventId)))
		await setUpTickets(db, moderator, eventId, ticketsFor(places.capacity), 0, at);
	const questions = await askGuests(demo, moderator, eventId);
	const { id: kindId } = (await ticketsOf(db, eventId))!.kinds[0]!;
	const { id: dateId } = await db
		.selectFrom('eventDates')
		.select('id')
		.where('eventId', '=', eventId)
		.orderBy('startsAt')
		.executeTakeFirstOrThrow();
	for (const [nth, asked] of places.asked.entries()) {
		const answers = answersOfFamily(questions, nth);
		const guest = { ...family(nth), answers, clientKey: clientKeyFrom(`guest ${key} ${nth}`) };
		await register(
			db,
			anonymous,
			{ eventId, dateId },
			{ ...guest, kindId: kindId!, places: asked },
			at
		);
	}
}

const ticketsFor = (capacity: number) => ({
	opensAt: null,
	closesHours: 2,
	waitingList: true,
	strictOrder: true,
	offerHours: 24,
	reminderHours: 24,
	asksOrganisation: false,
	forgetDays: 30,
	quotas: [{ key: 1, capacity }],
	kinds: [
		{
			id: null,
			quotaKey: 1,
			name: { de: 'Familie', en: 'Family', 'de-simple': 'Familie', ar: 'عائلة' },
			hint: {
				de: 'Bitte alle mitzählen, auch die Kleinen.',
				en: 'Please count everybody, also the little ones.'
			},
			mostPlaces: 6,
			needsGuardian: false
		}
	]
});

const names = ['Familie Yılmaz', '', 'Nour und Kinder', 'Oma Inge', '', 'Die Drei vom Park'];

/** Some give a name; whoever may have to wait leaves an address. */
const family = (nth: number) => ({
	waits: true,
	name: names[nth % names.length]!,
	email: `familie${nth + 1}@demo.example`,
	organisation: '',
	guardian: false,
	locale: nth % 3 === 2 ? ('ar' as const) : ('de' as const)
});
