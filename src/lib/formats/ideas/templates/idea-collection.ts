import { category, texts, type Template } from './contract.ts';

/** Indicator 500-4.2: formats that partners think up together; what counts is "ausgearbeitet". Without places. */
export const ideaCollection: Template = {
	key: 'idea-collection',
	title: texts('Ideensammlung', 'Idea collection', 'Ideen-Sammlung', 'جمع الأفكار'),
	purpose: texts(
		'Ideen ohne Ort sammeln, etwa für neue Formate unter Partnern. Eine Liste statt einer Karte.',
		'Collect ideas that have no place, for example new formats among partners. A list instead of a map.',
		'Ideen ohne Ort sammeln. Es gibt eine Liste. Es gibt keine Karte.',
		'جمع أفكار بلا مكان، مثل صيغ جديدة بين الشركاء. قائمة بدل خريطة.'
	),
	intro: texts(
		'Welche Idee sollen wir ausarbeiten? Ein Satz genügt für den Anfang.',
		'Which idea should we work out? One sentence is enough to begin with.',
		'Welche Idee haben Sie? Ein Satz reicht.',
		'أي فكرة نطوّرها؟ جملة واحدة تكفي للبداية.'
	),
	layout: 'list',
	moderation: 'after',
	takesPhotos: false,
	statusNames: { done: texts('ausgearbeitet', 'worked out', 'fertig geplant', 'مُعدّة بالتفصيل') },
	phases: ['collect', 'support', 'report'],
	categories: [
		category('people', 'green', texts('Begegnung', 'Meeting people', 'Treffen', 'لقاء')),
		category(
			'idea',
			'blue',
			texts(
				'Information und Beratung',
				'Information and advice',
				'Information und Beratung',
				'معلومات واستشارة'
			)
		),
		category('heart', 'rose', texts('Unterstützung', 'Support', 'Hilfe', 'دعم')),
		category('house', 'grey', texts('Etwas anderes', 'Something else', 'Etwas anderes', 'شيء آخر'))
	]
};
