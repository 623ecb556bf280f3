import { texts } from '#lib/formats/live/templates/contract.ts';
import type { Translated } from '#lib/platform/i18n/translated.ts';
import type { QuestionArea } from '#lib/questions/material.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { kesselbrink } from './kesselbrink-voices.ts';

const options = (labels: Readonly<Record<string, Translated>>) =>
	Object.entries(labels).map(([id, label]) => ({ id, label }));

const plans = options({
	trees: texts('Bäume in Kübeln', 'Trees in tubs', 'Bäume in großen Töpfen', 'أشجار في أحواض'),
	benches: texts('Bänke mit Lehne', 'Benches with backs', 'Bänke mit Lehne', 'مقاعد بمساند'),
	light: texts(
		'Licht am Durchgang',
		'Light in the passage',
		'Licht am Durchgang',
		'إضاءة في الممر'
	),
	boule: texts('Eine Boule-Bahn', 'A boules pitch', 'Eine Boule-Bahn', 'ملعب كرات حديدية')
});

/** What can be asked without a map; the workshop asks where shade is missing after these. */
export const workshopQuestions: readonly QuestionInput[] = [
	{
		type: 'number',
		prompt: texts(
			'Schätzen Sie: Wie viele Ideen stehen auf der Ideen-Karte vom Kesselbrink?',
			'A guess: how many ideas are on the idea map of the Kesselbrink?',
			'Raten Sie: Wie viele Ideen sind auf der Karte vom Kesselbrink?',
			'خمّنوا: كم فكرة على خريطة الأفكار لكيسلبرينك؟'
		),
		config: {
			min: 0,
			max: 100,
			step: 1,
			unit: texts('Ideen', 'ideas', 'Ideen', 'فكرة'),
			right: kesselbrink.length
		}
	},
	{
		type: 'ranking',
		prompt: texts(
			'Was soll zuerst kommen?',
			'What should come first?',
			'Was soll zuerst kommen?',
			'ما الذي يجب أن يأتي أولًا؟'
		),
		config: { options: plans, max: 3 }
	},
	{
		type: 'points',
		prompt: texts(
			'Wofür soll der Platz da sein? Verteilen Sie 10 Punkte.',
			'What should the square be for? Give 10 points.',
			'Wofür soll der Platz da sein? Sie haben 10 Punkte.',
			'لأي غرض يجب أن تكون الساحة؟ وزّعوا 10 نقاط.'
		),
		config: {
			options: options({
				sport: texts('Sport', 'Sports', 'Sport', 'الرياضة'),
				market: texts(
					'Märkte und Feste',
					'Markets and feasts',
					'Märkte und Feste',
					'الأسواق والأعياد'
				),
				rest: texts('Ausruhen', 'Resting', 'Ausruhen', 'الراحة'),
				meeting: texts('Leute treffen', 'Meeting people', 'Leute treffen', 'لقاء الناس')
			}),
			total: 10,
			mustUseAll: true
		}
	},
	{
		type: 'matrix',
		prompt: texts(
			'Wie ist der Platz heute?',
			'How is the square today?',
			'Wie ist der Platz jetzt?',
			'كيف هي الساحة اليوم؟'
		),
		config: {
			items: options({
				safe: texts(
					'Ich fühle mich abends sicher',
					'I feel safe in the evening',
					'Ich habe am Abend keine Angst',
					'أشعر بالأمان في المساء'
				),
				clean: texts('Es ist sauber', 'It is clean', 'Es ist sauber', 'الساحة نظيفة'),
				seats: texts(
					'Es gibt genug Sitzplätze',
					'There are enough seats',
					'Es gibt genug Sitz-Plätze',
					'توجد مقاعد كافية'
				)
			}),
			steps: [
				texts('gar nicht', 'not at all', 'Nein', 'إطلاقًا'),
				texts('eher nicht', 'rather not', 'Eher nicht', 'ليس تمامًا'),
				texts('eher ja', 'rather yes', 'Eher ja', 'نوعًا ما'),
				texts('ja, sehr', 'yes, very', 'Ja', 'نعم جدًا')
			],
			dontKnow: true,
			all: false
		}
	},
	{
		type: 'grid2x2',
		prompt: texts(
			'Was ist wichtig, und was geht schnell?',
			'What is important, and what is quick?',
			'Was ist wichtig? Was geht schnell?',
			'ما المهم، وما الذي يُنجز بسرعة؟'
		),
		config: {
			items: plans,
			x: texts('wichtig', 'important', 'wichtig', 'مهم'),
			y: texts('geht schnell', 'quick', 'geht schnell', 'سريع'),
			steps: 5,
			all: false
		}
	}
];

export const whereShadeIsMissing = (area: QuestionArea): QuestionInput => ({
	type: 'pin',
	prompt: texts(
		'Wo fehlt der Schatten am meisten?',
		'Where is shade missing most?',
		'Wo fehlt der Schatten am meisten?',
		'أين ينقص الظل أكثر؟'
	),
	config: { area, columns: 8, rows: 8 }
});
