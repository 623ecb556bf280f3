/** Fetches the map library only when a map is really looked at: the list beside it costs nobody 45 kB. */
const onEntries: IntersectionObserverCallback = (entries) => {
	for (const { isIntersecting, target } of entries) {
		if (!isIntersecting) continue;
		observer.unobserve(target);
		open((target as HTMLElement).dataset['mapScript']!);
	}
};
/** Half a screen before it is reached, so that it is there when it is. */
const observer = new IntersectionObserver(onEntries, { rootMargin: '50%' });
for (const frame of document.querySelectorAll('[data-map]')) observer.observe(frame);

function open(src: string): void {
	if (document.querySelector(`script[src="${src}"]`)) return;
	const script = document.createElement('script');
	script.type = 'module';
	script.src = src;
	document.head.append(script);
}
