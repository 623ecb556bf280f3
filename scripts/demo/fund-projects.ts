import type { State } from '#lib/formats/fund/states.ts';

/** A line of a plan as its applicant types it: category, words, euros. */
type Line = readonly [string, string, string];

/** A project of the demo's fund: what is applied for, what is decided, and how far it has come. */
export type FundProject = Readonly<{
	key: string;
	/** Email of the member who applies for an organisation; absent: a group without an account. */
	member?: 'traeger@demo.example' | 'verein@demo.example';
	kind: 'group' | 'association' | 'provider';
	name: string;
	contact: string;
	title: string;
	summary: string;
	plan: string;
	targetGroups: readonly string[];
	participants: string;
	initiatedBy: 'residents' | 'professionals' | 'both';
	placeId: string;
	/** Latitude and longitude, as the map writes them. */
	point?: readonly [string, string];
	/** Days from now. */
	submitted: number;
	from: number;
	to: number;
	costs: readonly Line[];
	own: readonly Line[];
	grant: string;
	decision?: Readonly<{
		body: 'office' | 'jury';
		outcome: 'granted' | 'conditions' | 'rejected';
		/** In cents. */
		grantedCents: number | null;
		reason: string;
		conditions: string;
	}>;
	/** How far the story has come. */
	until: State;
	/** What was spent: index of the cost line, payee, euros, number of the receipt, days from now. */
	receipts?: readonly (readonly [number, string, string, string, number])[];
	report?: Readonly<Record<'happened' | 'wentWell' | 'difficult', string>>;
}>;

/** Approved by the jury, done, proved and closed; what was left came back. */
const cooking: FundProject = {
	key: 'kochen',
	kind: 'group',
	name: 'Kochgruppe Kesselbrink',
	contact: 'Nour Haddad',
	title: 'Kochen auf dem Platz',
	summary: 'Einmal im Monat kochen wir auf dem Kesselbrink mit allen, die vorbeikommen.',
	plan: 'Sechs Samstage, jedes Mal kocht eine andere Familie ihr Lieblingsgericht. Wer mitschneidet, isst mit.',
	targetGroups: ['everybody', 'families', 'newcomers'],
	participants: '60',
	initiatedBy: 'residents',
	placeId: 'bielefeld-kesselbrink',
	point: ['52.02446', '8.53935'],
	submitted: -250,
	from: -220,
	to: -50,
	costs: [
		['materials', 'Töpfe, Gaskocher und Zutaten', '850,50'],
		['rent', 'Miete der Küche im Bürgerhaus', '149,50']
	],
	own: [['own', 'Kasse der Gruppe', '100']],
	grant: '900',
	decision: {
		body: 'jury',
		outcome: 'granted',
		grantedCents: 90_000,
		reason:
			'Die Idee kommt aus der Nachbarschaft und bringt die Gruppen des Platzes an einen Tisch.',
		conditions: ''
	},
	until: 'closed',
	receipts: [
		[0, 'Markthalle am Kesselbrink', '612,30', 'R-2291', -190],
		[0, 'Baumarkt an der Herforder Straße', '207,70', '88-4410', -185],
		[1, 'Bürgerhaus Mitte', '149,50', '2026-17', -60]
	],
	report: {
		happened:
			'An sechs Samstagen haben wir gekocht, beim letzten Mal standen 74 Leute an den Tischen.',
		wentWell:
			'Die Männer vom Brunnen haben jedes Mal mit aufgebaut. Drei Familien kochen jetzt auch ohne uns weiter.',
		difficult:
			'Im Mai hat es nur geregnet. Einmal fehlte der Strom, weil der Schlüssel nicht da war.'
	}
};

