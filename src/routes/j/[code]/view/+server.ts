import { emptySearch } from '#lib/formats/live/participant/find-address.server.ts';
import { orErrorPage } from '../../../refused.ts';
import { renderedView } from './rendered.server.ts';
import type { RequestHandler } from './$types';

/** What the page shows of the session, the same for everybody: the phone's script puts it in place. */
export const GET: RequestHandler = async ({ params, locals, request }) => {
	const { live, geocoder } = locals.house;
	const search = geocoder ? emptySearch : undefined;
	const view = await orErrorPage(renderedView(live, locals.db, params.code, locals.locale, search));
	return view.answer(request.headers.get('accept-encoding'));
};
