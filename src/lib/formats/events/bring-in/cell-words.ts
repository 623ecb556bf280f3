import { languageName } from '../../../platform/i18n/language-name.ts';
import { locales, type Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { plainName } from '../../../core/places/search.ts';
import { spokenLanguages } from '../../../core/offers/schema.ts';
import { audiences, eventKinds, type Audience, type EventKind } from '../choices.ts';
import type { Theme } from '../series/schema.ts';
import { audienceNames, kindNames } from '../words.ts';

type Named = (inputs: Record<string, never>, options: { locale: Locale }) => string;
type Words<Code extends string> = ReadonlyMap<string, Code>;

/** Words by `plainName`: each name in all our languages, and the code itself. */
function wordsFor<Code extends string>(
	codes: readonly Code[],
	nameOf: (code: Code, locale: Locale) => string,
	usual: Readonly<Record<string, Code>> = {}
): Words<Code> {
	const names = codes.flatMap((code) =>
		[code, ...locales.map((locale) => nameOf(code, locale))].map((name) => [name, code] as const)
	);
	return new Map(
		[...Object.entries(usual), ...names].map(([name, code]) => [plainName(name), code])
	);
}

/** As programmes of German cities say it, where the form has longer words. */
const usualKinds: Readonly<Record<string, EventKind>> = {
	Begegnung: 'encounter',
	Treffen: 'encounter',
	Seminar: 'workshop',
	Beratung: 'consultation',
	Sprechstunde: 'consultation',
	Diskussion: 'roundTable',
	Rundgang: 'walk',
	Spaziergang: 'walk',
	Führung: 'walk',
	Fachtag: 'expertDay',
	Tagung: 'expertDay',
	Vortrag: 'info',
	Information: 'info',
	Lesung: 'info',
	Fest: 'festival',
	Feier: 'festival',
	Fahrradwerkstatt: 'bikeWorkshop',
	Ausflug: 'excursion',
	Sport: 'sport',
	Bewegung: 'sport'
};
const usualAudiences: Readonly<Record<string, Audience>> = {
	Alle: 'everybody',
	'Für alle': 'everybody',
	everyone: 'everybody',
	all: 'everybody',
	Jugend: 'youth',
	Senioren: 'olderPeople',
	'Senior*innen': 'olderPeople',
	Seniorinnen: 'olderPeople',
	Fachkräfte: 'professionals',
	Fachleute: 'professionals',
	Zugewanderte: 'newcomers'
};

const once = <T>(make: () => T): (() => T) => {
	let made: T | undefined;
	return () => (made ??= make());
};

export const kindWords = once(() =>
	wordsFor<EventKind>(
		eventKinds,
		(code, locale) => (kindNames[code] as Named)({}, { locale }),
		usualKinds
	)
);
export const audienceWords = once(() =>
	wordsFor<Audience>(
		audiences,
		(code, locale) => (audienceNames[code] as Named)({}, { locale }),
		usualAudiences
	)
);
export const languageWords = once(() =>
	wordsFor(spokenLanguages, (code, locale) =>
		languageName(code, locale === 'de-simple' ? 'de' : locale)
	)
);

export const themeWords = (themes: readonly Theme[]): Words<string> =>
	new Map(
		themes.flatMap(({ key, name }) =>
			[key, ...Object.values(name)].map((word) => [plainName(word ?? ''), key] as const)
		)
	);

const yes = new Set([
	'ja',
	'j',
	'yes',
	'y',
	'x',
	'true',
	'wahr',
	'1',
	'erforderlich',
	'notig',
	'required',
	'نعم'
]);
const no = new Set(['', 'nein', 'n', 'no', 'false', 'falsch', '0', '-', 'nicht notig', 'لا']);

/** Null: neither of both. */
export function yesOrNo(text: string): boolean | null {
	const word = plainName(text);
	if (yes.has(word)) return true;
	return no.has(word) ? false : null;
}
