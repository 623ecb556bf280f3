/** Why staff hide a contribution, and why people report one; each has a text in every language, also in Leichte Sprache. */
export const hidingReasons = [
	'personal',
	'insult',
	'advert',
	'offTopic',
	'unlawful',
	'spam'
] as const;
export type HidingReason = (typeof hidingReasons)[number];

export const isHidingReason = (text: string): text is HidingReason =>
	(hidingReasons as readonly string[]).includes(text);
