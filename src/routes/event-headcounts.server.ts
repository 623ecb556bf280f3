import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { countHeads } from '#lib/formats/events/headcount/count-heads.server.ts';
import { headcountInputOf, typedHeadcount } from '#lib/formats/events/headcount/headcount-form.ts';
import { readHeadcount } from '#lib/formats/events/headcount/read-headcount.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { seenVersion } from '#lib/platform/seen-version.ts';
import { orErrorPage, orRefusedForm } from './refused.ts';

/** Who counts at which date, and the page to which the form leads back. */
type AtDate = Readonly<{ actor: Actor; eventId: string; dateId: string }>;

/** The page where people at a date are counted, which hosts, invited hosts and staff reach through doors of their own. */
export async function headcountPage(
	{ locals: { db, house }, url }: RequestEvent,
	{ actor, ...at }: AtDate
) {
	return {
		headcount: await orErrorPage(readHeadcount(db, actor, at, house.clock())),
		saved: url.searchParams.get('done') === 'saved'
	};
}

export async function countByForm(
	{ locals: { db, house }, request }: RequestEvent,
	{ actor, eventId, dateId }: AtDate,
	page: string
) {
	const form = await request.formData();
	const typed = typedHeadcount(form);
	const ref = { eventId, dateId, seen: seenVersion(typedText(form, 'seen')) };
	const { refused } = await orRefusedForm(
		countHeads(db, actor, ref, headcountInputOf(typed), house.clock()),
		typed
	);
	if (refused) return refused;
	redirect(303, localizeHref(`${page}?done=saved`));
}
