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

const green = 'Umweltamt';
const roads = 'Amt für Verkehr';
const social = 'Sozialraumarbeit, Büro 540';

/** Kesselbrink, the square in the middle of the city. */
export const kesselbrink: readonly Voice[] = [
	{
		category: 'tree',
		title: 'Schatten am Wasserspiel',
		body: 'Im Juli ist der Stein so heiß, dass niemand sitzen kann. Ein paar Bäume in Kübeln oder ein Sonnensegel würden reichen.',
		at: [52.02462, 8.5397],
		supports: 27,
		comments: [
			'Bäume in Kübeln waren 2019 schon einmal da. Bitte wieder.',
			'Ein Segel darf aber die Skater nicht stören.'
		],
		answer: {
			status: 'planned',
			reason:
				'Das Umweltamt stellt im Mai sechs Bäume in großen Kübeln auf. Ein Sonnensegel hält dem Wind auf dem Platz nicht stand.',
			office: green
		},
		said: 61
	},
	{
		category: 'bench',
		title: 'Bänke mit Lehne',
		body: 'Ich bin 78. Ohne Lehne und Armstütze komme ich nicht mehr hoch.',
		at: [52.02391, 8.53922],
		supports: 19,
		comments: ['Meine Mutter sagt das auch immer.'],
		answer: {
			status: 'started',
			reason:
				'Vier Bänke bekommen Lehnen und Armstützen. Die ersten zwei stehen seit Oktober an der Nordseite.',
			office: green
		},
		said: 58
	},
	{
		category: 'play',
		title: 'Longer hours for the skate hall lights',
		body: 'In winter it is dark at five. Please leave the lights on until nine, also on Sundays.',
		locale: 'en',
		at: [52.02505, 8.5388],
		supports: 22,
		answer: {
			status: 'inReview',
			reason:
				'Wir klären mit den Stadtwerken, was das kostet, und mit den Nachbarn, was sie davon halten.',
			office: roads
		},
		said: 44
	},
	{
		category: 'play',
		title: 'Tischtennisplatte für Rollstühle',
		body: 'Eine Platte mit unterfahrbarem Rand. Dann können wir zusammen spielen.',
		at: [52.02471, 8.54052],
		supports: 11,
		said: 30
	},
	{
		category: 'play',
		title: 'Wasserhahn an der Fahrradwerkstatt',
		body: 'Zum Flicken und zum Händewaschen. Im Sommer auch zum Trinken.',
		at: [52.0243, 8.54071],
		supports: 14,
		answer: {
			status: 'done',
			reason: 'Der Hahn ist da: links neben dem Container. Trinkwasser, geprüft im September.',
			office: social
		},
		said: 88
	},
	{
		category: 'light',
		title: 'Der Durchgang zur August-Bebel-Straße ist dunkel',
		body: 'Abends gehe ich lieber außen herum. Eine Lampe und ein Spiegel wären gut.',
		at: [52.02352, 8.54118],
		supports: 31,
		comments: [
			'Ja!! Mit dem Kinderwagen ist außen herum aber eine Treppe.',
			'Eine Lampe ist schnell gemacht, oder?'
		],
		answer: {
			status: 'done',
			reason: 'Seit dem 3. November leuchten dort zwei neue Lampen. Der Spiegel folgt.',
			office: roads
		},
		said: 75
	},
	{
		category: 'light',
		title: 'ضوء أكثر عند موقف الحافلة',
		body: 'في المساء لا نرى من يقف هناك. ابنتي تخاف من الانتظار وحدها.',
		locale: 'ar',
		at: [52.02539, 8.54015],
		supports: 9,
		said: 23
	},
	{
		category: 'light',
		title: 'Streetworker auch am Samstag',
		body: 'Unter der Woche ist jemand da, den man ansprechen kann. Am Samstag ist am meisten los und keiner da.',
		at: 'bielefeld-kesselbrink',
		supports: 16,
		answer: {
			status: 'notPossible',
			reason:
				'Dafür reichen die Stellen im nächsten Jahr nicht. Wir nehmen den Wunsch in die Verhandlungen mit den Trägern mit.',
			office: social
		},
		said: 52
	},
	{
		category: 'idea',
		title: 'Ein langer Tisch im September',
		body: 'Alle bringen etwas zu essen mit. 100 Meter Tisch, quer über den Platz.',
		at: [52.02445, 8.53948],
		supports: 34,
		comments: [
			'Wir vom Nachbarschaftshaus würden Tische leihen.',
			'Bitte auch etwas ohne Schwein.',
			'Und Musik, aber leise.'
		],
		answer: {
			status: 'started',
			reason:
				'Das Nachbarschaftshaus Ostmannturm macht daraus ein Projekt. Das erste Treffen war am 12. November.',
			office: social
		},
		said: 66
	},
	{
		category: 'idea',
		title: 'Bücherschrank',
		at: [52.02413, 8.53861],
		supports: 7,
		said: 12
	},
	{
		category: 'idea',
		title: 'Sprach-Café draußen',
		body: 'Jeden Mittwoch. Alle lernen Deutsch. Alle lernen eine andere Sprache.',
		locale: 'de-simple',
		at: 'bielefeld-kesselbrink',
		supports: 13,
		said: 9
	},
	{
		category: 'idea',
		title: 'A place to warm up in winter',
		body: 'Many of us are outside all day. A tent with tea would help from December to February.',
		locale: 'en',
		supports: 24,
		answer: {
			status: 'inReview',
			reason:
				'Streetwork und Bahnhofsmission prüfen, ob der Bauwagen vom letzten Winter wieder stehen kann.',
			office: social
		},
		said: 20
	},
	{
		category: 'bin',
		title: 'Größere Mülleimer an der Südseite',
		body: 'Am Sonntagmorgen liegt alles daneben.',
		at: [52.02377, 8.53985],
		supports: 18,
		answer: {
			status: 'planned',
			reason: 'Der Umweltbetrieb tauscht im Frühjahr drei Eimer gegen solche mit 240 Litern.',
			office: 'Umweltbetrieb'
		},
		said: 49
	},
	{
		category: 'bin',
		title: 'Toilette, die auch nachts offen ist',
		body: 'Es geht um Würde.',
		at: [52.02489, 8.54088],
		supports: 29,
		comments: ['Und bitte ohne Münzen.'],
		said: 68
	},
	{
		category: 'bench',
		title: 'Sitzplätze auch für Gruppen',
		body: 'Bänke im Kreis, damit man sich sieht beim Reden.',
		at: [52.0242, 8.53896],
		supports: 8,
		said: 6
	},
	{ category: 'play', title: 'Boule-Bahn', at: [52.02401, 8.54029], supports: 5, said: 4 },
	{
		category: 'light',
		title: 'Stufe an der Nordseite markieren',
		body: 'Man sieht die graue Stufe auf grauem Boden nicht.',
		at: [52.02524, 8.53934],
		supports: 10,
		said: 15
	},
	{
		category: 'idea',
		title: 'Offenes Singen am Freitag',
		supports: 6,
		at: [52.0246, 8.5392],
		said: 2
	}
];

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

