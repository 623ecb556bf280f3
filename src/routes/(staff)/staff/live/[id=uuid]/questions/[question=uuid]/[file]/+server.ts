import { exportBallots } from '#lib/formats/live/export/ballots.server.ts';
import { exportPicture, pictureFormatOf } from '#lib/formats/live/export/result-picture.server.ts';
import { tableFormatOf } from '#lib/platform/table-file.server.ts';
import { downloadResponse } from '../../../../../../../download.ts';
import { roundAsked } from '../../../../../../../live-round.ts';
import { orErrorPage } from '../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

/** `ballots.csv`, `ballots.xlsx`, `result.svg`, `result.png`; `?round=` of a picture, else the last one. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, actor, house, locale } = locals;
	const { id: activityId, question: questionId, file } = params;
	const reader = { locale, smallCellK: house.config.smallCellK };
	const work = async () => {
		const picture = pictureFormatOf(file);
		if (picture) {
			const pictured = { activityId, questionId, round: roundAsked(url) };
			return exportPicture(db, actor, pictured, { ...reader, format: picture });
		}
		const format = tableFormatOf(file, 'ballots');
		return exportBallots(db, actor, activityId, questionId, { ...reader, format });
	};
	return downloadResponse(await orErrorPage(work()));
};
