import type { Translated } from '../../../platform/i18n/translated.ts';
import type { QuestionInput } from '../../../questions/question-input.ts';
import type { SessionInput } from '../schema.ts';

/** A session ready to be used: its texts exist in all four content languages, all can be changed afterwards. */
export type Template = Readonly<{
	key: string;
	title: Translated;
	/** For whom and when it is meant. */
	purpose: Translated;
	organisationField: SessionInput['organisationField'];
	questions: readonly QuestionInput[];
}>;

/** The four wordings of one text, in the order of the content languages. */
export const texts = (de: string, en: string, simple: string, ar: string): Translated => ({
	de,
	en,
	'de-simple': simple,
	ar
});

export const scale = (
	prompt: Translated,
	range: Readonly<{ from: number; to: number; low: Translated; high: Translated }>,
	dontKnow = true
): QuestionInput => ({ type: 'scale', prompt, config: { ...range, dontKnow } });

export const choice = (
	prompt: Translated,
	options: Readonly<Record<string, Translated>>,
	max: number,
	noneOfThese = true
): QuestionInput => ({
	type: 'choice',
	prompt,
	config: {
		options: Object.entries(options).map(([id, label]) => ({ id, label })),
		min: 1,
		max,
		noneOfThese
	}
});

export const ranking = (
	prompt: Translated,
	options: Readonly<Record<string, Translated>>,
	max: number
): QuestionInput => ({
	type: 'ranking',
	prompt,
	config: { options: Object.entries(options).map(([id, label]) => ({ id, label })), max }
});

export const words = (prompt: Translated, maxWords: number): QuestionInput => ({
	type: 'words',
	prompt,
	config: { maxWords }
});

export const text = (prompt: Translated, maxLength = 300): QuestionInput => ({
	type: 'text',
	prompt,
	config: { maxLength }
});
