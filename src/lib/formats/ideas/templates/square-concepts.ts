import { category, texts, type Template } from './contract.ts';

/** Measure 540-2: what a square needs, from first wishes to a concept. */
export const squareConcepts: Template = {
	key: 'square-concepts',
	title: texts(
		'Platz-Konzept: Was braucht unser Platz?',
		'Concept for the square: what does it need?',
		'Platz-Konzept: Was braucht unser Platz?',
		'مخطط الساحة: ماذا تحتاج ساحتنا؟'
	),
	purpose: texts(
		'Ideen für einen Platz sammeln, besprechen, gewichten und als Konzept berichten.',
		'Collect ideas for a square, discuss and weigh them, and report them as a concept.',
		'Ideen für einen Platz sammeln. Darüber sprechen. Die wichtigsten Ideen wählen.',
		'جمع الأفكار لساحة، ومناقشتها وترتيبها حسب الأهمية، ثم عرضها كمخطط.'
	),
	intro: texts(
		'Was fehlt auf dem Platz? Was stört? Was wünschen Sie sich? Setzen Sie einen Punkt auf die Karte.',
		'What is missing on the square? What bothers you? What do you wish for? Put a pin on the map.',
		'Was fehlt auf dem Platz? Was stört Sie? Was wünschen Sie sich? Zeigen Sie es auf der Karte.',
		'ما الذي ينقص الساحة؟ ما الذي يزعجكم؟ ماذا تتمنون؟ ضعوا نقطة على الخريطة.'
	),
	layout: 'map',
	moderation: 'before',
	takesPhotos: true,
	statusNames: {},
	phases: ['collect', 'discuss', 'prioritise', 'report'],
	categories: [
		category(
			'bench',
			'brown',
			texts('Sitzen und Treffen', 'Sitting and meeting', 'Sitzen und Treffen', 'الجلوس واللقاء')
		),
		category(
			'tree',
			'green',
			texts('Grün und Schatten', 'Green and shade', 'Bäume und Schatten', 'خضرة وظل')
		),
		category(
			'play',
			'violet',
			texts('Spiel und Sport', 'Play and sport', 'Spiel und Sport', 'لعب ورياضة')
		),
		category(
			'light',
			'orange',
			texts('Licht und Sicherheit', 'Light and safety', 'Licht und Sicherheit', 'إضاءة وأمان')
		),
		category('bin', 'teal', texts('Sauberkeit', 'Cleanliness', 'Sauberkeit', 'نظافة')),
		category('idea', 'blue', texts('Etwas anderes', 'Something else', 'Etwas anderes', 'شيء آخر'))
	]
};
