/** Fetches the map library only when a map is really looked at: the list beside it costs nobody 45 kB. */
const observer = new IntersectionObserver((entries) => {
	for (const { isIntersecting, target } of entries) {
		if (!isIntersecting) continue;
		observer.unobserve(target);
		open((target as HTMLElement).dataset['mapScript']!);
	}
});
for (const frame of document.querySelectorAll('[data-map]')) observer.observe(frame);

function open(src: string): void {
	if (document.querySelector(`script[src="${src}"]`)) return;
	const script = document.createElement('script');
	script.type = 'module';
	script.src = src;
	document.head.append(script);
}
