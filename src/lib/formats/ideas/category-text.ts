import { m } from '../../platform/i18n/paraglide/messages.js';
import type { CategoryColour, CategoryIcon } from './categories.ts';

/** Names of the icons, for those who choose one. */
export const iconText: Readonly<Record<CategoryIcon, () => string>> = {
	idea: m.ideastaff_icon_idea,
	tree: m.ideastaff_icon_tree,
	bench: m.ideastaff_icon_bench,
	wheelchair: m.ideastaff_icon_wheelchair,
	toilet: m.ideastaff_icon_toilet,
	light: m.ideastaff_icon_light,
	play: m.ideastaff_icon_play,
	sport: m.ideastaff_icon_sport,
	bike: m.ideastaff_icon_bike,
	bus: m.ideastaff_icon_bus,
	people: m.ideastaff_icon_people,
	house: m.ideastaff_icon_house,
	bin: m.ideastaff_icon_bin,
	water: m.ideastaff_icon_water,
	music: m.ideastaff_icon_music,
	food: m.ideastaff_icon_food,
	safety: m.ideastaff_icon_safety,
	heart: m.ideastaff_icon_heart
};

export const colourText: Readonly<Record<CategoryColour, () => string>> = {
	green: m.ideastaff_colour_green,
	teal: m.ideastaff_colour_teal,
	blue: m.ideastaff_colour_blue,
	violet: m.ideastaff_colour_violet,
	rose: m.ideastaff_colour_rose,
	orange: m.ideastaff_colour_orange,
	brown: m.ideastaff_colour_brown,
	grey: m.ideastaff_colour_grey
};
