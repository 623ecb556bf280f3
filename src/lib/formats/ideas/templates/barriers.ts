import { category, texts, type Template } from './contract.ts';

/** Indicator 540-2.1e: barriers that the tandems of #keinbockaufbarrieren report; what counts is "abgebaut". */
export const barriers: Template = {
	key: 'barriers',
	title: texts(
		'#keinbockaufbarrieren: Barrieren melden',
		'#keinbockaufbarrieren: report barriers',
		'#keinbockaufbarrieren: Barrieren melden',
		'#keinbockaufbarrieren: الإبلاغ عن الحواجز'
	),
	purpose: texts(
		'Barrieren im Quartier melden und verfolgen, bis sie abgebaut sind.',
		'Report barriers in the quarter and follow them until they are removed.',
		'Hindernisse melden. Sehen, was daraus wird.',
		'الإبلاغ عن الحواجز في الحي ومتابعتها حتى إزالتها.'
	),
	intro: texts(
		'Wo kommen Sie nicht weiter? Zeigen Sie uns Stufen, enge Wege, fehlende Schilder und anderes, das im Weg ist.',
		'Where can you not get through? Show us steps, narrow paths, missing signs and whatever is in the way.',
		'Wo kommen Sie nicht weiter? Zeigen Sie uns das Hindernis.',
		'أين لا تستطيعون المرور؟ أرونا الدرجات والطرق الضيقة واللافتات الناقصة وكل ما يعيق.'
	),
	layout: 'map',
	moderation: 'before',
	takesPhotos: true,
	statusNames: { done: texts('abgebaut', 'removed', 'Hindernis ist weg', 'أُزيل') },
	phases: ['collect', 'report'],
	categories: [
		category(
			'wheelchair',
			'blue',
			texts(
				'Stufe oder enger Weg',
				'Step or narrow path',
				'Stufe oder enger Weg',
				'درجة أو طريق ضيق'
			)
		),
		category(
			'bus',
			'teal',
			texts('Bus und Bahn', 'Bus and tram', 'Bus und Bahn', 'الحافلة والترام')
		),
		category(
			'light',
			'orange',
			texts(
				'Schlecht zu sehen oder zu hören',
				'Hard to see or hear',
				'Schlecht zu sehen oder zu hören',
				'صعب الرؤية أو السمع'
			)
		),
		category(
			'people',
			'violet',
			texts(
				'Sprache und Verhalten',
				'Language and behaviour',
				'Sprache und Verhalten',
				'اللغة والسلوك'
			)
		),
		category('idea', 'grey', texts('Etwas anderes', 'Something else', 'Etwas anderes', 'شيء آخر'))
	]
};
