/** Fetches the map library only when a map is really looked at: the list beside it costs nobody 50 kB. */
const onEntries: IntersectionObserverCallback = (entries) => {
	for (const { isIntersecting, target } of entries) {
		if (!isIntersecting) continue;
		observer.unobserve(target);
		const { mapScript, mapStyle } = (target as HTMLElement).dataset;
		open(mapScript!, mapStyle!, target);
	}
};
/** Half a screen before it is reached, so that it is there when it is. */
const observer = new IntersectionObserver(onEntries, { rootMargin: '50%' });

/** For a page, and again whenever a part of it that may hold a map was replaced. */
export function openMapsWhenSeen(): void {
	for (const frame of document.querySelectorAll<HTMLElement>('[data-map]:not([data-watched])')) {
		frame.dataset['watched'] = '';
		observer.observe(frame);
	}
}

/** The library measures what it draws, so it starts when its style is there, or is known not to come. */
function open(src: string, href: string, frame: Element): void {
	// A script runs once on a page: the one that is there already hears of the further map.
	if (document.querySelector(`link[href="${href}"]`))
		return void frame.dispatchEvent(new Event('map-waits', { bubbles: true }));
	const style = document.createElement('link');
	style.rel = 'stylesheet';
	style.onload = style.onerror = () => start(src);
	style.href = href;
	document.head.append(style);
}

function start(src: string): void {
	const script = document.createElement('script');
	script.type = 'module';
	script.src = src;
	document.head.append(script);
}
