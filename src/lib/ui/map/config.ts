type LngLat = readonly [lng: number, lat: number];

/** What a page tells the map that comes alive on it, as JSON in `data-map`. */
export type MapConfig = Readonly<{
	/** What is shown first: west, south, east, north. */
	box: readonly [number, number, number, number];
	/** Rings of the area's outline. */
	outline: readonly (readonly LngLat[])[];
	/** Where pins and clusters come from; empty: none are shown. */
	features: string;
	/** Address of the tiles with {z}, {x} and {y}; empty: a grid instead. */
	tiles: string;
	/** Who made the tiles; plain text. */
	attribution: string;
	/** Names to find one's way by where there are no tiles. */
	places: readonly Readonly<{ name: string; lat: number; lng: number }>[];
	/** Ids of the form fields that a chosen point is written into; absent: the map is only for looking. */
	pick?: Readonly<{ lat: string; lng: string }> | undefined;
	/** What another island than `map.ts` needs to know. */
	grid?: unknown;
}>;

/** Texts of the map in the reader's language, as JSON in `data-phrases`. */
export type MapPhrases = Readonly<Record<string, string>>;

export function configOf(frame: HTMLElement): MapConfig {
	return JSON.parse(frame.dataset['map']!) as MapConfig;
}

/** A text with its {gaps} filled; numbers in the reader's digits. */
export function phrase(
	frame: HTMLElement,
	key: string,
	gaps: Record<string, string | number> = {}
): string {
	const phrases = JSON.parse(frame.dataset['phrases']!) as MapPhrases;
	const text = phrases[key] ?? '';
	const numbers = new Intl.NumberFormat(document.documentElement.lang);
	return text.replace(/\{(\w+)\}/g, (_, gap: string) => {
		const value = gaps[gap] ?? '';
		return typeof value === 'number' ? numbers.format(value) : value;
	});
}

/** Says something to who cannot see the map. */
export function say(frame: HTMLElement, text: string): void {
	frame.parentElement!.querySelector('[data-map-says]')!.textContent = text;
}
