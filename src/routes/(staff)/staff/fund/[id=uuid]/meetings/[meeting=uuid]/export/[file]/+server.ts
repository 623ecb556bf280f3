import {
	decisionsPdf,
	decisionsWorkbook,
	minutesPdf
} from '#lib/formats/fund/jury/minutes.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { readOperator } from '#lib/platform/operator.server.ts';
import { downloadResponse } from '../../../../../../../../download.ts';
import { orErrorPage } from '../../../../../../../../refused.ts';
import type { RequestHandler } from './$types';

const papers = {
	'minutes.pdf': minutesPdf,
	'decisions.pdf': decisionsPdf,
	'decisions.xlsx': decisionsWorkbook
};

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, actor, house } = locals;
	const ref = { activityId: params.id, meetingId: params.meeting };
	const locale = url.searchParams.get('in') === 'de' ? 'de' : locals.locale;
	const author = (await readOperator(house.config.dataDir))?.name ?? 'Palaver';
	const download = await orErrorPage(
		(async () => {
			if (!Object.hasOwn(papers, params.file)) throw new Refusal('missing', 'export_unknown');
			return papers[params.file as keyof typeof papers](db, actor, ref, { locale, author });
		})()
	);
	return downloadResponse(download);
};
