import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { typedText } from '#lib/core/activities/activity-form.ts';
import {
	checkIn,
	takeBack,
	type CheckedIn,
	type CheckInInput
} from '#lib/formats/events/door/check-in.server.ts';
import { readDoor } from '#lib/formats/events/door/read-door.server.ts';
import { receiveActs } from '#lib/formats/events/door/receive.server.ts';
import { refusalText } from '#lib/formats/events/refusal-text.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { answered, json, readJson } from '#lib/platform/http/api.server.ts';
import { isSameOrigin } from '#lib/platform/http/same-origin.ts';
import { permissionsPolicy } from '#lib/platform/http/security-headers.ts';
import { apiRequestOfWeb, webResponse } from '#lib/platform/http/web-api.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orErrorPage, orRefusedForm } from './refused.ts';

/** Who stands at the door of which date, and the page of it, without the language. */
export type AtDoor = Readonly<{ actor: Actor; eventId: string; dateId: string; page: string }>;

/** The page at the door, which hosts, invited hosts and staff reach through doors of their own. */
export async function doorPage(event: RequestEvent, { actor, page, ...on }: AtDoor) {
	const { db, house } = event.locals;
	const view = await orErrorPage(readDoor(db, actor, on, house.clock()));
	event.setHeaders({ 'permissions-policy': permissionsPolicy('camera') });
	return { view, page, done: event.url.searchParams.get('done') };
}

type Event = RequestEvent<Record<string, string>>;
type Work = (event: Event, at: AtDoor, form: FormData) => Promise<CheckedIn | null>;

/** The forms of the page. @param who finds out who sends them, and about which date */
export function doorActions<E extends RequestEvent>(who: (event: E) => Promise<AtDoor>) {
	const act = (step: string, work: Work) => async (event: E) => {
		const at = await who(event);
		const form = await event.request.formData();
		const typed = { step, ticket: typedText(form, 'ticket'), people: typedText(form, 'people') };
		const { refused, done } = await orRefusedForm(work(event as unknown as Event, at, form), typed);
		if (refused) return refused;
		redirect(303, localizeHref(done ? `${at.page}?done=${done.nonce}` : at.page));
	};
	const letIn =
		(way: CheckInInput['way']): Work =>
		({ locals: { db, house } }, { actor, ...on }, form) =>
			checkIn(db, actor, on, arrivalOf(form, way), house.clock());
	return {
		number: act('number', letIn('number')),
		list: act('list', letIn('list')),
		walkIn: act('walkIn', letIn('walkIn')),
		back: act('back', async ({ locals: { db, house } }, { actor, ...on }, form) => {
			await takeBack(db, actor, on, typedText(form, 'nonce'), house.clock());
			return null;
		})
	};
}

function arrivalOf(form: FormData, way: CheckInInput['way']): CheckInInput {
	const people = typedText(form, 'people');
	return {
		nonce: typedText(form, 'nonce'),
		way,
		ticket: way === 'number' ? typedText(form, 'ticket') : null,
		registrationId: way === 'list' ? typedText(form, 'registrationId') : null,
		people: people === '' ? null : /^\d{1,3}$/.test(people) ? Number(people) : Number.NaN
	};
}

/** What the page's script sends: what was noted since, perhaps without a network; it hears who is in. */
export async function doorSync(
	{ request, locals: { db, house } }: RequestEvent,
	{ actor, ...on }: AtDoor
): Promise<Response> {
	const asked = apiRequestOfWeb(request);
	const answer = await answered(asked, refusalText, async () => {
		if (!isSameOrigin(asked.header, house.config.origin))
			throw new Refusal('forbidden', 'not_allowed');
		const body = await readJson(asked);
		return json(await receiveActs(db, actor, on, body, house.clock()));
	});
	return webResponse(answer);
}
