import { choice, texts } from '#lib/formats/live/templates/contract.ts';
import { dealt } from './voices.ts';

/** Asked first and not to be answered by whoever does not want to: the groups of the table. */
export const ages = choice(
	texts('Wie alt sind Sie?', 'How old are you?', 'Wie alt sind Sie?', 'كم عمركم؟'),
	{
		young: texts('unter 30', 'under 30', 'unter 30', 'أقل من 30'),
		middle: texts('30 bis 64', '30 to 64', '30 bis 64', 'من 30 إلى 64'),
		old: texts('65 und älter', '65 and older', '65 oder älter', '65 فأكثر')
	},
	1,
	false
);

export const first = choice(
	texts(
		'Was soll in Sieker als Erstes besser werden?',
		'What should get better first in Sieker?',
		'Was soll in Sieker zuerst besser werden?',
		'ما الذي يجب أن يتحسن أولًا في زيكر؟'
	),
	{
		bus: texts(
			'Mehr Busse am Abend',
			'More buses in the evening',
			'Mehr Busse am Abend',
			'حافلات أكثر في المساء'
		),
		bike: texts(
			'Sichere Wege mit dem Rad',
			'Safe ways by bike',
			'Sichere Rad-Wege',
			'طرق آمنة للدراجات'
		),
		cool: texts(
			'Kühle Plätze im Sommer',
			'Cool places in summer',
			'Kühle Plätze im Sommer',
			'أماكن باردة في الصيف'
		),
		meeting: texts(
			'Ein Treff ohne Eintritt',
			'A meeting place without a fee',
			'Ein Treff, der nichts kostet',
			'مكان لقاء مجاني'
		)
	},
	1,
	false
);

export const where = choice(
	texts(
		'Wo treffen Sie Leute aus dem Viertel?',
		'Where do you meet people of the quarter?',
		'Wo treffen Sie Menschen aus dem Viertel?',
		'أين تلتقون بأهل الحي؟'
	),
	{
		shopping: texts('Beim Einkaufen', 'When shopping', 'Beim Einkaufen', 'عند التسوق'),
		school: texts('An Kita oder Schule', 'At school', 'In der Kita oder Schule', 'في المدرسة'),
		park: texts('Im Park', 'In the park', 'Im Park', 'في الحديقة'),
		club: texts('Im Verein', 'In a club', 'Im Verein', 'في النادي')
	},
	2
);

type Said = readonly [age: string, first: string, where: readonly string[]];

/** Everybody who was there: their age, what comes first for them, where they meet others. Few of the old go by bike. */
const present = dealt<Said>([
	[['young', 'bus', ['shopping', 'park']], 7],
	[['young', 'bike', ['park']], 6],
	[['young', 'cool', ['park', 'club']], 5],
	[['young', 'meeting', ['club']], 8],
	[['middle', 'bus', ['shopping', 'school']], 9],
	[['middle', 'bike', ['school']], 9],
	[['middle', 'cool', ['school', 'park']], 6],
	[['middle', 'meeting', ['shopping']], 5],
	[['old', 'bus', ['shopping']], 8],
	[['old', 'bike', ['club']], 2],
	[['old', 'cool', ['park', 'shopping']], 11],
	[['old', 'meeting', ['none']], 6]
]);

/** In the order of the questions. */
export const said = [
	present.map(([age]) => [age]),
	present.map(([, wish]) => [wish]),
	present.map(([, , places]) => places)
] as const;