/** A project that grew out of ideas. */
export type ProjectVoice = Voice & { carrier: string; initiatedBy: 'residents' | 'professionals' };

const project = (
	category: CategoryIcon,
	title: string,
	carrier: string,
	status: 'started' | 'done' | 'planned',
	at: Voice['at'],
	said: number,
	initiatedBy: ProjectVoice['initiatedBy'] = 'residents'
): ProjectVoice => ({
	category: 'people',
	title,
	at,
	carrier,
	initiatedBy,
	supports: 3 + (said % 11),
	answer: { status, reason: 'Daraus ist ein Projekt geworden.', office: 'Büro 540' },
	said
});

/** Ideas workshop "environment and quarter", carried out under service and funding agreements. */
export const environment: readonly ProjectVoice[] = [
	project(
		'tree',
		'Hochbeete am Stadtteilzentrum',
		'Stadtteilzentrum Baumheide',
		'done',
		'bielefeld-baumheide',
		240
	),
	project(
		'tree',
		'Tauschregal im Treppenhaus',
		'Nachbarschaftshaus Ostmannturm',
		'started',
		'bielefeld-ostmannturmviertel',
		210
	),
	project(
		'tree',
		'Repair-Café auf Rädern',
		'AWO Kreisverband',
		'started',
		'bielefeld-sieker',
		190,
		'professionals'
	),
	project(
		'tree',
		'Bienenwiese hinter der Schule',
		'Jugendhaus Kamphof',
		'started',
		'bielefeld-kamphof',
		170
	),
	project(
		'tree',
		'Lastenrad zum Ausleihen',
		'Diakonie für Bielefeld',
		'started',
		'bielefeld-oberlohmannshof',
		150,
		'professionals'
	),
	project(
		'tree',
		'Klima-Spaziergang',
		'Caritasverband',
		'done',
		'bielefeld-innenstadt',
		140,
		'professionals'
	),
	project(
		'tree',
		'Regenwasser für den Garten',
		'Stadtteilzentrum Baumheide',
		'planned',
		'bielefeld-baumheide',
		60
	)
];

/** Where people with and without disabilities meet. */
export const encounters: readonly ProjectVoice[] = [
	project(
		'people',
		'Gemeinsame Kochgruppe',
		'Der Paritätische',
		'started',
		'bielefeld-innenstadt',
		180
	),
	project(
		'people',
		'Rollstuhl-Basketball für alle',
		'Sportfreunde Kesselbrink',
		'started',
		'bielefeld-kesselbrink',
		130
	),
	project(
		'people',
		'Tandem-Stadtrundgang',
		'DRK Soziale Dienste',
		'done',
		'bielefeld-innenstadt',
		110
	),
	project(
		'people',
		'Theater ohne Worte',
		'Nachbarschaftshaus Ostmannturm',
		'planned',
		'bielefeld-ostmannturmviertel',
		40
	)
];
