const browsers: [RegExp, string][] = [
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/OPR\/|Opera/, 'Opera'],
	[/SamsungBrowser\//, 'Samsung Internet'],
	[/Firefox\/|FxiOS\//, 'Firefox'],
	[/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
	[/Safari\//, 'Safari']
];

const systems: [RegExp, string][] = [
	[/Android/, 'Android'],
	[/iPhone|iPod/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Windows/, 'Windows'],
	[/Mac OS X|Macintosh/, 'macOS'],
	[/CrOS/, 'ChromeOS'],
	[/Linux/, 'Linux']
];

/** Browser family and system, e.g. "Firefox, Android"; no version, nothing to recognise a person by. */
export function deviceLabel(userAgent: string | null): string {
	const name = (table: [RegExp, string][]) =>
		table.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
	return [name(browsers), name(systems)].filter(Boolean).join(', ');
}
