import { fail, redirect } from '@sveltejs/kit';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { placeChoices } from '#lib/core/activities/choices.server.ts';
import { checkedOutcome, typedOutcome } from '#lib/core/activities/outcome-form.ts';
import { activityCommands, type ActivityCommand } from '#lib/core/activities/run.ts';
import { subtreeIds } from '#lib/core/places/reads.server.ts';
import { archiveSeries } from '#lib/formats/events/retention.server.ts';
import { filterOf } from '#lib/formats/events/review/filter.ts';
import { hostsOf, listEvents, pageSize } from '#lib/formats/events/review/list-events.server.ts';
import { readSeries, seriesHistory } from '#lib/formats/events/series/read-series.server.ts';
import { runSeries, setSeriesOutcome } from '#lib/formats/events/series/run-series.server.ts';
import { deleteSeries } from '#lib/formats/events/series/set-up-series.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { pageNumber } from '../../../../page-number.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, house, actor }, params, url }) => {
	const detail = await orErrorPage(readSeries(db, actor, params.id));
	const filter = filterOf(url.searchParams);
	const page = pageNumber(url);
	const when = { page, now: house.clock() };
	const { rows, total } = await listEvents(db, actor, params.id, filter, when);
	const within = await subtreeIds(db, [detail.series.placeId]);
	return {
		detail,
		filter,
		rows,
		page,
		pages: Math.ceil(total / pageSize),
		hosts: await hostsOf(db, actor, params.id),
		places: await placeChoices(db, [...within]),
		history: detail.may.editSeries ? await seriesHistory(db, actor, params.id) : []
	};
};

async function act<Typed>(work: Promise<void>, next: string, typed: Typed) {
	const { refused } = await orRefusedForm(work, typed);
	if (refused) return refused;
	redirect(303, localizeHref(next));
}

const isCommand = (text: string): text is ActivityCommand =>
	(activityCommands as readonly string[]).includes(text);

export const actions: Actions = {
	async run({ locals: { db, house, actor }, params, request }) {
		const command = typedText(await request.formData(), 'command');
		if (!isCommand(command)) return fail(422, { reason: 'input_invalid', fields: {}, typed: null });
		const run = runSeries(db, actor, params.id, command, house.clock());
		return act(run, `/staff/events/${params.id}`, null);
	},
	async outcome({ locals: { db, actor }, params, request }) {
		const typed = typedOutcome(await request.formData());
		const set = async () => setSeriesOutcome(db, actor, params.id, checkedOutcome(typed));
		return act(set(), `/staff/events/${params.id}#outcome`, typed);
	},
	async delete({ locals: { db, actor }, params }) {
		return act(deleteSeries(db, actor, params.id), '/staff/events', null);
	},
	async archive({ locals: { db, actor, house }, params }) {
		return act(
			archiveSeries(db, actor, params.id, house.clock()),
			`/staff/events/${params.id}`,
			null
		);
	}
};
