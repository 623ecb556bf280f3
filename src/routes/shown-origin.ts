/**
 * The address to put into links and pictures on a page: the configured one, else the one this page was asked for at.
 * Never for mails: their reader must not be sent to an address that somebody else put into a request.
 */
export function shownOrigin({ locals, url }: { locals: App.Locals; url: URL }): string {
	const { origin, originOfRequest } = locals.house.config;
	return originOfRequest ? url.origin : origin;
}
