import { fail, redirect } from '@sveltejs/kit';
import { checkedOutcome, typedOutcome } from '#lib/core/activities/outcome-form.ts';
import { activityCommands, type ActivityCommand } from '#lib/core/activities/run.ts';
import {
	deletePoint,
	runPoint,
	setPointOutcome
} from '#lib/formats/contact/point/set-up-point.server.ts';
import { archivePoint } from '#lib/formats/contact/retention.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { textOf } from '../../../../form-text.ts';
import { orRefusedForm } from '../../../../refused.ts';
import type { Actions, RequestEvent as Event } from './$types';

/** Answers a form: the page again with what was typed, or the page that comes next. */
async function act<Typed>(work: Promise<void>, next: string, typed: Typed) {
	const { refused } = await orRefusedForm(work, typed);
	if (refused) return refused;
	redirect(303, localizeHref(next));
}

const overview = ({ params }: Event, part = '') => `/staff/contact/${params.id}${part}`;
const isCommand = (text: string): text is ActivityCommand =>
	(activityCommands as readonly string[]).includes(text);

export const actions = {
	async run(event: Event) {
		const { db, actor, house } = event.locals;
		const command = textOf(await event.request.formData(), 'command');
		if (!isCommand(command)) return fail(422, { reason: 'input_invalid', fields: {}, typed: null });
		return act(runPoint(db, actor, event.params.id, command, house.clock()), overview(event), null);
	},
	async outcome(event: Event) {
		const typed = typedOutcome(await event.request.formData());
		const { db, actor } = event.locals;
		const set = async () => setPointOutcome(db, actor, event.params.id, checkedOutcome(typed));
		return act(set(), overview(event, '#outcome'), typed);
	},
	async delete(event: Event) {
		const { db, actor } = event.locals;
		return act(deletePoint(db, actor, event.params.id), '/staff/contact', null);
	},
	async archive(event: Event) {
		const { db, actor, house } = event.locals;
		return act(archivePoint(db, actor, event.params.id, house.clock()), overview(event), null);
	}
} satisfies Actions;
