import { ranking, scale, text, texts, words, type Template } from './contract.ts';

/** Fachtage (540-2, 170-1): collect impulses live, and see what is taken on. */
export const expertDay: Template = {
	key: 'fachtag-impulse',
	title: texts(
		'Fachtag: Impulse sammeln',
		'Expert day: collecting ideas',
		'Fach-Tag: Ideen sammeln',
		'اليوم التخصصي: جمع الأفكار'
	),
	purpose: texts(
		'Für Fachtage mit Trägern, Politik und Verwaltung: Erwartungen, Schwerpunkt, Impulse, nächster Schritt.',
		'For expert days with providers, politics and administration: expectations, focus, ideas, next step.',
		'Für Treffen von Fach-Leuten. Wir fragen: Was ist wichtig? Was kommt als Nächstes?',
		'لأيام الخبراء مع الجهات والسياسة والإدارة: التوقعات والأولويات والأفكار والخطوة التالية.'
	),
	organisationField: 'optional',
	questions: [
		words(
			texts(
				'Mit welchem Stichwort sind Sie heute gekommen?',
				'Which keyword brought you here today?',
				'Warum sind Sie heute hier?',
				'ما الكلمة التي أتت بكم اليوم؟'
			),
			1
		),
		ranking(
			texts(
				'Wo sehen Sie den größten Handlungsbedarf, und wo danach?',
				'Where do you see the greatest need for action, and where after that?',
				'Wo muss am meisten passieren? Und wo danach?',
				'أين ترون الحاجة الأكبر إلى التحرك، وأين بعد ذلك؟'
			),
			{
				zusammenarbeit: texts(
					'Zusammenarbeit der Dienste',
					'Cooperation between services',
					'Die Stellen müssen besser zusammen arbeiten',
					'التعاون بين الجهات'
				),
				zugang: texts(
					'Zugang für Menschen, die uns nicht kennen',
					'Access for people who do not know us',
					'Mehr Menschen müssen uns kennen',
					'الوصول إلى من لا يعرفوننا'
				),
				raum: texts('Öffentlicher Raum', 'Public space', 'Plätze und Straßen', 'الفضاء العام'),
				wohnen: texts('Wohnen', 'Housing', 'Wohnen', 'السكن'),
				personal: texts(
					'Personal und Zeit',
					'Staff and time',
					'Mehr Leute und mehr Zeit',
					'الموظفون والوقت'
				)
			},
			3
		),
		text(
			texts(
				'Welchen Impuls sollen wir mitnehmen?',
				'Which idea should we take with us?',
				'Welche Idee sollen wir mitnehmen?',
				'ما الفكرة التي ينبغي أن نأخذها معنا؟'
			)
		),
		scale(
			texts(
				'Wie sicher sind Sie, dass aus dem heutigen Tag etwas folgt?',
				'How confident are you that today will lead to something?',
				'Glauben Sie: Nach dem Tag heute ändert sich etwas?',
				'ما مدى ثقتكم بأن هذا اليوم سيؤدي إلى نتيجة؟'
			),
			{
				from: 1,
				to: 10,
				low: texts('gar nicht', 'not at all', 'nein, gar nicht', 'لا ثقة إطلاقاً'),
				high: texts('sehr sicher', 'very confident', 'ja, ganz sicher', 'ثقة كبيرة جداً')
			}
		)
	]
};
