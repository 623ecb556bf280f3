import { choice, scale, texts, words, type Template } from './contract.ts';

/** Measure 540-2: people who use a square talk with those who live beside it. No sign-up, no organisation. */
export const squareTalk: Template = {
	key: 'platzpalaver',
	title: texts(
		'Platzpalaver: Wie geht es uns hier?',
		'Square talk: how are we doing here?',
		'Platz-Palaver: Wie geht es uns hier?',
		'حديث الساحة: كيف حالنا هنا؟'
	),
	purpose: texts(
		'Für alle auf einem Platz, in fünf Minuten. Fragt nach keinem Namen.',
		'For everyone on a square, in five minutes. Asks for no name.',
		'Für alle auf dem Platz. Es dauert 5 Minuten. Wir fragen nicht nach Ihrem Namen.',
		'لكل من في الساحة، خلال خمس دقائق. لا يسأل عن الاسم.'
	),
	organisationField: 'off',
	questions: [
		scale(
			texts(
				'Wie wohl fühlen Sie sich auf diesem Platz?',
				'How comfortable do you feel on this square?',
				'Fühlen Sie sich auf dem Platz wohl?',
				'إلى أي مدى تشعرون بالراحة في هذه الساحة؟'
			),
			{
				from: 1,
				to: 5,
				low: texts(
					'gar nicht wohl',
					'not at all comfortable',
					'gar nicht',
					'لا أشعر بالراحة إطلاقاً'
				),
				high: texts('sehr wohl', 'very comfortable', 'sehr', 'أشعر براحة كبيرة')
			}
		),
		choice(
			texts(
				'Was braucht der Platz am dringendsten?',
				'What does the square need most?',
				'Was braucht der Platz?',
				'ما أكثر ما تحتاجه الساحة؟'
			),
			{
				sitzen: texts('Mehr Sitzplätze', 'More places to sit', 'Mehr Bänke', 'مقاعد أكثر'),
				schatten: texts(
					'Schatten und Grün',
					'Shade and greenery',
					'Schatten und Bäume',
					'ظل ومساحات خضراء'
				),
				toiletten: texts('Saubere Toiletten', 'Clean toilets', 'Saubere Toiletten', 'مراحيض نظيفة'),
				licht: texts(
					'Besseres Licht am Abend',
					'Better light at night',
					'Mehr Licht am Abend',
					'إضاءة أفضل في المساء'
				),
				spielen: texts('Sport und Spiel', 'Sports and play', 'Sport und Spielen', 'رياضة ولعب'),
				ansprechen: texts(
					'Leute, die man ansprechen kann',
					'Someone to turn to',
					'Menschen, die helfen',
					'أشخاص يمكن التوجه إليهم'
				)
			},
			2
		),
		words(
			texts(
				'Welches Wort fällt Ihnen zu diesem Platz ein?',
				'Which word comes to mind when you think of this square?',
				'Welches Wort passt zu dem Platz?',
				'ما الكلمة التي تخطر ببالكم عن هذه الساحة؟'
			),
			1
		)
	]
};
