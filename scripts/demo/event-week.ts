import type { EventInput } from '#lib/formats/events/entry/schema.ts';

/** One event of the week: who brings it, when, and how far it has come. */
export type WeekEvent = Readonly<{
	key: string;
	/** An account of the demo, whose organisation is the host; or the name that staff enter. */
	host: 'traeger@demo.example' | 'verein@demo.example' | Readonly<{ name: string }>;
	/** Day of the week, from 0, and the time on the clock. */
	day: number;
	time: string;
	until: 'approved' | 'submitted' | 'queried';
	/** What the moderator asks back. */
	question?: string;
	/** Its last date is called off. */
	storm?: true;
	/** So many places at each date, and for how many each registration for the first date asks, in order. */
	places?: Readonly<{ capacity: number; asked: readonly number[] }>;
	content: Partial<EventInput> & Pick<EventInput, 'title' | 'summary' | 'kind' | 'placeId'>;
}>;

/** Eight events in five of the ten districts: the coverage board has something to ask for. */
export const weekEvents: readonly WeekEvent[] = [
	{
		key: 'opening',
		host: { name: 'Büro für Integrierte Sozialplanung' },
		day: 0,
		time: '11:00',
		until: 'approved',
		content: {
			title: {
				de: 'Auftakt auf dem Kesselbrink',
				en: 'Opening on Kesselbrink',
				'de-simple': 'Start auf dem Kesselbrink',
				ar: 'الافتتاح في كيسلبرينك'
			},
			summary: {
				de: 'Musik, Spiele und ein langer Tisch. Wer kommt, ist dabei.',
				en: 'Music, games and a long table. Whoever comes is in.',
				'de-simple': 'Es gibt Musik und Spiele. Alle können kommen.',
				ar: 'موسيقى وألعاب وطاولة طويلة. الجميع مدعوون.'
			},
			kind: 'festival',
			placeId: 'bielefeld-kesselbrink',
			minutes: 240,
			languages: ['de', 'en', 'ar', 'gsg'],
			accessibility: ['wheelchair', 'toilet', 'signLanguage'],
			targetLeast: 100,
			targetMost: 300
		}
	},
	{
		key: 'cafe',
		host: 'traeger@demo.example',
		day: 2,
		time: '09:30',
		until: 'approved',
		content: {
			title: {
				de: 'Elterncafé',
				en: 'Parents’ café',
				'de-simple': 'Eltern-Café',
				ar: 'مقهى الأهل'
			},
			summary: {
				de: 'Frühstück und Zeit zum Reden, die Kinder spielen nebenan.',
				en: 'Breakfast and time to talk; the children play next door.',
				ar: 'فطور ووقت للحديث، والأطفال يلعبون في الغرفة المجاورة.'
			},
			kind: 'parentCafe',
			placeId: 'bielefeld-ostmannturmviertel',
			rule: 'FREQ=DAILY;COUNT=5',
			languages: ['de', 'ar', 'tr'],
			accessibility: ['wheelchair', 'toilet'],
			audiences: ['families']
		}
	},
	{
		key: 'bikes',
		host: 'verein@demo.example',
		day: 1,
		time: '14:00',
		until: 'approved',
		storm: true,
		content: {
			title: {
				de: 'Offene Fahrradwerkstatt',
				en: 'Open bike workshop',
				'de-simple': 'Offene Fahrrad-Werkstatt',
				ar: 'ورشة دراجات مفتوحة'
			},
			summary: {
				de: 'Wir reparieren zusammen. Werkzeug ist da.',
				en: 'We repair together. Tools are here.',
				ar: 'نصلح معًا. الأدوات متوفرة.'
			},
			kind: 'bikeWorkshop',
			placeId: 'bielefeld-kesselbrink',
			minutes: 180,
			rule: 'FREQ=DAILY;INTERVAL=3;COUNT=3',
			audiences: ['everybody'],
			targetLeast: 10,
			targetMost: 30
		}
	},
	{
		key: 'sport',
		host: 'verein@demo.example',
		day: 4,
		time: '16:00',
		until: 'submitted',
		content: {
			title: { de: 'Familiensport im Park', en: 'Family sport in the park' },
			summary: { de: 'Bewegung für Groß und Klein, ohne Anmeldung.' },
			kind: 'sport',
			placeId: 'bielefeld-schildesche',
			audiences: ['families', 'children'],
			support: ['room'],
			supportText: 'Bei Regen brauchen wir eine Halle.'
		}
	},
	{
		key: 'reading',
		host: { name: 'Stadtteilbibliothek Brackwede' },
		day: 3,
		time: '15:00',
		until: 'approved',
		places: { capacity: 20, asked: [2, 3, 2, 1, 2] },
		content: {
			title: { de: 'Vorlesen in fünf Sprachen', en: 'Stories in five languages' },
			summary: { de: 'Geschichten zum Zuhören und Weitererzählen.' },
			kind: 'parentChild',
			placeId: 'bielefeld-brackwede',
			minutes: 90,
			languages: ['de', 'ar', 'tr', 'ru', 'en'],
			accessibility: ['wheelchair', 'quietRoom'],
			audiences: ['children', 'families'],
			ageFrom: 3,
			ageTo: 8,
			needsRegistration: true
		}
	},
	{
		key: 'walk',
		host: { name: 'Runder Tisch Baumheide' },
		day: 6,
		time: '17:00',
		until: 'approved',
		places: { capacity: 8, asked: [3, 2, 2, 1, 2, 1] },
		content: {
			title: { de: 'Stadtteilbegehung mit Kindern', en: 'A walk with children' },
			summary: { de: 'Wo ist es gut, wo fehlt etwas? Kinder zeigen ihren Weg.' },
			kind: 'walk',
			placeId: 'bielefeld-baumheide',
			minutes: 120,
			audiences: ['children', 'families', 'professionals'],
			needsRegistration: true
		}
	},
	{
		key: 'cooking',
		host: 'traeger@demo.example',
		day: 7,
		time: '12:00',
		until: 'queried',
		question: 'Gibt es eine Küche, und wie viele können mitkochen?',
		content: {
			title: { de: 'Kochen für alle', en: 'Cooking for everybody' },
			summary: { de: 'Jede Familie bringt ein Rezept mit.' },
			kind: 'encounter',
			placeId: 'bielefeld-ostmannturmviertel',
			cost: 'text',
			costText: 'Spende',
			support: ['money'],
			supportText: '150 € für Lebensmittel'
		}
	},
	{
		key: 'info',
		host: { name: 'Jobcenter' },
		day: 5,
		time: '10:00',
		until: 'approved',
		content: {
			title: { de: 'Bildungskarte: so geht’s', en: 'How the education card works' },
			summary: { de: 'Fragen und Hilfe beim Antrag, auch auf Arabisch.' },
			kind: 'info',
			placeId: 'bielefeld-stieghorst',
			minutes: 90,
			languages: ['de', 'ar'],
			audiences: ['families', 'lowIncome']
		}
	}
];
