import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { registrationsCsv } from '#lib/formats/events/registration/csv.server.ts';
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
	return { registrations, saved: event.url.searchParams.get('done') === 'saved' };
}

export async function ticketsByForm(
	event: RequestEvent,
	{ actor, eventId, page }: Readonly<{ actor: Actor; eventId: string; page: string }>
) {
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

export async function registrationsFile(
	{ locals: { db, locale } }: RequestEvent,
	actor: Actor,
	eventId: string
): Promise<Response> {
	return downloadResponse(await orErrorPage(registrationsCsv(db, actor, eventId, locale)));
}
