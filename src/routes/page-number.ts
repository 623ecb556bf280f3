/** `?page=`, from 1; anything else is the first page. */
export function pageNumber(url: URL): number {
	const page = Number(url.searchParams.get('page'));
	return Number.isInteger(page) && page > 0 && page < 1_000_000 ? page : 1;
}

/** The same list on another page: filters stay. */
export function pageHref(url: URL, page: number): string {
	const query = new URLSearchParams(url.searchParams);
	query.set('page', String(page));
	return `?${query}`;
}
