import { dontKnow } from '#lib/questions/scale/index.ts';

/** What people in the story say: written out where somebody reads it, dealt out by weight where only numbers count. */

/** Deals values by how often each is said, spread over the row so that neighbours differ; the same at every start. */
export function dealt<T>(parts: readonly (readonly [T, number])[]): T[] {
	const row = parts.flatMap(([value, times]) => Array.from({ length: times }, () => value));
	// 7 is prime to every length used here, so each value is taken exactly once.
	return row.map((_, index) => row[(index * 7) % row.length]!);
}

/** 41 answers on a scale of 1 to 10; two do not know. The mean is 7.5. */
export const involvement = dealt<number | typeof dontKnow>([
	[10, 4],
	[9, 7],
	[8, 11],
	[7, 7],
	[6, 5],
	[5, 3],
	[4, 1],
	[3, 1],
	[dontKnow, 2]
]);

/** Up to three topics of each of 41 people; one wants none of them. */
export const topics: readonly string[][] = dealt<string[]>([
	[['wohnen', 'armut', 'familie'], 7],
	[['wohnen', 'ankommen', 'umwelt'], 6],
	[['armut', 'gesundheit'], 6],
	[['wohnen', 'alter', 'gesundheit'], 7],
	[['familie', 'ankommen'], 5],
	[['umwelt', 'wohnen'], 5],
	[['armut'], 4],
	[['none'], 1]
]);

/** Said so far while the question is still open. */
export const missed: readonly (string[] | null)[] = [
	['Zeit'],
	['Zeit', 'Daten aus dem Quartier'],
	['Rückmeldung'],
	['Betroffene'],
	['einfache Sprache', 'Zeit'],
	['Betroffene', 'Zeit'],
	['Zahlen für kleine Quartiere'],
	['Rückmeldung', 'Zeit'],
	['Kinder und Jugendliche'],
	['Betroffene'],
	['Übersetzung'],
	['Zeit'],
	['Daten aus dem Quartier', 'Rückmeldung'],
	['Sportvereine'],
	['Rückmeldung'],
	['einfache Sprache'],
	['Betroffene', 'Übersetzung'],
	['Zeit']
];
