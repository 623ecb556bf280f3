import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { typedText } from '#lib/core/activities/activity-form.ts';
import {
	cancelDate,
	markDate,
	moveDate,
	restoreDate
} from '#lib/formats/events/dates/change-date.server.ts';
import { placeDate } from '#lib/formats/events/dates/place-date.server.ts';
import { cancelEvent } from '#lib/formats/events/entry/cancel-event.server.ts';
import { changeEvent } from '#lib/formats/events/entry/change-event.server.ts';
import { enterEvent, type Host } from '#lib/formats/events/entry/enter-event.server.ts';
import { inputOf, typedEvent } from '#lib/formats/events/entry/event-form.ts';
import {
	answerQuery,
	submitEvent,
	withdrawEvent
} from '#lib/formats/events/entry/host-steps.server.ts';
import { tellOfDates } from '#lib/formats/events/registration/tell-of-dates.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { orRefusedForm } from './refused.ts';

/** Who stands at the form of which event, and the page to which it leads. */
export type AtEvent = Readonly<{ actor: Actor; eventId: string; page: string }>;
type Sent = AtEvent & Readonly<{ form: FormData; seen: { revision: number; reason: string } }>;
type Work = (sent: Sent, event: RequestEvent) => Promise<unknown>;

/** Takes one step and shows the page again; after a refusal with what was typed and which step it was. */
export async function takeEventStep(event: RequestEvent, step: string, who: AtEvent, work: Work) {
	const form = await event.request.formData();
	const values = Object.fromEntries(
		['date', 'cause', 'note', 'local', 'reason', 'placeId', 'venue', 'address'].map((name) => [
			name,
			typedText(form, name)
		])
	);
	const revision = seenVersion(typedText(form, 'revision'));
	const seen = { revision, reason: values['reason'] ?? '' };
	const { refused } = await orRefusedForm(work({ ...who, form, seen }, event), { step, values });
	if (refused) return refused;
	redirect(303, localizeHref(who.page));
}

const at = ({ locals }: RequestEvent) => ({
	now: locals.house.clock(),
	origin: locals.house.config.origin
});

const dateRef = ({ eventId, form, seen }: Sent) => ({
	eventId,
	dateId: typedText(form, 'date'),
	revision: seen.revision
});

/** Those who registered hear at once that a date has changed; the housekeeping would tell them within the hour. */
const andTellGuests =
	(work: Work): Work =>
	async (sent, event) => {
		await work(sent, event);
		await tellOfDates(event.locals.db, sent.eventId, at(event));
	};

/** What hosts and staff do with dates, and the host with the event. Each use case asks for the right. */
export const eventWork = {
	submit: ({ actor, eventId, seen }, event) =>
		submitEvent(event.locals.db, actor, eventId, seen, at(event).now),
	answer: ({ actor, eventId, seen }, event) => answerQuery(event.locals.db, actor, eventId, seen),
	withdraw: ({ actor, eventId, seen }, event) =>
		withdrawEvent(event.locals.db, actor, eventId, seen),
	cancel: andTellGuests(({ actor, eventId, seen }, event) =>
		cancelEvent(event.locals.db, actor, eventId, seen, at(event))
	),
	cancelDate: andTellGuests((sent, event) =>
		cancelDate(event.locals.db, sent.actor, dateRef(sent), {
			cause: typedText(sent.form, 'cause'),
			note: typedText(sent.form, 'note')
		})
	),
	restoreDate: andTellGuests((sent, event) =>
		restoreDate(event.locals.db, sent.actor, dateRef(sent))
	),
	moveDate: andTellGuests((sent, event) =>
		moveDate(
			event.locals.db,
			sent.actor,
			dateRef(sent),
			{ local: typedText(sent.form, 'local'), note: typedText(sent.form, 'note') },
			at(event).now
		)
	),
	placeDate: andTellGuests((sent, event) => {
		const place = {
			placeId: typedText(sent.form, 'placeId'),
			venue: typedText(sent.form, 'venue'),
			address: typedText(sent.form, 'address'),
			note: typedText(sent.form, 'note')
		};
		return placeDate(event.locals.db, sent.actor, dateRef(sent), place, at(event).now);
	}),
	markDate: (sent, event) => {
		const state = typedText(sent.form, 'state');
		const mark = state === 'held' || state === 'notHeld' ? state : 'planned';
		return markDate(event.locals.db, sent.actor, dateRef(sent), mark, at(event).now);
	}
} satisfies Record<string, Work>;

/** The form of a new event. */
export async function enterByForm(
	event: RequestEvent,
	actor: Actor,
	hostOf: (form: FormData) => Host,
	pageOf: (eventId: string, number: number) => string,
	activityId: string | null = null
) {
	const { db, house } = event.locals;
	const form = await event.request.formData();
	const typed = typedEvent(form);
	const entry = {
		host: hostOf(form),
		content: inputOf(typed),
		clientKey: typedText(form, 'clientKey'),
		copiedFrom: typedText(form, 'copiedFrom') || null
	};
	const series = activityId ?? typedText(form, 'series');
	const host = {
		organisationId: typedText(form, 'organisationId'),
		hostName: typedText(form, 'hostName')
	};
	const { done, refused } = await orRefusedForm(
		enterEvent(db, actor, series, entry, house.clock()),
		{ ...typed, host }
	);
	if (!done) return refused;
	redirect(303, localizeHref(`${pageOf(done.eventId, done.number)}?done=saved`));
}

/** The form of an event that there is. */
export async function changeByForm(event: RequestEvent, { actor, eventId, page }: AtEvent) {
	const { db, house } = event.locals;
	const form = await event.request.formData();
	const typed = typedEvent(form);
	const revision = seenVersion(typedText(form, 'revision'));
	const { refused } = await orRefusedForm(
		changeEvent(db, actor, eventId, inputOf(typed), revision, house.clock()),
		typed
	);
	if (refused) return refused;
	redirect(303, localizeHref(`${page}?done=saved`));
}
