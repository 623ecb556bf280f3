import type { EventKind } from '../choices.ts';

/** Colour `--category-<name>` of the design tokens and icon of a kind. Kinds that are alike share both; names tell them apart. */
export type KindSign = Readonly<{ colour: string; path: string }>;

const meeting = {
	colour: 'green',
	path: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c0-3 2-5 5-5s5 2 5 5M16 11a2.5 2.5 0 1 0 0-5M16 14c3 0 5 2 5 5'
};
const learning = {
	colour: 'blue',
	path: 'M4 5c3-1 6-1 8 1 2-2 5-2 8-1v13c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v13'
};
const talking = { colour: 'violet', path: 'M4 5h16v10H10l-5 4v-4H4z' };
const moving = { colour: 'orange', path: 'M5 19c4 0 4-6 8-6s4-6 6-8M14 5h5v5' };
const celebrating = {
	colour: 'rose',
	path: 'M12 4l2.4 5 5.6.8-4 3.9.9 5.5-4.9-2.6-4.9 2.6.9-5.5-4-3.9 5.6-.8z'
};
const families = {
	colour: 'teal',
	path: 'M12 19c-5-4-8-6-8-10 0-2.5 2-4 4-4 1.7 0 3.2 1 4 2.5C12.8 6 14.3 5 16 5c2 0 4 1.5 4 4 0 4-3 6-8 10z'
};

export const kindSigns: Readonly<Record<EventKind, KindSign>> = {
	encounter: meeting,
	workshop: learning,
	course: learning,
	consultation: talking,
	roundTable: talking,
	walk: moving,
	expertDay: learning,
	info: talking,
	festival: celebrating,
	bikeWorkshop: moving,
	networkMeeting: talking,
	jobFair: talking,
	parentCafe: families,
	parentOffer: families,
	parentChild: families,
	sport: moving,
	excursion: moving,
	mobile: meeting,
	other: { colour: 'grey', path: 'M5 6h14v13H5zM5 10h14M9 4v4M15 4v4' }
};
