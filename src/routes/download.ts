import type { Download } from '#lib/formats/ideas/exchange/export.server.ts';

/** A file to keep, not a page to show. */
export const downloadResponse = ({ body, contentType, fileName }: Download): Response =>
	new Response(body as BodyInit, {
		headers: {
			'content-type': contentType,
			'content-disposition': `attachment; filename="${fileName}"`,
			'cache-control': 'no-store'
		}
	});
