import type { Translated } from '../../../platform/i18n/translated.ts';
import type { PointValues } from './point-form.ts';
import { usualAnswerDays, usualForgetDays } from './schema.ts';

/** A contact point ready to be used: its texts exist in all four content languages, all can be changed afterwards. */
export type Template = Readonly<{
	key: string;
	title: Translated;
	/** For whom and when it is meant. */
	purpose: Translated;
	intro: Translated;
	topics: readonly Translated[];
}>;

/** The four wordings of one text, in the order of the content languages. */
const texts = (de: string, en: string, simple: string, ar: string): Translated => ({
	de,
	en,
	'de-simple': simple,
	ar
});

const streetwork: Template = {
	key: 'streetwork',
	title: texts(
		'Sprechstunde Streetwork',
		'Streetwork contact hours',
		'Sprech-Stunde von den Streetworkern',
		'ساعات اللقاء مع العاملين في الشارع'
	),
	purpose: texts(
		'Für Streetwork und Sozialraumarbeit: Nachrichten beantworten, Gespräche auf dem Platz mit zwei Fingertipps notieren.',
		'For street and community workers: answer messages, note talks on the square with two taps.',
		'Für Streetworker und Streetworkerinnen. Sie beantworten Nachrichten. Sie schreiben auf, wie viele Gespräche es gab.',
		'للعاملين الاجتماعيين في الشارع: الرد على الرسائل وتسجيل الأحاديث في الساحة بنقرتين.'
	),
	intro: texts(
		'Sie haben eine Sorge, eine Frage oder eine Idee für den Platz? Sprechen Sie uns an oder schreiben Sie uns. Ihren Namen brauchen wir nicht.',
		'You have a worry, a question or an idea for the square? Talk to us or write to us. We do not need your name.',
		'Haben Sie Sorgen oder Fragen? Haben Sie eine Idee für den Platz? Sprechen Sie mit uns. Oder schreiben Sie uns. Wir brauchen Ihren Namen nicht.',
		'لديكم همّ أو سؤال أو فكرة للساحة؟ تحدثوا إلينا أو اكتبوا لنا. لا نحتاج إلى أسمائكم.'
	),
	topics: [
		texts(
			'Zusammenleben auf dem Platz',
			'Living together on the square',
			'Miteinander auf dem Platz',
			'التعايش في الساحة'
		),
		texts('Sicherheit', 'Safety', 'Sicherheit', 'الأمان'),
		texts(
			'Sauberkeit und Ausstattung',
			'Cleanliness and equipment',
			'Sauberkeit und Bänke',
			'النظافة والتجهيزات'
		),
		texts('Wohnen', 'Housing', 'Wohnung', 'السكن'),
		texts('Geld und Ämter', 'Money and offices', 'Geld und Ämter', 'المال والدوائر الرسمية'),
		texts('Gesundheit', 'Health', 'Gesundheit', 'الصحة'),
		texts('Angebote und Ideen', 'Activities and ideas', 'Angebote und Ideen', 'العروض والأفكار'),
		texts('Anderes', 'Something else', 'Etwas anderes', 'شيء آخر')
	]
};

/** Ready contact points to start from, in the order in which they are offered. */
export const templates: readonly Template[] = [streetwork];

export const templateOf = (key: string | null | undefined): Template | null =>
	templates.find((template) => template.key === key) ?? null;

type Beginning = Omit<PointValues, 'placeId' | 'retainUntil' | 'slug'>;

/** What the form of a new contact point begins with. */
export const beginningOf = (template: Template | null, locales: readonly string[]): Beginning => ({
	title: template?.title ?? {},
	main: 'de',
	locales: template ? locales : ['de'],
	startsAt: '',
	endsAt: '',
	measures: [],
	organisationId: '',
	intro: template?.intro ?? {},
	hours: {},
	hoursActivityId: '',
	takesMessages: true,
	answerDays: String(usualAnswerDays),
	forgetDays: String(usualForgetDays),
	topics: (template?.topics ?? []).map((name) => ({ id: '', name }))
});
