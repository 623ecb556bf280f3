import type { Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { questionType, questionTypes } from '../../questions/registry.ts';
import { limits, type QuestionInput } from './schema.ts';

/** Adds questions behind those that are there. @throws Refusal question_invalid, prompt_missing, too_many_questions */
export async function insertQuestions(
	trx: Trx,
	activity: { activityId: string; locales: readonly string[] },
	questions: readonly QuestionInput[]
): Promise<string[]> {
	if (questions.length === 0) return [];
	const { there, last } = await trx
		.selectFrom('liveQuestions')
		.select(({ fn }) => [
			fn.countAll<number>().as('there'),
			fn.coalesce(fn.max('position'), fn.countAll<number>()).as('last')
		])
		.where('activityId', '=', activity.activityId)
		.executeTakeFirstOrThrow();
	if (there + questions.length > limits.questions) {
		throw new Refusal('invalid', 'too_many_questions');
	}
	const rows = questions.map((question, index) => ({
		activityId: activity.activityId,
		position: last + 1 + index,
		...questionRow(question, activity.locales)
	}));
	const inserted = await trx.insertInto('liveQuestions').values(rows).returning('id').execute();
	return inserted.map(({ id }) => id);
}

/**
 * The columns of a question, its config checked by its type.
 * @throws Refusal question_invalid with the reason at each field
 */
export function questionRow(question: QuestionInput, locales: readonly string[]) {
	if (!question.prompt[locales[0]!]) {
		throw new Refusal('invalid', 'question_invalid', { [`prompt.${locales[0]}`]: 'text_missing' });
	}
	if (!questionTypes.some(({ key }) => key === question.type)) {
		throw new Refusal('invalid', 'question_invalid', { type: 'type_unknown' });
	}
	const config = questionType(question.type).configSchema.safeParse(question.config);
	if (!config.success) {
		throw new Refusal(
			'invalid',
			'question_invalid',
			Object.fromEntries(
				config.error.issues.map((issue) => [`config.${issue.path.join('.')}`, issue.message])
			)
		);
	}
	return {
		type: question.type,
		prompt: JSON.stringify(question.prompt),
		config: JSON.stringify(config.data)
	};
}
