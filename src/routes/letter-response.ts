/** A PDF to keep; it may name people, so nobody on the way keeps it. */
export const pdfResponse = (bytes: Uint8Array, fileName: string): Response =>
	new Response(bytes as Uint8Array<ArrayBuffer>, {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="${fileName}"`,
			'cache-control': 'private, no-store'
		}
	});

/** `?number=` of a letter; null: the newest. What is no number finds nothing. */
export function letterAsked(url: URL): number | null {
	const typed = url.searchParams.get('number');
	if (typed === null) return null;
	return /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
}
