import { choice, scale, text, texts, type Template } from './contract.ts';

/** Short feedback at the end of any event; the last two minutes before people leave. */
export const eventFeedback: Template = {
	key: 'rueckmeldung',
	title: texts(
		'Rückmeldung zur Veranstaltung',
		'Feedback on the event',
		'Ihre Meinung zur Veranstaltung',
		'رأيكم في الفعالية'
	),
	purpose: texts(
		'Für das Ende jeder Veranstaltung. Drei Fragen, zwei Minuten.',
		'For the end of any event. Three questions, two minutes.',
		'Für den Schluss. 3 Fragen in 2 Minuten.',
		'لنهاية أي فعالية. ثلاثة أسئلة في دقيقتين.'
	),
	organisationField: 'off',
	questions: [
		scale(
			texts(
				'Wie hat Ihnen die Veranstaltung gefallen?',
				'How did you like the event?',
				'Wie war die Veranstaltung für Sie?',
				'كيف وجدتم الفعالية؟'
			),
			{
				from: 1,
				to: 5,
				low: texts('gar nicht gut', 'not good at all', 'gar nicht gut', 'غير جيدة إطلاقاً'),
				high: texts('sehr gut', 'very good', 'sehr gut', 'جيدة جداً')
			},
			false
		),
		choice(
			texts(
				'Was nehmen Sie mit?',
				'What do you take away?',
				'Was war gut für Sie?',
				'بماذا خرجتم؟'
			),
			{
				wissen: texts('Neues Wissen', 'New knowledge', 'Ich weiß jetzt mehr', 'معرفة جديدة'),
				kontakte: texts(
					'Neue Kontakte',
					'New contacts',
					'Ich kenne jetzt neue Menschen',
					'معارف جدد'
				),
				hilfe: texts(
					'Ich weiß, wo ich Hilfe finde',
					'I know where to find help',
					'Ich weiß: Da bekomme ich Hilfe',
					'أعرف أين أجد المساعدة'
				),
				lust: texts(
					'Lust, selbst mitzumachen',
					'I feel like joining in',
					'Ich möchte selbst mitmachen',
					'رغبة في المشاركة'
				)
			},
			4
		),
		text(
			texts(
				'Was sollten wir beim nächsten Mal anders machen?',
				'What should we do differently next time?',
				'Was sollen wir beim nächsten Mal anders machen?',
				'ما الذي ينبغي أن نغيّره في المرة القادمة؟'
			)
		)
	]
};
