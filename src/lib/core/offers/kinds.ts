/** What an offer is, as somebody looks for it. */
export const offerKinds = [
	'advice',
	'meeting',
	'family',
	'youth',
	'older',
	'language',
	'food',
	'sport',
	'culture',
	'health'
] as const;
export type OfferKind = (typeof offerKinds)[number];

/** Names of the colours `--category-<name>` in the design tokens. The icon tells kinds apart, the colour only helps. */
export const kindColours: Readonly<Record<OfferKind, string>> = {
	advice: 'blue',
	meeting: 'green',
	family: 'rose',
	youth: 'violet',
	older: 'brown',
	language: 'teal',
	food: 'orange',
	sport: 'green',
	culture: 'violet',
	health: 'rose'
};

/** `d` of SVG paths in a box of 24 x 24, drawn with a round stroke of 2 and no fill. Our own drawings. */
export const kindPaths: Readonly<Record<OfferKind, string>> = {
	advice: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.500h.01',
	meeting:
		'M5 9h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 10.500h1.5a2.5 2.5 0 0 1 0 5H16M8 3v2.5M12.500 3v2.500',
	family:
		'M8 4a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM4 20v-4a4 4 0 0 1 8 0v4M17 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM14 20v-.5a3 3 0 0 1 6 0v.5',
	youth:
		'M3 14h18M5 14a2.500 2.500 0 0 1-2-4M19 14a2.500 2.500 0 0 0 2-4M7.500 16a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600zM16.500 16a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600z',
	older:
		'M10 3.500a2.200 2.200 0 1 0 0 4.400 2.200 2.200 0 0 0 0-4.400zM10 10v6l-3 5M10 16l3 5M10 11.500h5.500a1.500 1.500 0 0 1 1.500 1.500v8',
	language: 'M4 4h11v8H9l-3 3v-3H4zM17.500 9H20v8h-2v3l-3-3h-4.500v-2',
	food: 'M4 11h16a8 8 0 0 1-16 0zM8 20.500h8M9 3.500c-1 1.300 1 2.500 0 4M14 3.500c-1 1.300 1 2.500 0 4',
	sport: 'M3 10v4M6 7.500v9M18 7.500v9M21 10v4M6 12h12',
	culture: 'M4 20V8l8-4.500L20 8v12M4 20h16M8 11v6M12 11v6M16 11v6',
	health: 'M9.500 4h5v5.500H20v5h-5.500V20h-5v-5.500H4v-5h5.500z'
};
