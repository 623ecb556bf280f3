import { Refusal } from '../platform/errors.ts';
import type { EditorProblems, EditorValues } from './contract.ts';
import { noMaterial, type Material } from './material.ts';
import { questionInput, type QuestionInput } from './question-input.ts';
import { questionType, questionTypes } from './registry.ts';

/** The fields of a question's form as they were typed. */
export type QuestionValues = Readonly<{
	type: string;
	prompt: Readonly<Record<string, string>>;
	required: boolean;
	/** Fields of the type's editor, by their names. */
	editor: EditorValues;
}>;

/** What is asked of the question itself has names that no editor uses: they begin with `question.`. */
export const requiredField = 'question.required';

const ownField = (name: string) =>
	name === 'type' || name.startsWith('question.') || name.startsWith('prompt.');

export function typedQuestion(form: FormData, locales: readonly string[]): QuestionValues {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const fields = [...form].filter(([name, value]) => typeof value === 'string' && !ownField(name));
	return {
		type: text('type'),
		prompt: Object.fromEntries(locales.map((locale) => [locale, text(`prompt.${locale}`)])),
		required: form.has(requiredField),
		editor: Object.fromEntries(fields.map(([name, value]) => [name, String(value)]))
	};
}

export function questionValuesOf(
	question: QuestionInput,
	locales: readonly string[]
): QuestionValues {
	const type = questionType(question.type);
	return {
		type: question.type,
		prompt: question.prompt,
		required: question.required ?? false,
		editor: type.configToForm(question.config, locales)
	};
}

/** @throws Refusal question_invalid with the reason at each field */
export function checkedQuestion(
	typed: QuestionValues,
	form: FormData,
	locales: readonly string[],
	material: Material = noMaterial
): QuestionInput {
	const type = questionTypes.find(({ key }) => key === typed.type);
	if (!type) throw new Refusal('invalid', 'question_invalid', { type: 'type_unknown' });
	const prompt = Object.entries(typed.prompt).filter(([, text]) => text !== '');
	const read = questionInput.safeParse({
		type: typed.type,
		prompt: Object.fromEntries(prompt),
		config: type.configFromForm(form, locales, material),
		required: typed.required
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
export const problemsOfConfig = (fields: Readonly<Record<string, string>> = {}): EditorProblems =>
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
	const editor = type.configToForm(type.emptyConfig, locales);
	return { type: type.key, prompt: {}, required: false, editor };
}
