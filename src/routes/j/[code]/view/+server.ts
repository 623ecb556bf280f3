import { orErrorPage } from '../../../refused.ts';
import { renderedView } from './rendered.server.ts';
import type { RequestHandler } from './$types';

/** What the page shows of the session, the same for everybody: the phone's script puts it in place. */
export const GET: RequestHandler = async ({ params, locals, request }) => {
	const { live } = locals.house;
	const view = await orErrorPage(renderedView(live, locals.db, params.code, locals.locale));
	return view.answer(request.headers.get('accept-encoding'));
};
