import type { Translated } from '../../../platform/i18n/translated.ts';
import type { QuestionArea } from '../../../questions/material.ts';
import type { QuestionInput } from '../../../questions/question-input.ts';
import type { StartingRules } from '../create-session.server.ts';
import type { SessionInput } from '../schema.ts';

/** A session ready to be used: its texts exist in all four content languages, all can be changed afterwards. */
export type Template = Readonly<{
	key: string;
	title: Translated;
	/** For whom and when it is meant. */
	purpose: Translated;
	organisationField: SessionInput['organisationField'];
	/** Where the session is to differ from an ordinary one. */
	rules?: StartingRules;
	questions: readonly TemplateQuestion[];
}>;

/** `otherwise` is asked where it needs a map and nobody knows where the place of the session lies. */
export type TemplateQuestion = QuestionInput & Readonly<{ otherwise?: QuestionInput }>;

/** The questions with the map that they ask about. @param area of the session's place; null: nobody knows where it lies */
export const questionsFor = ({ questions }: Template, area: QuestionArea | null): QuestionInput[] =>
	questions.map(({ otherwise, ...question }) => {
		if (!otherwise) return question;
		return area ? { ...question, config: { ...(question.config as object), area } } : otherwise;
	});

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
		options: optionsOf(options),
		min: 1,
		max,
		noneOfThese
	}
});

const optionsOf = (options: Readonly<Record<string, Translated>>) =>
	Object.entries(options).map(([id, label]) => ({ id, label }));

/** A knowledge question: one of the options is right. */
export const rightChoice = (
	prompt: Translated,
	options: Readonly<Record<string, Translated>>,
	right: string
): QuestionInput => ({
	type: 'choice',
	prompt,
	config: { options: optionsOf(options), min: 1, max: 1, noneOfThese: false, right: [right] }
});

/** Where on the map of the session's place? */
export const pin = (prompt: Translated, otherwise: QuestionInput): TemplateQuestion => ({
	type: 'pin',
	prompt,
	config: { columns: 8, rows: 8 },
	otherwise
});

/** @param steps from low to high */
export const matrix = (
	prompt: Translated,
	items: Readonly<Record<string, Translated>>,
	steps: readonly Translated[]
): QuestionInput => ({
	type: 'matrix',
	prompt,
	config: { items: optionsOf(items), steps, dontKnow: true, all: false }
});

export const points = (
	prompt: Translated,
	options: Readonly<Record<string, Translated>>,
	total: number
): QuestionInput => ({
	type: 'points',
	prompt,
	config: { options: optionsOf(options), total, mustUseAll: true }
});

export const ranking = (
	prompt: Translated,
	options: Readonly<Record<string, Translated>>,
	max: number
): QuestionInput => ({
	type: 'ranking',
	prompt,
	config: { options: optionsOf(options), max }
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
