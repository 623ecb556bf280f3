/**
 * Signs that may stand before an option, as lines on 24 by 24 units. They are there to find an answer again, not to say
 * what it is: its text always stands beside it.
 */
export const signs = {
	tree: 'M12 22v-8M12 14c-5 0-7-3-6-6 0-4 3-6 6-6s6 2 6 6c1 3-1 6-6 6M12 11l3-3',
	bench: 'M3 9h18M3 13h18M5 13v7M19 13v7M5 9V6M19 9V6',
	play: 'M4 21L8 3h8l4 18M7 8h10M12 8v7M9 15h6',
	bike: 'M6 20a4 4 0 1 1 0-8 4 4 0 0 1 0 8M18 20a4 4 0 1 1 0-8 4 4 0 0 1 0 8M6 16l4-8h6l2 8M10 8l3 8M9 8H7M16 8l1-3h2',
	bus: 'M5 4h14v13H5zM5 11h14M8 17v3M16 17v3M8 14h1M15 14h1',
	car: 'M3 16v-4l2-1 2-5h10l2 5 2 1v4zM5 16v3M19 16v3M5 11h14M7 14h1M16 14h1',
	water: 'M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11M9 14a3 3 0 0 0 3 3',
	light: 'M9 18h6M10 21h4M8 15c-2-2-3-3-3-6a7 7 0 0 1 14 0c0 3-1 4-3 6z',
	sun: 'M12 16a4 4 0 1 1 0-8 4 4 0 0 1 0 8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
	food: 'M7 3v6a2 2 0 0 1-4 0V3M5 3v18M17 21V3c-3 1-4 5-4 8h4',
	sport:
		'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18M12 8l4 3-2 4h-4l-2-4zM12 8V3M16 11l4-2M14 15l3 4M10 15l-3 4M8 11L4 9',
	music: 'M9 18V5l11-2v13M9 18a3 3 0 1 1-3-3 3 3 0 0 1 3 3M20 16a3 3 0 1 1-3-3 3 3 0 0 1 3 3',
	book: 'M12 6c-2-2-5-2-9-2v14c4 0 7 0 9 2 2-2 5-2 9-2V4c-4 0-7 0-9 2v14',
	people:
		'M8 11a3 3 0 1 1 0-6 3 3 0 0 1 0 6M16 11a3 3 0 1 1 0-6 3 3 0 0 1 0 6M2 20c0-4 2-6 6-6 2 0 3 1 4 2 1-1 2-2 4-2 4 0 6 2 6 6',
	house: 'M3 11l9-8 9 8M5 9v12h14V9M10 21v-6h4v6',
	heart: 'M12 21C5 15 3 12 3 8a4 4 0 0 1 9-2 4 4 0 0 1 9 2c0 4-2 7-9 13',
	tool: 'M14 6a5 5 0 0 1 6-2l-3 3 1 2 2 1 2-3a5 5 0 0 1-7 6L7 21l-4-4 8-8',
	money: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18M15 9a4 4 0 1 0 0 6M7 11h5M7 13h5',
	yes: 'M4 13l5 5L20 6',
	no: 'M5 5l14 14M19 5L5 19'
} as const;

export type SignKey = keyof typeof signs;

export const signKeys = Object.keys(signs) as [SignKey, ...SignKey[]];
