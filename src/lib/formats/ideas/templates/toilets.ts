import { category, texts, type Template } from './contract.ts';

/** Indicator 540-2.1d1: proposals for toilets by those who need them; what counts is "Empfehlung". */
export const toilets: Template = {
	key: 'toilets',
	title: texts('Toiletten für alle', 'Toilets for everyone', 'Toiletten für alle', 'مراحيض للجميع'),
	purpose: texts(
		'Wo fehlen Toiletten, und welche? Aus Vorschlägen werden Empfehlungen der Zielgruppen.',
		'Where are toilets missing, and which ones? Proposals become recommendations of those who need them.',
		'Wo fehlen Toiletten? Ihre Vorschläge werden Empfehlungen.',
		'أين تنقص المراحيض وأي نوع؟ تصبح المقترحات توصيات من المعنيين.'
	),
	intro: texts(
		'Wo brauchen Sie eine Toilette? Wie muss sie sein, damit Sie sie benutzen können?',
		'Where do you need a toilet? What must it be like so that you can use it?',
		'Wo brauchen Sie eine Toilette? Wie muss die Toilette sein?',
		'أين تحتاجون إلى مرحاض؟ كيف يجب أن يكون لتتمكنوا من استخدامه؟'
	),
	layout: 'map',
	moderation: 'before',
	takesPhotos: true,
	statusNames: { planned: texts('Empfehlung', 'recommendation', 'Empfehlung', 'توصية') },
	phases: ['collect', 'discuss', 'report'],
	categories: [
		category(
			'toilet',
			'blue',
			texts('Hier fehlt eine', 'One is missing here', 'Hier fehlt eine Toilette', 'ينقص مرحاض هنا')
		),
		category(
			'wheelchair',
			'violet',
			texts('Barrierefreiheit', 'Accessibility', 'Ohne Hindernisse', 'سهولة الوصول')
		),
		category(
			'water',
			'teal',
			texts('Sauberkeit und Zustand', 'Cleanliness and state', 'Sauberkeit', 'النظافة والحالة')
		),
		category('safety', 'orange', texts('Sicherheit', 'Safety', 'Sicherheit', 'الأمان'))
	]
};
