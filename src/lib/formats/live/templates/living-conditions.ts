import { choice, scale, text, texts, words, type Template } from './contract.ts';

/** Measure 540-3: how well were the experts involved in the report, and what shall the next one look at? */
export const livingConditions: Template = {
	key: 'lebenslagenbericht',
	title: texts(
		'Lebenslagenbericht: Wie gut war die Beteiligung?',
		'Living conditions report: how well were you involved?',
		'Bericht über das Leben in der Stadt: Konnten Sie gut mitreden?',
		'تقرير الأوضاع المعيشية: كيف كانت مشاركتكم؟'
	),
	purpose: texts(
		'Für Träger, Ämter und Fachleute nach der Arbeit am Bericht. Fragt nach der Organisation.',
		'For providers, offices and experts after work on the report. Asks for the organisation.',
		'Für Fach-Leute. Sie haben am Bericht mitgearbeitet. Wir fragen nach der Organisation.',
		'للجهات والدوائر والخبراء بعد العمل على التقرير. يسأل عن اسم المؤسسة.'
	),
	organisationField: 'required',
	questions: [
		scale(
			texts(
				'Wie gut waren Sie in die Arbeit am Lebenslagenbericht eingebunden?',
				'How well were you involved in the work on the living conditions report?',
				'Konnten Sie beim Bericht gut mitreden?',
				'إلى أي مدى شاركتم في العمل على تقرير الأوضاع المعيشية؟'
			),
			{
				from: 1,
				to: 10,
				low: texts('gar nicht', 'not at all', 'gar nicht', 'لم نشارك إطلاقاً'),
				high: texts('sehr gut', 'very well', 'sehr gut', 'شاركنا بشكل جيد جداً')
			}
		),
		choice(
			texts(
				'Welche Themen soll der nächste Bericht vertiefen?',
				'Which topics should the next report look at more closely?',
				'Worüber soll der nächste Bericht mehr sagen?',
				'ما المواضيع التي ينبغي أن يتعمق فيها التقرير القادم؟'
			),
			{
				wohnen: texts(
					'Wohnen und Mieten',
					'Housing and rents',
					'Wohnen und Miete',
					'السكن والإيجارات'
				),
				armut: texts(
					'Armut und Schulden',
					'Poverty and debt',
					'Wenig Geld und Schulden',
					'الفقر والديون'
				),
				familie: texts(
					'Kinder und Familien',
					'Children and families',
					'Kinder und Familien',
					'الأطفال والأسر'
				),
				alter: texts(
					'Älter werden und Pflege',
					'Ageing and care',
					'Alt werden und Pflege',
					'الشيخوخة والرعاية'
				),
				gesundheit: texts(
					'Gesundheit und Sucht',
					'Health and addiction',
					'Gesundheit und Sucht',
					'الصحة والإدمان'
				),
				ankommen: texts(
					'Ankommen und Zusammenleben',
					'Arriving and living together',
					'Neu in der Stadt sein und gut zusammen leben',
					'الاستقرار والعيش المشترك'
				),
				umwelt: texts(
					'Umwelt und Quartier',
					'Environment and neighbourhood',
					'Umwelt und Stadt-Teil',
					'البيئة والحي'
				)
			},
			3
		),
		words(
			texts(
				'Was hat Ihnen bei der Beteiligung gefehlt?',
				'What did you miss in the process?',
				'Was hat Ihnen gefehlt?',
				'ما الذي افتقدتموه أثناء المشاركة؟'
			),
			3
		),
		text(
			texts(
				'Was sollten wir beim nächsten Bericht anders machen?',
				'What should we do differently for the next report?',
				'Was sollen wir beim nächsten Mal anders machen?',
				'ما الذي ينبغي أن نغيّره في التقرير القادم؟'
			)
		)
	]
};
