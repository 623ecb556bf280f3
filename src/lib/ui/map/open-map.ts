/** Fetches the map library only when a map is really looked at: the list beside it costs nobody 50 kB. */
const onEntries: IntersectionObserverCallback = (entries) => {
	for (const { isIntersecting, target } of entries) {
		if (!isIntersecting) continue;
		observer.unobserve(target);
		const { mapScript, mapStyle } = (target as HTMLElement).dataset;
		open(mapScript!, mapStyle!);
	}
};
/** Half a screen before it is reached, so that it is there when it is. */
const observer = new IntersectionObserver(onEntries, { rootMargin: '50%' });
for (const frame of document.querySelectorAll('[data-map]')) observer.observe(frame);

/** The library measures what it draws, so it starts when its style is there, or is known not to come. */
function open(src: string, href: string): void {
	if (document.querySelector(`link[href="${href}"]`)) return;
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
