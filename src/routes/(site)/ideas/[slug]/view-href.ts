/** The same map in another view: filters stay, the list starts anew. */
export function viewHref(url: URL, view: 'density' | null): string {
	const query = new URLSearchParams(url.searchParams);
	query.delete('page');
	if (view) query.set('view', view);
	else query.delete('view');
	return `?${query}#map`;
}
