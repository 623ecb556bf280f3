import type { Locale } from '#lib/platform/i18n/paraglide/runtime.js';
import type { Outcome, TalkWay } from '#lib/formats/contact/states.ts';

/** What somebody wrote, and what the team made of it. Topics are named as in the template. */
export type ToldMessage = Readonly<{
	key: string;
	daysAgo: number;
	locale: Locale;
	topic: string | null;
	text: string;
	/** Absent: it still waits. */
	answer?: string;
	/** Days. */
	answeredAfter: number;
	/** Absent: it is not closed. */
	outcome?: Readonly<{ outcome: Outcome; passedTo?: string }>;
}>;

export type ToldTalk = Readonly<{
	key: string;
	daysAgo: number;
	topics: readonly string[];
	way: TalkWay;
	contacts: number;
	keyword: string;
}>;

export const messages: readonly ToldMessage[] = [
	{
		key: 'lamps',
		daysAgo: 80,
		locale: 'de',
		topic: 'Sicherheit',
		text: 'Hinter der Grünanlage sind seit Wochen zwei Laternen aus. Abends gehe ich da nicht mehr lang.',
		answer:
			'Danke für den Hinweis. Wir haben es den Stadtwerken gemeldet, die Lampen werden nächste Woche getauscht.',
		answeredAfter: 2,
		outcome: { outcome: 'passedOn', passedTo: 'Stadtwerke, Beleuchtung' }
	},
	{
		key: 'letter',
		daysAgo: 52,
		locale: 'ar',
		topic: 'Geld und Ämter',
		text: 'وصلتني رسالة من الدائرة ولا أفهمها. هل يساعدني أحد؟',
		answer:
			'نعم، بكل سرور. تعالوا يوم الثلاثاء بين الساعة 15 و17 إلى العربة في الساحة ومعكم الرسالة.',
		answeredAfter: 1,
		outcome: { outcome: 'answered' }
	},
	{
		key: 'table-tennis',
		daysAgo: 33,
		locale: 'de',
		topic: 'Angebote und Ideen',
		text: 'Können wir eine zweite Tischtennisplatte bekommen? An der einen stehen immer acht Leute.',
		answer: 'Gute Idee. Wir haben sie auf die Ideenkarte gesetzt, dort kann man sie unterstützen.',
		answeredAfter: 4,
		outcome: { outcome: 'idea' }
	},
	{
		key: 'noise',
		daysAgo: 6,
		locale: 'de',
		topic: 'Zusammenleben auf dem Platz',
		text: 'Nach 23 Uhr ist es bei uns im dritten Stock zu laut. Wir wollen niemanden vertreiben, aber schlafen.',
		answer:
			'Das verstehen wir. Am Donnerstag sprechen wir mit den Gruppen, die abends da sind. Mögen Sie dazukommen?',
		answeredAfter: 2
	},
	{
		key: 'bench',
		daysAgo: 1,
		locale: 'en',
		topic: 'Sauberkeit und Ausstattung',
		text: 'The bench next to the playground is broken, a child was nearly hurt.',
		answeredAfter: 0
	}
];

const talk = (
	key: string,
	daysAgo: number,
	topics: readonly string[],
	way: TalkWay,
	contacts = 1,
	keyword = ''
): ToldTalk => ({ key, daysAgo, topics, way, contacts, keyword });

export const talks: readonly ToldTalk[] = [
	talk('t1', 92, ['Wohnen'], 'talk', 2, 'Wohnberechtigungsschein'),
	talk('t2', 85, ['Zusammenleben auf dem Platz'], 'street', 3),
	talk('t3', 71, ['Gesundheit', 'Geld und Ämter'], 'talk', 1, 'Krankenversicherung'),
	talk('t4', 64, ['Sicherheit'], 'street', 2),
	talk('t5', 50, ['Geld und Ämter'], 'phone'),
	talk('t6', 43, ['Wohnen'], 'talk', 2),
	talk('t7', 29, ['Zusammenleben auf dem Platz', 'Sicherheit'], 'street', 4),
	talk('t8', 22, ['Angebote und Ideen'], 'talk', 2),
	talk('t9', 15, ['Geld und Ämter'], 'talk', 1, 'Bürgergeld, Antrag'),
	talk('t10', 8, ['Gesundheit'], 'street'),
	talk('t11', 1, ['Wohnen'], 'talk', 2)
];
