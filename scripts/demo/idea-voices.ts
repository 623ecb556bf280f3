import type { CategoryIcon } from '#lib/formats/ideas/categories.ts';
import type { IdeaStatus } from '#lib/formats/ideas/rules.ts';

/** What people of the story bring to the idea maps. Places are real, people and events are not. */

export type Voice = {
	/** Icon of its category in the template of the map. */
	category: CategoryIcon;
	title: string;
	body?: string;
	locale?: 'de' | 'en' | 'de-simple' | 'ar';
	/** Latitude and longitude, or the id of a place; absent: "somewhere in the quarter". */
	at?: readonly [number, number] | string;
	/** How many others want it too. */
	supports?: number;
	comments?: readonly string[];
	/** Where it stands today, and what the office said. */
	answer?: { status: Exclude<IdeaStatus, 'new'>; reason: string; office: string };
	/** Days ago. */
	said: number;
};

const roads = 'Amt für Verkehr';

/** Changing places. Status "planned" is called "Empfehlung". */
export const toilets: readonly Voice[] = [
	{
		category: 'toilet',
		title: 'Bahnhof: Raum neben der Bahnhofsmission',
		body: 'Der Raum ist 14 Quadratmeter groß. Ein Lifter passt hinein, das haben wir ausgemessen.',
		at: [52.0291, 8.5329],
		supports: 21,
		answer: {
			status: 'planned',
			reason: 'Empfehlung an die Bahn und an Dezernat 4: Raum mit Lifter und Liege.',
			office: 'Büro 540 mit Dezernat 4'
		},
		said: 120
	},
	{
		category: 'toilet',
		title: 'Neues Rathaus, Erdgeschoss',
		at: [52.0217, 8.5343],
		supports: 17,
		answer: {
			status: 'planned',
			reason: 'Empfehlung an den Immobilienservice: beim Umbau 2027 mit einplanen.',
			office: 'Büro 540 mit Dezernat 4'
		},
		said: 117
	},
	{
		category: 'toilet',
		title: 'Stadtteilzentrum Sieker',
		body: 'Dort sind wir jede Woche. Bis jetzt fahren wir zum Wickeln nach Hause.',
		at: 'bielefeld-sieker',
		supports: 12,
		answer: {
			status: 'planned',
			reason: 'Empfehlung an den Betreiber, mit Zusage der Anschubkosten.',
			office: 'Büro 540'
		},
		said: 102
	},
	{
		category: 'wheelchair',
		title: 'Schlüssel: Euroschlüssel statt Automat',
		supports: 15,
		answer: {
			status: 'planned',
			reason: 'Empfehlung für alle Standorte: Euroschlüssel.',
			office: 'Büro 540'
		},
		said: 98
	},
	{
		category: 'wheelchair',
		title: 'Schilder mit Symbol schon ab der Haltestelle',
		supports: 9,
		answer: {
			status: 'planned',
			reason: 'Empfehlung an moBiel und das Amt für Verkehr.',
			office: 'Büro 540'
		},
		said: 90
	},
	{
		category: 'toilet',
		title: 'Baumheide am Markt',
		at: 'bielefeld-baumheide',
		supports: 4,
		said: 31
	},
	{ category: 'wheelchair', title: 'Öffnungszeiten im Netz zeigen', supports: 3, said: 8 }
];

const removed = (reason: string): Voice['answer'] => ({
	status: 'done',
	reason,
	office: roads
});

