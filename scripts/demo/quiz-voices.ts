import { rightChoice, texts } from '#lib/formats/live/templates/contract.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { dealt } from './voices.ts';

const same = (name: string) => texts(name, name, name, name);

/** The town was founded in 1214. */
const founded = 1214;

/** What anybody can look up; the time to answer, in seconds, stands beside it. */
export const quiz: readonly Readonly<{
	question: QuestionInput;
	seconds: number;
	wrong: string;
}>[] = [
	{
		question: rightChoice(
			texts(
				'Wie heißt die Burg über der Stadt?',
				'What is the castle above the town called?',
				'Wie heißt die Burg über der Stadt?',
				'ما اسم القلعة المطلة على المدينة؟'
			),
			{
				sparrenburg: texts('Sparrenburg', 'Sparrenburg', 'Sparren-Burg', 'شبارنبورغ'),
				ravensburg: texts('Ravensburg', 'Ravensburg', 'Ravens-Burg', 'رافنسبورغ'),
				wartburg: texts('Wartburg', 'Wartburg', 'Wart-Burg', 'فارتبورغ')
			},
			'sparrenburg'
		),
		seconds: 30,
		wrong: 'ravensburg'
	},
	{
		question: rightChoice(
			texts(
				'Wie viele Stadtbezirke hat Bielefeld?',
				'How many districts does Bielefeld have?',
				'Wie viele Stadt-Bezirke hat Bielefeld?',
				'كم عدد أحياء بيليفيلد الإدارية؟'
			),
			{ eight: same('8'), ten: same('10'), twelve: same('12') },
			'ten'
		),
		seconds: 20,
		wrong: 'eight'
	},
	{
		question: rightChoice(
			texts(
				'Welcher Bach fließt durch die Altstadt?',
				'Which brook runs through the old town?',
				'Welcher Bach fließt durch die Alt-Stadt?',
				'ما الجدول الذي يجري عبر البلدة القديمة؟'
			),
			{
				lutter: texts('Die Lutter', 'The Lutter', 'Die Lutter', 'لوتر'),
				ems: texts('Die Ems', 'The Ems', 'Die Ems', 'إمس'),
				weser: texts('Die Weser', 'The Weser', 'Die Weser', 'فيزر')
			},
			'lutter'
		),
		seconds: 30,
		wrong: 'ems'
	},
	{
		question: {
			type: 'number',
			prompt: texts(
				'In welchem Jahr wurde Bielefeld gegründet?',
				'In which year was Bielefeld founded?',
				'Wie alt ist Bielefeld? In welchem Jahr hat es angefangen?',
				'في أي عام تأسست بيليفيلد؟'
			),
			config: { min: 1100, max: 1400, step: 1, unit: {}, right: founded }
		},
		seconds: 60,
		wrong: '1250'
	}
];

/** How many of the questions each of 31 people knows. */
const knows = dealt<number>([
	[4, 3],
	[3, 9],
	[2, 10],
	[1, 6],
	[0, 3]
]);

/** So many of them play along; the others only answer. */
export const players = 26;

/** What everybody answers to each question: somebody who knows two of them knows others than their neighbour does. */
export const answers: readonly (readonly unknown[])[] = quiz.map(({ question, wrong }, n) =>
	knows.map((known, person) => {
		const isKnown = (n + person) % quiz.length < known;
		if (question.type === 'number') return isKnown ? founded : Number(wrong) + (person % 9) * 10;
		const { right } = question.config as { right: string[] };
		return isKnown ? right : [wrong];
	})
);
