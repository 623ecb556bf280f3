/** Icons that a category may have; drawn in CategoryIcon.svelte. The icon tells it apart, the colour only helps. */
export const categoryIcons = [
	'idea',
	'tree',
	'bench',
	'wheelchair',
	'toilet',
	'light',
	'play',
	'sport',
	'bike',
	'bus',
	'people',
	'house',
	'bin',
	'water',
	'music',
	'food',
	'safety',
	'heart'
] as const;
export type CategoryIcon = (typeof categoryIcons)[number];

/** Names of the colours `--category-<name>` in the design tokens: each readable on light, dark and map. */
export const categoryColours = [
	'green',
	'teal',
	'blue',
	'violet',
	'rose',
	'orange',
	'brown',
	'grey'
] as const;
export type CategoryColour = (typeof categoryColours)[number];