/** Barriers reported by the tandems. Status "done" is called "abgebaut". */
export const barriers: readonly Voice[] = [
	...(
		[
			['Bordstein Heeper Straße / Teutoburger Straße', [52.0236, 8.5451], 'Abgesenkt auf 3 cm.'],
			['Bordstein vor der Apotheke am Kesselbrink', [52.0251, 8.5386], 'Abgesenkt.'],
			['Poller stehen zu eng', [52.0229, 8.5372], 'Ein Poller ist weg.'],
			['Ampel ohne Ton', [52.0222, 8.5401], 'Tonsignal eingebaut.'],
			['Kopfsteinpflaster im Durchgang', [52.0213, 8.5311], 'Ein Streifen ist jetzt glatt.'],
			['Baustelle ohne Rampe', [52.0263, 8.5389], 'Rampe gelegt, Baufirma ermahnt.'],
			['Gehweg von Wurzeln angehoben', [52.0272, 8.5415], 'Neu gepflastert.'],
			['Radständer auf dem Leitstreifen', [52.0287, 8.5336], 'Ständer versetzt.']
		] as const
	).map(([title, at, reason], index): Voice => ({
		category: 'wheelchair',
		title,
		at,
		supports: 3 + ((index * 5) % 9),
		answer: removed(reason),
		said: 200 - index * 9
	})),
	...(
		[
			['Stufe am Eingang der Bücherei-Zweigstelle', [52.0461, 8.5943], 'Rampe fest eingebaut.'],
			['Tür zu schwer', [52.0214, 8.5348], 'Türöffner mit Taster.'],
			['Klingel zu hoch', [52.0059, 8.5668], 'Klingel auf 85 cm.'],
			['Kein Aufzug zum Beratungsraum', [52.0239, 8.5302], 'Beratung jetzt im Erdgeschoss.'],
			['Drehkreuz im Schwimmbad', [52.0178, 8.5216], 'Seitentür offen für alle.']
		] as const
	).map(([title, at, reason], index): Voice => ({
		category: 'wheelchair',
		title,
		at,
		supports: 2 + ((index * 4) % 7),
		answer: removed(reason),
		said: 150 - index * 11
	})),
	...(
		[
			['Fahrplan nur als Foto im Netz', [52.0289, 8.5331], 'Als Text und zum Vorlesen.'],
			[
				'Formular nur zum Ausdrucken',
				[52.0219, 8.534],
				'Jetzt auch online und in Leichter Sprache.'
			],
			['Aushang in 8 Punkt', [52.0244, 8.5397], 'Großdruck, auch auf Augenhöhe im Sitzen.']
		] as const
	).map(([title, at, reason], index): Voice => ({
		category: 'light',
		title,
		at,
		supports: 4 + index,
		answer: removed(reason),
		said: 96 - index * 14
	})),
	{
		category: 'wheelchair',
		title: 'Rampe am Treppenplatz fehlt',
		at: 'bielefeld-treppenplatz',
		supports: 26,
		answer: {
			status: 'planned',
			reason: 'Im Haushalt 2027 angemeldet.',
			office: roads
		},
		said: 77
	},
	{
		category: 'wheelchair',
		title: 'Automatiktür in der Sparkasse defekt',
		at: [52.0226, 8.5356],
		supports: 5,
		said: 55
	},
	{ category: 'light', title: 'Ansagen im Bus fallen aus', supports: 11, said: 47 },
	{
		category: 'wheelchair',
		title: 'Leitstreifen endet im Nichts',
		at: [52.0279, 8.5342],
		supports: 8,
		said: 19
	}
];

/** Without a map: new formats for education and participation. Status "done" is called "ausgearbeitet". */
export const formatsForChildren: readonly Voice[] = [
	...['Kino mit Filmgespräch', 'Ein Tag auf der Messe', 'Schwimmkurs in den Ferien'].map(
		(title, index): Voice => ({
			category: 'people',
			title,
			supports: 9 - index,
			answer: {
				status: 'done' as const,
				reason: 'Ausgearbeitet mit Kosten, Partnern und Terminen.',
				office: 'Sozialamt 500.11'
			},
			said: 160 - index * 20
		})
	),
	{ category: 'people', title: 'Museum erklärt von Kindern', supports: 6, said: 40 },
	{ category: 'people', title: 'Trommeln im Park', supports: 4, said: 33 },
	{ category: 'people', title: 'Kochkurs mit Großeltern', supports: 7, said: 21 }
];
