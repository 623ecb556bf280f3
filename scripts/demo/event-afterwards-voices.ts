import type { DocumentationInput } from '#lib/formats/events/documentation/schema.ts';
import type { EventInput } from '#lib/formats/events/entry/schema.ts';
import { localDay } from '#lib/platform/local-time.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import type { Figure } from './drawn-photo.ts';

export const walk: Partial<EventInput> = {
	title: {
		de: 'Stadtteilbegehung Baumheide',
		en: 'A walk through Baumheide',
		'de-simple': 'Ein Gang durch Baumheide',
		ar: 'جولة في باومهايده'
	},
	summary: {
		de: 'Wo ist es gut, wo fehlt etwas? Wir gehen zusammen und schreiben es auf.',
		en: 'Where is it good, what is missing? We walk together and write it down.'
	},
	kind: 'walk',
	placeId: 'bielefeld-baumheide',
	targetLeast: 10,
	targetMost: 30
};

/** @param now when it was written; what was agreed is due in the months after */
export const walkWords = (now: Date): DocumentationInput => ({
	text: {
		de: 'Achtzehn Menschen sind mitgegangen, das jüngste Kind war vier. Zwei Ecken machen allen Sorgen: der dunkle Weg zur Haltestelle und der hohe Bordstein vor der Kita.',
		en: 'Eighteen people came along, the youngest child was four. Two spots worry everybody: the dark path to the tram stop and the high kerb in front of the nursery.',
		'de-simple':
			'18 Menschen sind mitgegangen. Zwei Stellen sind schlecht: Der Weg zur Halte-Stelle ist dunkel. Und vor der Kita ist der Bord-Stein zu hoch.',
		ar: 'شارك ثمانية عشر شخصًا، أصغرهم طفل في الرابعة. مكانان يقلقان الجميع: الطريق المظلم إلى المحطة والرصيف العالي أمام الروضة.'
	},
	minutesPublic: true,
	points: [
		{
			agreed: 'Der Weg zur Haltestelle bekommt zwei Leuchten.',
			responsible: 'Amt für Verkehr',
			until: inDays(now, 120)
		},
		{
			agreed: 'Der Bordstein vor der Kita wird abgesenkt.',
			responsible: 'Umweltbetrieb',
			until: inDays(now, 60)
		},
		{
			agreed: 'In einem halben Jahr gehen wir wieder.',
			responsible: 'Quartierssozialarbeit',
			until: inDays(now, 180)
		}
	]
});

const inDays = (now: Date, days: number): string =>
	localDay(new Date(now.getTime() + days * 86_400_000));

type DrawnPhoto = Readonly<{
	sky: readonly [number, number, number];
	ground: readonly [number, number, number];
	figures: readonly Figure[];
	description: Record<string, string>;
}>;

export const walkPhotos: readonly DrawnPhoto[] = [
	{
		sky: [150, 195, 225],
		ground: [120, 150, 96],
		figures: [
			{ x: 220, coat: [160, 60, 60] },
			{ x: 330, coat: [50, 90, 140] },
			{ x: 520, coat: [220, 170, 60] },
			{ x: 690, coat: [70, 120, 90] }
		],
		description: {
			de: 'Vier Menschen stehen auf einer Wiese vor einer Häuserreihe.',
			en: 'Four people on a lawn in front of a row of houses.'
		}
	},
	{
		sky: [232, 190, 150],
		ground: [140, 132, 126],
		figures: [
			{ x: 400, coat: [90, 60, 130] },
			{ x: 560, coat: [40, 110, 120] }
		],
		description: {
			de: 'Zwei Menschen stehen am Abend auf dem Gehweg und sehen sich den Bordstein an.',
			en: 'Two people on the pavement in the evening, looking at the kerb.'
		}
	}
];

export const expertDay: Partial<EventInput> = {
	title: {
		de: 'Fachtag: Neue Strukturen im Quartier',
		en: 'Expert day: new structures in the quarter'
	},
	summary: {
		de: 'Wer bringt Menschen im Quartier zusammen? Vereine, Ämter und Nachbarschaft planen gemeinsam.',
		en: 'Who brings people in the quarter together? Associations, offices and neighbours plan together.'
	},
	kind: 'expertDay',
	placeId: 'bielefeld-mitte',
	minutes: 240,
	audiences: ['professionals']
};

export const questions: readonly QuestionInput[] = [
	{
		type: 'scale',
		prompt: {
			de: 'Wie gut läuft die Zusammenarbeit, die auf dem Fachtag geplant wurde?',
			en: 'How well does the cooperation work that was planned on the day?'
		},
		config: {
			from: 1,
			to: 5,
			low: { de: 'gar nicht', en: 'not at all' },
			high: { de: 'sehr gut', en: 'very well' },
			dontKnow: true
		},
		required: true
	},
	{
		type: 'text',
		prompt: { de: 'Was fehlt noch?', en: 'What is still missing?' },
		config: { maxLength: 300 },
		required: false
	}
];

/** What nine people said, each on the scale and perhaps in words. */
export const answers: readonly (readonly [value: number | 'dontKnow', words?: string])[] = [
	[4, 'Eine feste Ansprechperson im Amt.'],
	[5],
	[3, 'Treffen nicht nur vormittags.'],
	[4, 'Übersetzung bei den Treffen.'],
	[4],
	[2, 'Wir haben seitdem nichts gehört.'],
	['dontKnow'],
	[5, 'Geld für Kinderbetreuung.'],
	[4]
];
