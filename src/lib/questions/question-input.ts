import { z } from 'zod';
import { Refusal } from '../platform/errors.ts';
import { translatedSchema } from '../platform/i18n/translated.ts';
import { questionTypes } from './registry.ts';

/** Longest prompt, in characters. */
export const promptLength = 300;

/** A question as a form or a template gives it; `config` is checked by its type. */
export const questionInput = z.object({
	type: z.string().min(1, 'type_missing'),
	prompt: translatedSchema(promptLength),
	config: z.unknown(),
	/** Whether a form may not be sent without an answer; where questions are asked one by one, nothing. */
	required: z.boolean().optional()
});
export type QuestionInput = z.infer<typeof questionInput>;

/**
 * The question with its config as its type keeps it; the prompt is there in the first of the languages.
 * @throws Refusal question_invalid with the reason at each field
 */
export function fittingQuestion(question: QuestionInput, locales: readonly string[]) {
	const main = `prompt.${locales[0]}`;
	if (!question.prompt[locales[0]!]) throw invalid({ [main]: 'text_missing' });
	const type = questionTypes.find(({ key }) => key === question.type);
	if (!type) throw invalid({ type: 'type_unknown' });
	const config = type.configSchema.safeParse(question.config);
	if (config.success) return { ...question, config: config.data };
	throw invalid(
		Object.fromEntries(
			config.error.issues.map(({ path, message }) => [`config.${path.join('.')}`, message])
		)
	);
}

const invalid = (fields: Record<string, string>) =>
	new Refusal('invalid', 'question_invalid', fields);
