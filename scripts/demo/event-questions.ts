import type { AccountActor } from '#lib/access/actor.ts';
import { questionsOf } from '#lib/formats/events/registration/questions/asked-questions.server.ts';
import { addQuestion } from '#lib/formats/events/registration/questions/edit-questions.server.ts';
import type { Answers } from '#lib/questions/answer-text.ts';
import type { ListedQuestion } from '#lib/questions/contract.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import type { Demo } from './demo.ts';

const asked: readonly QuestionInput[] = [
	{
		type: 'choice',
		prompt: {
			de: 'Was möchten Sie essen?',
			en: 'What would you like to eat?',
			'de-simple': 'Was möchten Sie essen?',
			ar: 'ماذا تودون أن تأكلوا؟'
		},
		config: {
			options: [
				{ id: 'suppe', label: { de: 'Linsensuppe', en: 'Lentil soup', ar: 'شوربة عدس' } },
				{ id: 'waffel', label: { de: 'Waffeln', en: 'Waffles', ar: 'وافل' } },
				{ id: 'beides', label: { de: 'Beides', en: 'Both', ar: 'كلاهما' } }
			],
			min: 1,
			max: 1,
			noneOfThese: true
		},
		required: true
	},
	{
		type: 'text',
		prompt: {
			de: 'Gibt es Allergien, oder brauchen Sie etwas, um gut mitzumachen?',
			en: 'Are there allergies, or do you need anything to join in well?',
			'de-simple': 'Gibt es Allergien? Oder brauchen Sie Hilfe?',
			ar: 'هل هناك حساسية، أو هل تحتاجون إلى شيء للمشاركة براحة؟'
		},
		config: { maxLength: 300 },
		required: false
	}
];

/** What families are asked who register. Told again, nothing is asked twice. */
export async function askGuests(
	{ db }: Demo,
	moderator: AccountActor,
	eventId: string
): Promise<readonly ListedQuestion[]> {
	if ((await questionsOf(db, eventId)).length === 0)
		for (const question of asked) await addQuestion(db, moderator, eventId, question);
	return questionsOf(db, eventId);
}

const meals = ['suppe', 'waffel', 'beides', 'suppe', 'none'];
const needs = ['', 'Ein Kind verträgt keine Nüsse.', '', 'Wir kommen mit einem Rollstuhl.', ''];

/** What the family with this number answers. */
export const answersOfFamily = ([meal, need]: readonly ListedQuestion[], nth: number): Answers => ({
	...(meal && { [meal.id]: [meals[nth % meals.length]] }),
	...(need && { [need.id]: needs[nth % needs.length] })
});
