import { Refusal } from '../../platform/errors.ts';
import type { EditorProblems } from '../../questions/contract.ts';
import { questionType, questionTypes } from '../../questions/registry.ts';
import { questionInput, type QuestionInput } from './schema.ts';

/** The fields of a question's form as they were typed. */
export type QuestionValues = Readonly<{
	type: string;
	prompt: Readonly<Record<string, string>>;
	/** Fields of the type's editor, by their names. */
	editor: Readonly<Record<string, string>>;
}>;

export function typedQuestion(form: FormData, locales: readonly string[]): QuestionValues {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const fields = [...form].filter(([name, value]) => typeof value === 'string' && name !== 'type');
	return {
		type: text('type'),
		prompt: Object.fromEntries(locales.map((locale) => [locale, text(`prompt.${locale}`)])),
		editor: Object.fromEntries(
			fields
				.filter(([name]) => !name.startsWith('prompt.'))
				.map(([name, value]) => [name, String(value)])
		)
	};
}

export function questionValuesOf(
	question: { type: string; prompt: Readonly<Record<string, string>>; config: unknown },
	locales: readonly string[]
): QuestionValues {
	const type = questionType(question.type);
	return {
		type: question.type,
		prompt: question.prompt,
		editor: type.configToForm(question.config, locales)
	};
}

/** @throws Refusal question_invalid with the reason at each field */
export function checkedQuestion(
	typed: QuestionValues,
	form: FormData,
	locales: readonly string[]
): QuestionInput {
	const type = questionTypes.find(({ key }) => key === typed.type);
	if (!type) throw new Refusal('invalid', 'question_invalid', { type: 'type_unknown' });
	const prompt = Object.entries(typed.prompt).filter(([, text]) => text !== '');
	const read = questionInput.safeParse({
		type: typed.type,
		prompt: Object.fromEntries(prompt),
		config: type.configFromForm(form, locales)
	});
	if (read.success) return read.data;
	throw new Refusal(
		'invalid',
		'question_invalid',
		Object.fromEntries(
			read.error.issues.map(({ path, message }) => [path.map(String).join('.'), message])
		)
	);
}

/** The problems of the type's editor out of all fields of a refusal. */
export const editorProblems = (fields: Readonly<Record<string, string>> = {}): EditorProblems =>
	Object.fromEntries(
		Object.entries(fields).flatMap(([name, reason]) =>
			name.startsWith('config.') ? [[name.slice('config.'.length), reason]] : []
		)
	);

/** The form of a new question of this type; null: the type is still to be chosen. */
export function emptyQuestion(
	key: string | null,
	locales: readonly string[]
): QuestionValues | null {
	const type = questionTypes.find((known) => known.key === key);
	if (!type) return null;
	return { type: type.key, prompt: {}, editor: type.configToForm(type.emptyConfig, locales) };
}