/** Granted with a condition and under way: one payment is made, the next is called for. */
const bicycles: FundProject = {
	key: 'rad',
	member: 'verein@demo.example',
	kind: 'association',
	name: 'Sportfreunde Kesselbrink',
	contact: 'Piet Strothmann',
	title: 'Radfahren lernen für Frauen',
	summary:
		'Zehn Frauen lernen auf dem leeren Parkplatz Fahrrad fahren, zwei von ihnen leiten den nächsten Kurs.',
	plan: 'Acht Abende mit zwei Trainerinnen, Kinderbetreuung nebenan, Räder aus der offenen Fahrradwerkstatt.',
	targetGroups: ['women', 'newcomers'],
	participants: '12',
	initiatedBy: 'both',
	placeId: 'bielefeld-mitte',
	point: ['52.02711', '8.54382'],
	submitted: -60,
	from: -30,
	to: 40,
	costs: [
		['fees', 'Zwei Trainerinnen, acht Abende', '320'],
		['materials', 'Helme und Flickzeug', '180']
	],
	own: [['income', 'Spende der Radläden', '50']],
	grant: '450',
	decision: {
		body: 'office',
		outcome: 'conditions',
		grantedCents: 45_000,
		reason: '',
		conditions: 'Die Helme bleiben nach dem Kurs in der offenen Fahrradwerkstatt.'
	},
	until: 'running'
};

/** Rejected by the jury, with a reason that helps for the next time. */
const wall: FundProject = {
	key: 'wand',
	kind: 'group',
	name: 'Freie Wand Bahnhof',
	contact: 'Timo Wiebe',
	title: 'Eine freie Wand für Graffiti',
	summary: 'Wir möchten eine Wand, auf der alle sprühen dürfen.',
	plan: 'Die Wand hinter dem Bahnhof wird grundiert, zweimal im Jahr gibt es einen Tag für alle.',
	targetGroups: ['youth'],
	participants: '30',
	initiatedBy: 'residents',
	placeId: 'bielefeld-bahnhofsumgebung',
	submitted: -120,
	from: -95,
	to: -70,
	costs: [
		['materials', 'Grundierung und Dosen', '950'],
		['fees', 'Anleitung an zwei Tagen', '250']
	],
	own: [['own', 'Eigenes Geld', '150']],
	grant: '1.050,00',
	decision: {
		body: 'jury',
		outcome: 'rejected',
		grantedCents: null,
		reason:
			'Die Eigentümerin der Wand hat nicht zugestimmt. Mit ihrer Zustimmung kann der Antrag neu gestellt werden; das Fonds-Büro hilft beim Gespräch.',
		conditions: ''
	},
	until: 'notified'
};

/** Reviewed and on the jury's next agenda. */
const stage: FundProject = {
	key: 'buehne',
	kind: 'group',
	name: 'Initiative Offene Bühne',
	contact: 'Leyla Arslan',
	title: 'Offene Bühne am Abend',
	summary: 'Sechs Abende mit Musik und Geschichten in allen Sprachen des Viertels.',
	plan: 'Wer etwas kann, meldet sich am Nachmittag; um 19 Uhr geht es los, um 21 Uhr ist Schluss.',
	targetGroups: ['everybody', 'youth', 'newcomers'],
	participants: '200',
	initiatedBy: 'residents',
	placeId: 'bielefeld-ostmannturmviertel',
	submitted: -12,
	from: 30,
	to: 120,
	costs: [
		['rent', 'Anlage und Mischpult', '1.400'],
		['fees', 'Ton an sechs Abenden', '600']
	],
	own: [['thirdParty', 'Sparkasse', '200']],
	grant: '1800',
	until: 'ready'
};

/** Came in yesterday and waits for the office. */
const reading: FundProject = {
	key: 'lesen',
	member: 'traeger@demo.example',
	kind: 'provider',
	name: 'Nachbarschaftshaus Ostmannturm',
	contact: 'Aylin Demirel',
	title: 'Vorlesen in fünf Sprachen',
	summary: 'Eltern lesen Kindern aus dem Viertel in ihrer Sprache vor.',
	plan: 'Jeden Mittwoch eine Stunde, danach ist der Raum zum Schmökern offen.',
	targetGroups: ['children', 'families'],
	participants: '25',
	initiatedBy: 'professionals',
	placeId: 'bielefeld-ostmannturmviertel',
	submitted: -1,
	from: 25,
	to: 150,
	costs: [
		['materials', 'Bücher', '380'],
		['catering', 'Tee und Obst', '70']
	],
	own: [['own', 'Nachbarschaftshaus', '50']],
	grant: '400',
	until: 'submitted'
};

export const fundProjects: readonly FundProject[] = [cooking, bicycles, wall, stage, reading];
