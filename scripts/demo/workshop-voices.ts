import { dealt } from './voices.ts';

/** What 24 people of the workshop answer, in the order in which they are asked. */
export const workshopVoices: readonly (readonly unknown[])[] = [
	dealt<number>([
		[18, 3],
		[15, 5],
		[20, 6],
		[12, 4],
		[25, 4],
		[40, 2]
	]),
	dealt<string[]>([
		[['trees', 'benches', 'light'], 9],
		[['light', 'trees'], 7],
		[['benches', 'trees', 'boule'], 5],
		[['boule'], 3]
	]),
	dealt<object>([
		[{ rest: 5, meeting: 3, sport: 2 }, 10],
		[{ sport: 6, meeting: 4 }, 6],
		[{ market: 4, meeting: 4, rest: 2 }, 8]
	]),
	dealt<object>([
		[{ safe: 2, clean: 3, seats: 1 }, 9],
		[{ safe: 1, clean: 2, seats: 2 }, 7],
		[{ safe: 3, clean: 3, seats: 2 }, 5],
		[{ safe: 'dontKnow', clean: 4, seats: 3 }, 3]
	]),
	dealt<object>([
		[{ trees: { x: 5, y: 3 }, light: { x: 5, y: 5 }, boule: { x: 2, y: 4 } }, 9],
		[{ trees: { x: 5, y: 2 }, benches: { x: 4, y: 4 } }, 8],
		[{ light: { x: 4, y: 4 }, benches: { x: 4, y: 3 }, boule: { x: 1, y: 3 } }, 7]
	]),
	dealt<string[]>([
		[['D4'], 8],
		[['E4'], 6],
		[['D5'], 5],
		[['E5'], 5]
	])
];

/** What some of them asked, by whom (their place in the row), how many others wanted to know, and what was answered. */
export const workshopAsks: readonly Readonly<{
	by: number;
	locale: 'de' | 'en' | 'ar';
	text: string;
	supports: number;
	answer: string | null;
}>[] = [
	{
		by: 2,
		locale: 'de',
		text: 'Wann kommen die Bäume?',
		supports: 14,
		answer: 'Im Mai. Das Umweltamt stellt sechs große Kübel auf.'
	},
	{
		by: 5,
		locale: 'ar',
		text: 'هل تبقى الإضاءة طوال الليل؟',
		supports: 9,
		answer: 'Ja, die zwei neuen Lampen am Durchgang leuchten die ganze Nacht.'
	},
	{
		by: 11,
		locale: 'de',
		text: 'Wer gießt die Bäume im Sommer?',
		supports: 6,
		answer: null
	}
];
