/**
 * A short list for the start: insults and slurs that hardly anybody writes on a square without meaning them. What is on
 * it only waits for a moderator, who may show it. A city adds its own. Words that people also say of themselves, of
 * their faith or of their origin are left out on purpose.
 */
export const builtInCaution: Readonly<Record<CautionLocale, readonly string[]>> = {
	de: [
		'Arschloch',
		'Hurensohn',
		'Fotze',
		'Wichser',
		'Missgeburt',
		'Schlampe',
		'Kanake',
		'Kanaken',
		'Nigger',
		'Neger',
		'Schwuchtel',
		'Untermensch',
		'Judensau',
		'Fick dich',
		'Heil Hitler',
		'Sieg Heil'
	],
	en: [
		'asshole',
		'motherfucker',
		'cunt',
		'whore',
		'nigger',
		'faggot',
		'retard',
		'fuck you',
		'son of a bitch',
		'white power'
	],
	ar: ['شرموطة', 'قحبة', 'ابن الكلب', 'ابن العاهرة', 'كس أمك', 'منيوك', 'خنيث']
};

export const cautionLocales = ['de', 'en', 'ar'] as const;
export type CautionLocale = (typeof cautionLocales)[number];
