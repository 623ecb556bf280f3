import type { Translated } from '../../../platform/i18n/translated.ts';
import type { CategoryInput, IdeaMapInput } from '../schema.ts';

/** A map ready to be used: its texts exist in all four content languages, all can be changed afterwards. */
export type Template = Readonly<{
	key: string;
	title: Translated;
	/** For whom and when it is meant. */
	purpose: Translated;
	intro: Translated;
	layout: IdeaMapInput['layout'];
	moderation: IdeaMapInput['moderation'];
	takesPhotos: boolean;
	statusNames: IdeaMapInput['statusNames'];
	/** In the order in which they follow each other; staff set the days. */
	phases: readonly IdeaMapInput['phases'][number]['kind'][];
	categories: readonly CategoryInput[];
}>;

/** The four wordings of one text, in the order of the content languages. */
export const texts = (de: string, en: string, simple: string, ar: string): Translated => ({
	de,
	en,
	'de-simple': simple,
	ar
});

export const category = (
	icon: CategoryInput['icon'],
	colour: CategoryInput['colour'],
	name: Translated
): CategoryInput => ({ name, icon, colour });
