import { error, redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { printCards } from '#lib/formats/live/print/print.server.ts';
import { localizeHref } from '#lib/platform/i18n/paraglide/runtime.js';
import { readOperator } from '#lib/platform/operator.server.ts';
import { pdfResponse } from '../../../../../../letter-response.ts';
import { orRefusedForm } from '../../../../../../refused.ts';
import { shownOrigin } from '../../../../../../shown-origin.ts';

/**
 * Draws codes and prints them: they can be read on this paper only. What does not fit goes back to the page, whose form
 * this is, with what was typed.
 */
export const POST: RequestHandler = async ({ locals, params, request, url }) => {
	const form = await request.formData();
	const typed = String(form.get('count') ?? '');
	const asked = new URLSearchParams(form.getAll('lang').map((lang) => ['lang', String(lang)]));
	const { db, actor, house } = locals;
	const printing = {
		db,
		actor,
		origin: shownOrigin({ locals, url }),
		author: (await readOperator(house.config.dataDir))?.name ?? 'Palaver',
		smallCellK: house.config.smallCellK
	};
	const count = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
	const { done, refused } = await orRefusedForm(
		printCards(printing, params.id, count, asked),
		null
	);
	if (done) return pdfResponse(done, 'palaver-cards.pdf');
	if (refused.status !== 422 && refused.status !== 409)
		error(refused.status, { message: refused.data.reason });
	asked.set('count', typed);
	asked.set('refused', refused.data.reason);
	redirect(303, localizeHref(`/staff/live/${params.id}/seats?${asked}#cards`));
};
