import { category, texts, type Template } from './contract.ts';

/** Indicators 540-2.3e and 540-3.2a: projects for meeting one another and for the environment; what counts is "gestartet". */
export const projectIdeas: Template = {
	key: 'project-ideas',
	title: texts(
		'Projektideen: Begegnung und Umwelt',
		'Project ideas: meeting and environment',
		'Projekt-Ideen: Treffen und Umwelt',
		'أفكار مشاريع: اللقاء والبيئة'
	),
	purpose: texts(
		'Ideen, aus denen Projekte von Trägern und Bewohner*innen werden, auch im Rahmen der LuFs.',
		'Ideas that become projects of providers and residents, also under service agreements.',
		'Aus Ideen werden Projekte im Quartier.',
		'أفكار تتحول إلى مشاريع تنفذها المنظمات والسكان.'
	),
	intro: texts(
		'Welches Projekt braucht Ihr Quartier? Wer könnte mitmachen?',
		'Which project does your quarter need? Who could take part?',
		'Welches Projekt braucht Ihr Quartier? Wer kann mitmachen?',
		'أي مشروع يحتاجه حيّكم؟ من يمكنه المشاركة؟'
	),
	layout: 'map',
	moderation: 'before',
	takesPhotos: true,
	statusNames: { started: texts('gestartet', 'started', 'gestartet', 'بدأ') },
	phases: ['collect', 'support', 'report'],
	categories: [
		category(
			'people',
			'violet',
			texts(
				'Begegnung mit und ohne Behinderung',
				'Meeting with and without disabilities',
				'Treffen mit und ohne Behinderung',
				'لقاء بين ذوي الإعاقة وغيرهم'
			)
		),
		category(
			'tree',
			'green',
			texts('Umwelt und Klima', 'Environment and climate', 'Umwelt und Klima', 'البيئة والمناخ')
		),
		category(
			'food',
			'orange',
			texts('Essen und Garten', 'Food and gardening', 'Essen und Garten', 'طعام وحدائق')
		),
		category('music', 'rose', texts('Kultur', 'Culture', 'Kultur', 'ثقافة'))
	]
};
