/** Scripts that few pages need are fetched only where something of them stands: `data-part` has the address. */
export function fetchPart({ dataset: { part } }: HTMLElement): void {
	if (!part || document.querySelector(`script[src="${part}"]`)) return;
	const script = document.createElement('script');
	script.type = 'module';
	script.src = part;
	document.head.append(script);
}

/** The same for everything in a view that has just come; those that are there already look at it again. */
export function fetchParts(view: HTMLElement): void {
	view.querySelectorAll<HTMLElement>('[data-part]').forEach(fetchPart);
	document.dispatchEvent(new Event('parts'));
}
