import { applicationNumbered } from '#lib/formats/fund/application.server.ts';
import { letterPdf } from '#lib/formats/fund/notice/letter-pdf.server.ts';
import { previewNotice, readLetter } from '#lib/formats/fund/notice/read-letters.server.ts';
import { localDay } from '#lib/platform/local-time.ts';
import { letterAsked, pdfResponse } from '../../../../../../../../letter-response.ts';
import { orErrorPage } from '../../../../../../../../refused.ts';
import { senderOf } from '../sender.server.ts';
import type { RequestHandler } from './$types';

/** `?number=`: one letter, absent the newest; `?preview`: the notice as it would be issued now. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, actor, house } = locals;
	const letter = async () => {
		const application = await applicationNumbered(db, params.id, Number(params.number));
		if (url.searchParams.has('preview')) {
			const today = localDay(house.clock());
			return previewNotice(db, actor, application, await senderOf(locals), today);
		}
		return readLetter(db, actor, application, letterAsked(url));
	};
	const found = await orErrorPage(letter());
	return pdfResponse(await letterPdf(found), `antrag-${params.number}-${found.kind}.pdf`);
};
