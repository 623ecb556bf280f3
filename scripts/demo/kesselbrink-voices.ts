import type { Voice } from './idea-voices.ts';

const green = 'Umweltamt';
const roads = 'Amt für Verkehr';
const social = 'Sozialraumarbeit, Büro 540';

/** The square with the pavements around it, by eye. */
export const squareOutline: readonly (readonly [lng: number, lat: number])[] = [
	[8.53745, 52.02432],
	[8.53905, 52.02318],
	[8.54215, 52.02338],
	[8.54195, 52.02495],
	[8.54075, 52.02592],
	[8.53835, 52.02565],
	[8.53745, 52.02432]
];

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
