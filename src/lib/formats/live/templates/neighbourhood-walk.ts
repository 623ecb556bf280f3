import { choice, matrix, pin, ranking, text, texts, type Template } from './contract.ts';

const where = texts(
	'Wo sollen wir stehen bleiben?',
	'Where should we stop?',
	'Wo sollen wir stehen bleiben?',
	'أين ينبغي أن نتوقف؟'
);

/** Measure 540-2: residents and offices walk through the quarter and look at its places together. */
export const neighbourhoodWalk: Template = {
	key: 'stadtteilbegehung',
	title: texts(
		'Stadtteilbegehung: Wie ist es hier?',
		'Neighbourhood walk: what is it like here?',
		'Rund-Gang im Stadt-Teil: Wie ist es hier?',
		'جولة في الحي: كيف الحال هنا؟'
	),
	purpose: texts(
		'Für einen Gang durchs Quartier mit Anwohnenden, Ämtern und Polizei. Die Frage zum Halt stellen Sie bei jedem Halt erneut. Die Karte zeigt den Ort der Sitzung; ist nicht bekannt, wo er liegt, wird nach Straßen gefragt.',
		'For a walk through the quarter with residents, offices and police. Ask the question about the stop again at each stop. The map shows the place of the session; where nobody knows where that is, streets are asked for.',
		'Für einen Rund-Gang mit vielen Menschen. Wir schauen uns Orte zusammen an. An jedem Ort fragen wir: Wie ist es hier?',
		'لجولة في الحي مع السكان والدوائر والشرطة. يُطرح سؤال المحطة من جديد عند كل محطة. تعرض الخريطة مكان الجلسة، وإن لم يُعرف موقعه يُسأل عن الشوارع.'
	),
	organisationField: 'off',
	questions: [
		choice(
			texts(
				'Wann sind Sie hier meistens unterwegs?',
				'When are you mostly out and about here?',
				'Wann sind Sie meistens hier?',
				'متى تكونون هنا غالباً؟'
			),
			{
				morgens: texts('Morgens', 'In the morning', 'Am Morgen', 'صباحاً'),
				tagsueber: texts('Tagsüber', 'During the day', 'Am Tag', 'نهاراً'),
				abends: texts('Abends', 'In the evening', 'Am Abend', 'مساءً'),
				nachts: texts('Nachts', 'At night', 'In der Nacht', 'ليلاً')
			},
			2
		),
		pin(
			where,
			text(
				texts(
					'Wo sollen wir stehen bleiben? Nennen Sie eine Straße, eine Ecke oder einen Platz.',
					'Where should we stop? Name a street, a corner or a square.',
					'Wo sollen wir stehen bleiben? Schreiben Sie den Namen der Straße.',
					'أين ينبغي أن نتوقف؟ اذكروا شارعاً أو زاوية أو ساحة.'
				),
				120
			)
		),
		matrix(
			texts(
				'Wie ist es an diesem Halt?',
				'What is it like at this stop?',
				'Wie ist es an diesem Ort?',
				'كيف الحال عند هذه المحطة؟'
			),
			{
				licht: texts('Licht bei Dunkelheit', 'Light after dark', 'Licht am Abend', 'الإضاءة ليلاً'),
				sauberkeit: texts('Sauberkeit', 'Cleanliness', 'Es ist sauber', 'النظافة'),
				sicher: texts(
					'Sich hier sicher fühlen',
					'Feeling safe here',
					'Ich fühle mich hier sicher',
					'الشعور بالأمان هنا'
				),
				wege: texts(
					'Wege ohne Hindernisse',
					'Paths without obstacles',
					'Der Weg ist frei. Man kommt gut durch',
					'طرق بلا عوائق'
				)
			},
			[
				texts('sehr schlecht', 'very bad', 'sehr schlecht', 'سيئ جداً'),
				texts('eher schlecht', 'rather bad', 'nicht so gut', 'أقرب إلى السيئ'),
				texts('eher gut', 'rather good', 'gut', 'أقرب إلى الجيد'),
				texts('sehr gut', 'very good', 'sehr gut', 'جيد جداً')
			]
		),
		text(
			texts(
				'Was ist Ihnen hier aufgefallen?',
				'What did you notice here?',
				'Was haben Sie hier gesehen?',
				'ماذا لاحظتم هنا؟'
			)
		),
		ranking(
			texts(
				'Was soll nach der Begehung zuerst geschehen, und was danach?',
				'What should be done first after the walk, and what next?',
				'Was soll zuerst besser werden? Und was danach?',
				'ما الذي ينبغي أن يحدث أولاً بعد الجولة، وما الذي يليه؟'
			),
			{
				licht: texts('Besseres Licht', 'Better light', 'Mehr Licht', 'إضاءة أفضل'),
				muell: texts('Weniger Müll', 'Less litter', 'Weniger Müll', 'نفايات أقل'),
				hindernisse: texts(
					'Hindernisse wegräumen',
					'Clear obstacles away',
					'Wege frei machen',
					'إزالة العوائق'
				),
				aufenthalt: texts(
					'Bänke und Orte zum Treffen',
					'Benches and places to meet',
					'Bänke und Treff-Punkte',
					'مقاعد وأماكن للقاء'
				),
				ansprechen: texts(
					'Leute, die man ansprechen kann',
					'Someone to turn to',
					'Menschen, die helfen',
					'أشخاص يمكن التوجه إليهم'
				)
			},
			3
		)
	]
};
