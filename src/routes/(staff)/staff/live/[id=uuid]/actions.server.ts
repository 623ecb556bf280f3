import { redirect } from '@sveltejs/kit';
import type { Actions, RequestEvent as Event } from './$types';
import { announceSession, setOutcome } from '#lib/formats/live/change-session.server.ts';
import { conduct } from '#lib/formats/live/conduct.server.ts';
import { copySession } from '#lib/formats/live/copy-session.server.ts';
import { deleteSession } from '#lib/formats/live/delete-session.server.ts';
import { moveQuestion, removeQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { checkedOutcome, typedOutcome } from '#lib/core/activities/outcome-form.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import { defaultRetentionDays } from '#lib/formats/live/rules.ts';
import { retainUntilAfter } from '#lib/core/activities/activity-form.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { orRefusedForm } from '../../../../refused.ts';

/** Answers a form: the page again with what was typed, or the page that comes next. */
async function act<T, Typed>(work: Promise<T>, next: (done: T) => string, typed: Typed) {
	const { done, refused } = await orRefusedForm(
		work.then((value) => ({ value })),
		typed
	);
	if (!done) return refused;
	redirect(303, localizeHref(next(done.value)));
}

const overview = ({ params }: Event, part = '') => `/staff/live/${params.id}${part}`;

export const actions = {
	async start(event: Event) {
		const { db, actor, house } = event.locals;
		const version = Number((await event.request.formData()).get('version'));
		const { smallCellK } = house.config;
		const started = conduct(
			db,
			actor,
			event.params.id,
			{ command: 'start', version },
			{ now: house.clock(), smallCellK }
		);
		return act(started, () => overview(event), null);
	},
	async announce(event: Event) {
		const announced = (await event.request.formData()).get('announced') === 'yes';
		const { db, actor } = event.locals;
		return act(announceSession(db, actor, event.params.id, announced), () => overview(event), null);
	},
	async copy(event: Event) {
		const { db, actor, house } = event.locals;
		const retainUntil = retainUntilAfter(house.clock(), defaultRetentionDays);
		return act(
			copySession(db, actor, event.params.id, retainUntil),
			({ activityId }) => `/staff/live/${activityId}`,
			null
		);
	},
	async delete(event: Event) {
		const { db, actor } = event.locals;
		return act(deleteSession(db, actor, event.params.id), () => '/staff', null);
	},
	async archive(event: Event) {
		const { db, actor } = event.locals;
		return act(archiveSession(db, actor, event.params.id), () => overview(event), null);
	},
	async move(event: Event) {
		const form = await event.request.formData();
		const { db, actor } = event.locals;
		const direction = form.get('direction') === 'up' ? 'up' : 'down';
		return act(
			moveQuestion(db, actor, event.params.id, String(form.get('question')), direction),
			() => overview(event, '#questions'),
			null
		);
	},
	async remove(event: Event) {
		const question = String((await event.request.formData()).get('question'));
		const { db, actor } = event.locals;
		return act(
			removeQuestion(db, actor, event.params.id, question),
			() => overview(event, '#questions'),
			null
		);
	},
	async outcome(event: Event) {
		const typed = typedOutcome(await event.request.formData());
		const { db, actor } = event.locals;
		const set = async () => setOutcome(db, actor, event.params.id, checkedOutcome(typed));
		return act(set(), () => overview(event, '#outcome'), typed);
	}
} satisfies Actions;
