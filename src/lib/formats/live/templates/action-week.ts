import { choice, scale, text, texts, type Template } from './contract.ts';

/** Measures 540-1 and 170-2: how a whole week of decentral events was, unlike the feedback on one of them. */
export const actionWeek: Template = {
	key: 'aktionswoche',
	title: texts(
		'Rückblick auf die Aktionswoche',
		'Looking back at the action week',
		'Rück-Blick: Wie war die Aktions-Woche?',
		'نظرة على أسبوع الفعاليات'
	),
	purpose: texts(
		'Für den Abschluss einer Aktionswoche mit Veranstaltungen in allen Stadtbezirken: was besucht wurde, was gehindert hat, wo etwas fehlte.',
		'For the end of an action week with events in all districts: what people went to, what kept them away, where something was missing.',
		'Für das Ende von einer Aktions-Woche. Wir fragen: Was war gut? Was hat gefehlt?',
		'لختام أسبوع فعاليات في جميع أحياء المدينة: ما الذي زاره الناس وما الذي منعهم وأين كان النقص.'
	),
	organisationField: 'off',
	questions: [
		choice(
			texts(
				'Wo waren Sie in der Woche dabei?',
				'Where did you take part during the week?',
				'Wo waren Sie in der Woche?',
				'أين شاركتم خلال الأسبوع؟'
			),
			{
				eigener: texts(
					'In meinem Stadtteil',
					'In my part of town',
					'In meinem Stadt-Teil',
					'في حيّي'
				),
				anderer: texts(
					'In einem anderen Stadtteil',
					'In another part of town',
					'In einem anderen Stadt-Teil',
					'في حي آخر'
				),
				heute: texts(
					'Nur hier und heute',
					'Only here and today',
					'Nur hier und heute',
					'هنا واليوم فقط'
				)
			},
			2,
			false
		),
		scale(
			texts(
				'Wie gut passte das Programm zu Ihnen und Ihrer Familie?',
				'How well did the programme suit you and your family?',
				'Hat das Programm zu Ihnen gepasst?',
				'إلى أي مدى ناسبكم البرنامج أنتم وعائلتكم؟'
			),
			{
				from: 1,
				to: 5,
				low: texts('gar nicht', 'not at all', 'gar nicht', 'لم يناسبنا إطلاقاً'),
				high: texts('sehr gut', 'very well', 'sehr gut', 'ناسبنا جداً')
			}
		),
		choice(
			texts(
				'Was hat Ihnen das Mitmachen schwer gemacht?',
				'What made it hard for you to take part?',
				'Was war schwer für Sie?',
				'ما الذي صعّب عليكم المشاركة؟'
			),
			{
				gewusst: texts(
					'Ich habe zu spät davon erfahren',
					'I heard of it too late',
					'Ich habe es zu spät gewusst',
					'عرفت بها متأخراً'
				),
				zeit: texts('Die Uhrzeiten', 'The times of day', 'Die Uhr-Zeiten', 'الأوقات'),
				weg: texts('Der Weg dorthin', 'Getting there', 'Der Weg war zu weit', 'الوصول إلى المكان'),
				sprache: texts('Die Sprache', 'The language', 'Die Sprache', 'اللغة'),
				geld: texts('Die Kosten', 'The cost', 'Es hat Geld gekostet', 'التكلفة'),
				barrieren: texts(
					'Stufen und andere Barrieren',
					'Steps and other barriers',
					'Stufen und andere Hindernisse',
					'درجات وعوائق أخرى'
				)
			},
			3
		),
		choice(
			texts(
				'Wovon soll es beim nächsten Mal mehr geben?',
				'What should there be more of next time?',
				'Was soll es beim nächsten Mal mehr geben?',
				'ما الذي ينبغي أن يكون أكثر في المرة القادمة؟'
			),
			{
				bewegung: texts(
					'Bewegung und Spiel',
					'Sports and play',
					'Bewegung und Spielen',
					'الحركة واللعب'
				),
				machen: texts('Selbst etwas machen', 'Making things', 'Selbst etwas machen', 'أنشطة عملية'),
				reden: texts(
					'Essen und miteinander reden',
					'Eating and talking together',
					'Zusammen essen und reden',
					'الأكل والحديث معاً'
				),
				beratung: texts(
					'Beratung und Hilfe',
					'Advice and help',
					'Beratung und Hilfe',
					'المشورة والمساعدة'
				),
				jugend: texts(
					'Etwas für Jugendliche',
					'Something for teenagers',
					'Angebote für Jugendliche',
					'شيء للشباب'
				)
			},
			2
		),
		text(
			texts(
				'An welchem Ort in Ihrem Stadtteil hat etwas gefehlt?',
				'At which place in your part of town was something missing?',
				'Wo in Ihrem Stadt-Teil hat etwas gefehlt?',
				'في أي مكان من حيّكم كان هناك نقص؟'
			)
		)
	]
};
