/** A comparison as a file, named by the beginning of an id. */
export const csvResponse = (csv: string, id: string): Response =>
	new Response(csv, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="palaver-comparison-${id.slice(0, 8)}.csv"`,
			'cache-control': 'no-store'
		}
	});
