import type { EventInput } from '#lib/formats/events/entry/schema.ts';
import type { Ages } from '#lib/formats/events/headcount/schema.ts';

/** How a date went: called off, or so many came, by age where somebody counted that; faces from 1 (bad) to 5 (good). */
export type PastDate =
	'rain' | Readonly<{ people: number; ages?: Ages; faces?: readonly number[] }>;

export type PastEvent = Readonly<{
	key: string;
	host: string;
	/** Days after the series began, and the time on the clock. */
	starts: number;
	time: string;
	/** How its first dates went, in their order. */
	dates: readonly PastDate[];
	content: Partial<EventInput> & Pick<EventInput, 'title' | 'summary' | 'kind' | 'placeId'>;
}>;

export const pastEvents: readonly PastEvent[] = [
	{
		key: 'long table',
		host: 'Streetwork Bielefeld',
		starts: 3,
		time: '15:00',
		dates: [{ people: 34 }],
		content: {
			title: {
				de: 'Langer Tisch am Treppenplatz',
				en: 'A long table at Treppenplatz',
				'de-simple': 'Langer Tisch am Treppen-Platz',
				ar: 'طاولة طويلة في تريبنبلاتس'
			},
			summary: { de: 'Kaffee, Kuchen und Gespräche für alle, die am Platz sind.' },
			kind: 'encounter',
			placeId: 'bielefeld-treppenplatz',
			targetLeast: 30,
			targetMost: 50
		}
	},
	{
		key: 'music',
		host: 'Streetwork Bielefeld',
		starts: 17,
		time: '16:00',
		dates: [
			{
				people: 51,
				ages: { '0-5': 4, '6-11': 9, '12-17': 8, '18-26': 11, '27-64': 15, '65+': 4 },
				faces: [5, 5, 4, 5, 4, 3, 5, 4]
			}
		],
		content: {
			title: { de: 'Musik auf dem Kesselbrink', en: 'Music on Kesselbrink' },
			summary: { de: 'Eine Bühne, vier Gruppen, offene Trommelrunde.' },
			kind: 'encounter',
			placeId: 'bielefeld-kesselbrink',
			targetLeast: 30,
			targetMost: 50
		}
	},
	{
		key: 'games',
		host: 'Jugendring',
		starts: 31,
		time: '15:00',
		dates: [{ people: 42, faces: [5, 4, 4, 5, 5, 2] }],
		content: {
			title: { de: 'Spiele für Groß und Klein', en: 'Games for old and young' },
			summary: { de: 'Schach, Boule und Tischtennis zum Mitmachen.' },
			kind: 'encounter',
			placeId: 'bielefeld-kesselbrink',
			targetLeast: 30,
			targetMost: 50
		}
	},
	{
		key: 'soup',
		host: 'Nachbarschaft Ostmannturm',
		starts: 45,
		time: '12:00',
		dates: [{ people: 38 }],
		content: {
			title: { de: 'Suppe unter Nachbarn', en: 'Soup among neighbours' },
			summary: { de: 'Ein Topf, viele Löffel.' },
			kind: 'encounter',
			placeId: 'bielefeld-ostmannturmviertel',
			targetLeast: 30,
			targetMost: 50
		}
	},
	{
		key: 'weekly bikes',
		host: 'Fahrradwerkstatt Kesselbrink',
		starts: 5,
		time: '14:00',
		dates: [
			{ people: 7 },
			{ people: 11, faces: [5, 5, 4, 5, 4] },
			'rain',
			{ people: 9 },
			{ people: 12 },
			{ people: 8, faces: [4, 5, 5, 3, 5] },
			'rain',
			{ people: 6 },
			{ people: 10 }
		],
		content: {
			title: {
				de: 'Fahrradwerkstatt, jede Woche',
				en: 'Bike workshop, every week',
				'de-simple': 'Fahrrad-Werkstatt, jede Woche'
			},
			summary: { de: 'Wir reparieren zusammen. Bei Dauerregen fällt sie aus.' },
			kind: 'bikeWorkshop',
			placeId: 'bielefeld-kesselbrink',
			minutes: 180,
			rule: 'FREQ=WEEKLY;COUNT=20',
			targetLeast: 5,
			targetMost: 20
		}
	},
	{
		key: 'evening walk',
		host: 'Büro für Integrierte Sozialplanung',
		starts: 24,
		time: '18:00',
		dates: [{ people: 16 }],
		content: {
			title: { de: 'Begehung am Abend: Licht und Wege', en: 'An evening walk: light and paths' },
			summary: { de: 'Wo ist es dunkel, wo fühlt man sich wohl?' },
			kind: 'walk',
			placeId: 'bielefeld-kesselbrink'
		}
	}
];
