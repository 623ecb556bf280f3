import { letterPdf } from '#lib/formats/fund/notice/letter-pdf.server.ts';
import { readLetter } from '#lib/formats/fund/notice/read-letters.server.ts';
import { letterAsked, pdfResponse } from '../../../../../../letter-response.ts';
import { orErrorPage } from '../../../../../../refused.ts';
import { applicantDoor } from '../door.server.ts';
import type { RequestHandler } from './$types';

/** `?number=`: one of the letters to this applicant; absent: the newest. */
export const GET: RequestHandler = async (event) => {
	const { actor, application } = await applicantDoor(event);
	const asked = readLetter(event.locals.db, actor, application, letterAsked(event.url));
	const letter = await orErrorPage(asked);
	const name = `antrag-${application.number}-${letter.kind}.pdf`;
	return pdfResponse(await letterPdf(letter), name);
};
