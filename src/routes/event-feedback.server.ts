import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { typedText } from '#lib/core/activities/activity-form.ts';
import { demandKeeper, printCodes } from '#lib/formats/events/feedback/codes.server.ts';
import { feedbackCsv } from '#lib/formats/events/feedback/csv.server.ts';
import { isFeedbackAudience } from '#lib/formats/events/feedback/faces.ts';
import { codesPdf, posterPdf } from '#lib/formats/events/feedback/print.server.ts';
import { readFeedback, setUpFeedback } from '#lib/formats/events/feedback/results.server.ts';
import type { SheetInput } from '#lib/formats/events/feedback/schema.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { readOperator } from '#lib/platform/operator.server.ts';
import { downloadResponse } from './download.ts';
import type { AtDoor } from './event-door.server.ts';
import { orErrorPage, orRefusedForm } from './refused.ts';

/** What was said about a date, for its host and staff: beside the door. */
export async function feedbackResults(event: RequestEvent, { actor, page, ...on }: AtDoor) {
	const { db, house } = event.locals;
	const query = event.url.searchParams;
	return {
		sheet: {
			audience: query.get('audience') ?? 'visitors',
			count: query.get('count') ?? '40',
			refused: query.get('refused')
		},
		view: await orErrorPage(readFeedback(db, actor, on, house.config.smallCellK)),
		page: `${page}/feedback`,
		saved: query.get('done') === 'saved'
	};
}

export async function setUpByForm(event: RequestEvent, { actor, page, ...on }: AtDoor) {
	const asks = (await event.request.formData()).has('asksMeetingPlace');
	const { refused } = await orRefusedForm(setUpFeedback(event.locals.db, actor, on, asks), {});
	if (refused) return refused;
	redirect(303, localizeHref(`${page}/feedback?done=saved`));
}

/**
 * Draws codes and prints them: they can be read on this paper only. What does not fit goes back to the page, whose form
 * this is, with what was typed.
 */
export async function codesSheet(
	event: RequestEvent,
	{ actor, page, ...on }: AtDoor
): Promise<Response> {
	const form = await event.request.formData();
	const typed = { audience: typedText(form, 'audience'), count: typedText(form, 'count') };
	const count = /^\d{1,3}$/.test(typed.count) ? Number(typed.count) : Number.NaN;
	const input = { ...typed, count } as SheetInput;
	const { done, refused } = await orRefusedForm(
		printCodes(event.locals.db, actor, on, input),
		typed
	);
	if (!done) {
		const { reason, fields } = refused.data;
		if (refused.status !== 422 && refused.status !== 409)
			error(refused.status, { message: reason });
		const back = { ...typed, refused: Object.values(fields)[0] ?? reason };
		redirect(303, localizeHref(`${page}/feedback?${new URLSearchParams(back)}#codes`));
	}
	return downloadResponse(
		await codesPdf(done.door, done.codes, await print(event, input.audience))
	);
}

export async function posterFile(event: RequestEvent, { actor, ...on }: AtDoor): Promise<Response> {
	const wanted = event.url.searchParams.get('for') ?? '';
	const door = await orErrorPage(demandKeeper(event.locals.db, actor, on));
	const audience = isFeedbackAudience(wanted) ? wanted : 'visitors';
	return downloadResponse(await posterPdf(door, await print(event, audience)));
}

async function print(
	{ locals: { house, locale } }: RequestEvent,
	audience: SheetInput['audience']
) {
	const author = (await readOperator(house.config.dataDir))?.name ?? 'Palaver';
	return { locale, author, origin: house.config.origin, audience };
}

export async function feedbackFile(
	{ locals: { db, house } }: RequestEvent,
	{ actor, ...on }: AtDoor
): Promise<Response> {
	return downloadResponse(await orErrorPage(feedbackCsv(db, actor, on, house.config.smallCellK)));
}
