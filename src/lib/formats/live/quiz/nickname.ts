import { formatCount } from '../../../platform/i18n/numbers.ts';
import { adjectives, animals } from './nickname-words.ts';

/** A player's name: places in the lists of words, and a number above 1 where all pairs were taken. */
export type Nickname = readonly [adjective: number, animal: number, number: number];

const endings = { m: 'er', f: 'e', n: 'es' } as const;

/** "Flinker Igel", "Quick hedgehog", "قنفذ سريع": the same name in the language of whoever reads it. */
export function nicknameText([adjectiveAt, animalAt, number]: Nickname, locale: string): string {
	const adjective = adjectives[adjectiveAt]!;
	const animal = animals[animalAt]!;
	const pair =
		locale === 'ar'
			? `${animal.ar} ${adjective.ar}${animal.feminine ? 'ة' : ''}`
			: locale === 'en'
				? `${capital(adjective.en)} ${animal.en}`
				: `${capital(adjective.de)}${endings[animal.gender]} ${animal.de}`;
	return number > 1 ? `${pair} ${formatCount(number, locale)}` : pair;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** @param random a whole number from 0 up to, but not including, its argument */
export const drawPair = (random: (below: number) => number): readonly [number, number] => [
	random(adjectives.length),
	random(animals.length)
];
