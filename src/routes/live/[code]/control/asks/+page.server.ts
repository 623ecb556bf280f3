import { redirect } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';
import {
	approveAsk,
	setAnswered,
	setAskHidden,
	setAskStage,
	unapproveAsk
} from '#lib/formats/live/ask/moderate.server.ts';
import { mergeAsk, splitAsk } from '#lib/formats/live/ask/merge.server.ts';
import { readModeratedAsks } from '#lib/formats/live/ask/reads.server.ts';
import { askStages, orderOf } from '#lib/formats/live/ask/rules.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { isUuid } from '#lib/platform/db/uuid.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import { whoRuns } from '../door.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { activityId, actor } = await whoRuns(event);
	const session = await orErrorPage(readSession(locals.db, actor, activityId));
	return {
		code: session.code,
		title: session.title,
		version: session.version,
		moderated: await orErrorPage(readModeratedAsks(locals.db, actor, activityId)),
		order: orderOf(url.searchParams.get('order'))
	};
};

type Work = (db: Db, actor: Actor, activityId: string, form: FormData) => Promise<void>;

const act = (work: Work) => async (event: RequestEvent) => {
	const form = await event.request.formData();
	const { activityId, actor } = await whoRuns(event);
	const typed = { ask: String(form.get('ask') ?? ''), answer: String(form.get('answer') ?? '') };
	const { refused } = await orRefusedForm(work(event.locals.db, actor, activityId, form), typed);
	if (refused) return refused;
	redirect(303, event.url.pathname + (event.url.searchParams.get('order') ? '?order=newest' : ''));
};

function askOf(form: FormData, name = 'ask'): string {
	const given = String(form.get(name) ?? '');
	if (!isUuid(given)) throw new Refusal('missing', 'ask_unknown');
	return given;
}

const said = (form: FormData, name: string) => form.get(name) === 'yes';

export const actions: Actions = {
	approve: act(async (db, actor, id, form) => approveAsk(db, actor, id, askOf(form))),
	unapprove: act(async (db, actor, id, form) => unapproveAsk(db, actor, id, askOf(form))),
	hide: act(async (db, actor, id, form) =>
		setAskHidden(db, actor, id, askOf(form), said(form, 'hidden'))
	),
	answer: act(async (db, actor, id, form) =>
		setAnswered(db, actor, id, askOf(form), {
			answered: said(form, 'answered'),
			answer: String(form.get('answer') ?? '')
		})
	),
	stage: act(async (db, actor, id, form) => {
		const stage = askStages.find((one) => one === form.get('stage')) ?? 'none';
		await setAskStage(db, actor, id, stage, stage === 'pinned' ? askOf(form) : null);
	}),
	merge: act(async (db, actor, id, form) =>
		mergeAsk(db, actor, id, askOf(form), askOf(form, 'into'))
	),
	split: act(async (db, actor, id, form) => splitAsk(db, actor, id, askOf(form)))
};
