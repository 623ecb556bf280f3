import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { numberOf, typedCapacity } from '#lib/formats/events/registration/capacity-form.ts';
import { registrationsCsv } from '#lib/formats/events/registration/csv.server.ts';
import { dateCapacities } from '#lib/formats/events/registration/date-capacities.server.ts';
import { setCapacityOfDate } from '#lib/formats/events/registration/date-capacity.server.ts';
import { readRegistrations } from '#lib/formats/events/registration/registration-list.server.ts';
import { setUpTickets } from '#lib/formats/events/registration/set-up-tickets.server.ts';
import { ticketsInputOf, typedTickets } from '#lib/formats/events/registration/tickets-form.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { downloadResponse } from './download.ts';
import { orErrorPage, orRefusedForm } from './refused.ts';

/** The page of registrations, which hosts, invited hosts and staff reach through doors of their own. */
export async function registrationsPage(event: RequestEvent, actor: Actor, eventId: string) {
	const registrations = await orErrorPage(readRegistrations(event.locals.db, actor, eventId));
	const { db, house } = event.locals;
	const mayChange = registrations.maySetUp && registrations.tickets !== null;
	return {
		registrations,
		capacities: mayChange ? await dateCapacities(db, eventId, house.clock()) : [],
		saved: event.url.searchParams.get('done') === 'saved'
	};
}

/** Who stands at the registrations of which event, and the page that shows them. */
export type AtRegistrations = Readonly<{ actor: Actor; eventId: string; page: string }>;

async function ticketsByForm(event: RequestEvent, { actor, eventId, page }: AtRegistrations) {
	const { db, house } = event.locals;
	const form = await event.request.formData();
	const typed = typedTickets(form);
	const revision = seenVersion(typedText(form, 'revision'));
	const at = { now: house.clock(), origin: house.config.origin };
	const { refused } = await orRefusedForm(
		setUpTickets(db, actor, eventId, ticketsInputOf(typed), revision, at),
		typed
	);
	if (refused) return refused;
	redirect(303, localizeHref(`${page}?done=saved`));
}

/** Gives one date another capacity, or with `usual` the one that all have. */
const capacityBy =
	(usual: boolean) =>
	async (event: RequestEvent, { actor, eventId, page }: AtRegistrations) => {
		const { db, house } = event.locals;
		const typed = typedCapacity(await event.request.formData());
		const which = { eventId, dateId: typed.dateId, quotaKey: numberOf(typed.quotaKey) };
		const capacity = usual ? null : numberOf(typed.capacity);
		const at = { now: house.clock(), origin: house.config.origin };
		const { refused } = await orRefusedForm(
			setCapacityOfDate(db, actor, which, capacity, at),
			typed
		);
		if (refused) return refused;
		redirect(303, localizeHref(`${page}?done=saved`));
	};

/** The actions of a page whose door is this. */
export const registrationActions = <Event extends RequestEvent>(
	door: (event: Event) => Promise<AtRegistrations>
) => ({
	tickets: async (event: Event) => ticketsByForm(event, await door(event)),
	capacity: async (event: Event) => capacityBy(false)(event, await door(event)),
	usual: async (event: Event) => capacityBy(true)(event, await door(event))
});

export async function registrationsFile(
	{ locals: { db, locale } }: RequestEvent,
	actor: Actor,
	eventId: string
): Promise<Response> {
	return downloadResponse(await orErrorPage(registrationsCsv(db, actor, eventId, locale)));
}
