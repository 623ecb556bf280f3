import { inLocale } from '../platform/i18n/in-locale.ts';
import { m } from '../platform/i18n/paraglide/messages.js';
import type { SignKey } from './signs.ts';

const names: Readonly<Record<SignKey, typeof m.questionsplaces_sign_tree>> = {
	tree: m.questionsplaces_sign_tree,
	bench: m.questionsplaces_sign_bench,
	play: m.questionsplaces_sign_play,
	bike: m.questionsplaces_sign_bike,
	bus: m.questionsplaces_sign_bus,
	car: m.questionsplaces_sign_car,
	water: m.questionsplaces_sign_water,
	light: m.questionsplaces_sign_light,
	sun: m.questionsplaces_sign_sun,
	food: m.questionsplaces_sign_food,
	sport: m.questionsplaces_sign_sport,
	music: m.questionsplaces_sign_music,
	book: m.questionsplaces_sign_book,
	people: m.questionsplaces_sign_people,
	house: m.questionsplaces_sign_house,
	heart: m.questionsplaces_sign_heart,
	tool: m.questionsplaces_sign_tool,
	money: m.questionsplaces_sign_money,
	yes: m.questionsplaces_sign_yes,
	no: m.questionsplaces_sign_no
};

/** What a sign shows, for the list of an asker. */
export const signName = (sign: SignKey, locale: string): string =>
	names[sign]({}, inLocale(locale));
