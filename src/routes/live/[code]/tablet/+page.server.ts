import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { beginAtTablet, voteAtTablet } from '#lib/formats/live/tablet/at-tablet.server.ts';
import type { SeatGiven } from '#lib/formats/live/seats/redeem.server.ts';
import { surroundingsOf } from '#lib/formats/live/participant/surroundings.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { orErrorPage } from '../../../refused.ts';
import { redeemBraked } from '../../../seat-brake.server.ts';
import {
	dropPerson,
	keepPerson,
	keepTabletKey,
	markOf,
	personAt,
	tabletKey,
	tabletSession
} from './door.server.ts';

export const load: PageServerLoad = async (event) => {
	const { locals, params, setHeaders, url } = event;
	// The way back in the browser asks anew, and finds the next person or nobody.
	setHeaders({ 'cache-control': 'no-store' });
	const key = url.searchParams.get('key');
	if (key !== null) keepTabletKey(event, key);
	const { locale } = locals;
	// Whoever has it could open what staff may see.
	if (locals.actor.kind === 'account') return turnedAway(event, 'signed_in');
	if (!(await tabletSession(event))) return turnedAway(event, 'over');
	const [snapshot, surroundings] = await Promise.all([
		orErrorPage(locals.house.live.snapshot(params.code)),
		surroundingsOf(locals.db, params.code)
	]);
	// At their own pace people answer on their own phones.
	if (surroundings?.pace === 'participant') return { closed: 'paced', locale } as const;
	const token = personAt(event);
	return {
		closed: null,
		locale,
		snapshot,
		seatsOnly: surroundings?.seatsOnly ?? false,
		mark: token && markOf(token),
		counted: url.searchParams.has('counted') && !token
	};
};

function turnedAway({ locals }: RequestEvent, closed: 'signed_in' | 'over') {
	locals.pageStatus = 403;
	return { closed, locale: locals.locale } as const;
}

/** What is refused before anybody is at the tablet, or after its link is over, shows the page as it is. */
async function atTablet(event: RequestEvent) {
	const activityId = await tabletSession(event);
	if (!activityId || event.locals.actor.kind === 'account') redirect(303, event.url.pathname);
	const { db, house } = event.locals;
	return { db, live: house.live, activityId, code: event.params.code };
}

export const actions: Actions = {
	async begin(event) {
		const seat = (await event.request.formData()).get('seat');
		const typed = typeof seat === 'string' ? seat.trim() : '';
		const at = await atTablet(event);
		const redeem = (code: string, given: SeatGiven) =>
			redeemBraked(event.locals.house, code, `tablet ${event.getClientAddress()}`, given);
		try {
			keepPerson(event, await beginAtTablet(at, { typed, key: tabletKey(event) }, redeem));
		} catch (thrown) {
			if (!(thrown instanceof Refusal)) throw thrown;
			return fail(thrown.status, { reason: thrown.reason, seat: typed });
		}
		redirect(303, event.url.pathname);
	},
	async vote(event) {
		const form = await event.request.formData();
		const at = await atTablet(event);
		const token = personAt(event);
		if (!token || form.get('person') !== markOf(token)) redirect(303, event.url.pathname);
		try {
			await voteAtTablet(at, token, form);
		} catch (thrown) {
			if (!(thrown instanceof Refusal)) throw thrown;
			return fail(thrown.status, {
				reason: thrown.reason,
				field: thrown.fields['answer'],
				sent: [...form].map(([name, value]) => [name, String(value)] as const)
			});
		}
		dropPerson(event);
		redirect(303, `${event.url.pathname}?counted`);
	},
	async handOn(event) {
		await atTablet(event);
		dropPerson(event);
		redirect(303, event.url.pathname);
	}
};
