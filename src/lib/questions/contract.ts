import type { z } from 'zod';
import type { Translated } from '../platform/i18n/translated.ts';
import type { AddressSearch } from './address-search.ts';
import type { Chart } from './chart.ts';
import type { Material } from './material.ts';

/** How often each key was said. `ballots` counts people, `counts` what they said (many keys per ballot possible). */
export type Tally = Readonly<{
	ballots: number;
	counts: Readonly<Record<string, number>>;
	/** Of what people wrote freely: the key's language, where it is known; see `entry-language.ts`. */
	languages?: Readonly<Record<string, string>>;
}>;

/** Key in the stored tally that stands for the ballot itself. */
export const ballotKey = '*';

/** Most different keys of a question that nobody writes freely to. */
export const mostKeys = 1001;

/** What a contribution says to an indicator: a number, an outcome, or that the person did not know. */
export type FactValue = Readonly<{
	value: number | null;
	outcome: string | null;
	missing: boolean;
}>;

/** One row of a result as table: what was said, how often, share of the people who answered (0 to 1). */
export type ResultRow = Readonly<{
	/** The tally key of the row; where spellings are merged, the most common one. */
	key: string;
	/** All tally keys in the row, so that a moderator hides all spellings of a word at once. */
	keys: readonly string[];
	label: string;
	/** In which the label was written by whoever answered; absent: by the asker, or nobody knows. */
	language?: string;
	count: number;
	share: number;
	/** Further figures by the key of their column; null: nobody said anything that it could be computed from. */
	figures?: Readonly<Record<string, number | null>>;
	/** It is the right answer of a knowledge question. */
	right?: boolean;
}>;

/** A figure of every row that is neither its people nor their share, e.g. a mean: one more column. */
export type FigureColumn = Readonly<{ key: string; label: string; kind: 'count' | 'mean' }>;

export type ResultTable = Readonly<{
	rows: readonly ResultRow[];
	/** Columns beside people and share, in their order. */
	figures?: readonly FigureColumn[];
	/** People who answered. */
	ballots: number;
	/** Rows left out because there are too many to show (words, texts); they are in `ballots`. */
	further: number;
}>;

/** The answers by which people can be told apart, as rows of a table: each is one key of the tally. */
export type Categories = Readonly<{
	rows: readonly Readonly<{
		key: string;
		label: string;
		/** What it stands for in a mean; null: nothing. */
		value: number | null;
	}>[];
	/** In how many rows one person's answer stands, at least and at most. */
	least: number;
	most: number;
}>;

/** A mean by which two results are compared: of all answers, or of those about one item. */
export type ComparedMean = Readonly<{
	key: string;
	label: string;
	/** Null: nobody said anything that it could be computed from. */
	mean: number | null;
	/** People of whose answers it is the mean. */
	given: number;
	/** Where its axis begins and ends; the end is also the most that one answer can be. */
	from: number;
	to: number;
	/** The least that one answer can be, and by how much two differ at least. */
	least: number;
	step: number;
}>;

/** A place for a cross on paper: the answer that a cross here, and nowhere else, would be. */
export type PaperBox = Readonly<{ label: string; answer: unknown }>;

/** What stands below the prompt on a paper ballot; the texts are in the reader's language. */
export type PaperForm = Readonly<{ /** How to fill it in, in a sentence. */ rule: string }> &
	(
		| Readonly<{
				kind: 'boxes';
				boxes: readonly (PaperBox & Readonly<{ /** What it costs, as text. */ cost?: string }>)[];
				/** Crosses per person; null: as many as the rule says in words. */
				most: number | null;
		  }>
		| Readonly<{
				/** Values between two ends, side by side; one cross per person. */
				kind: 'row';
				values: readonly PaperBox[];
				low: string;
				high: string;
				/** "I don't know" and the like, below the row. */
				beside: readonly PaperBox[];
		  }>
		| Readonly<{ kind: 'lines'; count: number }>
		| Readonly<{ kind: 'grid'; rows: readonly string[]; columns: readonly string[] }>
		/** Each item with a blank before it for a number: ranks, points, amounts. */
		| Readonly<{ kind: 'numbers'; items: readonly string[] }>
		/** It cannot be answered on paper; the rule says so. */
		| Readonly<{ kind: 'none' }>
	);

/** The fields of an asker's form as they were typed: field name to text; an unticked box is absent. */
export type EditorValues = Readonly<Record<string, string>>;

/** Where a config is wrong: path of the zod issue joined by dots (`options.3.label.de`) to reason code. */
export type EditorProblems = Readonly<Record<string, string>>;

/**
 * A way to ask, written once for live sessions, surveys, feedback and forms.
 * `Config` is what the asker sets (with translated texts), `Answer` what one person says.
 * All of it is pure; the three components live beside it as `Input.svelte`, `Result.svelte` and `Editor.svelte`.
 */
export type QuestionType<Config = unknown, Answer = unknown> = Readonly<{
	key: string;
	/** The type in the reader's language, for the list of an asker. */
	name(locale: string): string;
	/** In one sentence what it is good for, under the name. */
	explanation?(locale: string): string;
	/** Checks what the asker sets; issue messages are reason codes, see `problemText`. */
	configSchema: z.ZodType<Config>;
	/** Where the form of a new question starts. Its labels are still missing, so `configSchema` refuses it. */
	emptyConfig: Config;
	/** The asker's form filled from a config; the first of `locales` is the main language. */
	configToForm(config: Config, locales: readonly string[]): Record<string, string>;
	/** The config from the asker's form, before `configSchema`; `material` is what the form offered to choose from. */
	configFromForm(form: FormData, locales: readonly string[], material?: Material): unknown;
	/** Without it no question of this type can be made; absent: nothing. */
	needs?: keyof Material;
	/** The pictures and areas that a config shows; absent: this type shows none. */
	material?(config: Config): Material;
	/**
	 * Checks one answer against the config; issue messages are reason codes. What it gives back fits again. Where
	 * nothing was said the reason is `answer_missing`: a form that need not be answered takes that for no answer.
	 */
	answerSchema(config: Config): z.ZodType<Answer>;
	/**
	 * The raw answer from a plain form, before `answerSchema`: fields are named `answer` (repeated where many) or
	 * `answer.<part>`, which become an object of part to text (`partsField`).
	 */
	answerFromForm(config: Config, form: FormData): unknown;
	/** The message for a reason code of `answerSchema`, with the numbers of this question. */
	answerProblem(config: Config, reason: string, locale: string): string;
	/** The config without what nobody may know before the result is shown: a right answer. Absent: all of it may be known. */
	publicConfig?(config: Config): Config;
	/** Where the asker may say what is right. Absent: a question of this type has no right answer. */
	knowledge?: Readonly<{
		/** Something is right. */
		asked(config: Config): boolean;
		isRight(config: Config, answer: Answer): boolean;
	}>;
	/** One person's answer as they would read it. Absent: the labels of the rows that it alone would make. */
	answerText?(config: Config, answer: Answer, locale: string): string;
	/**
	 * What the ballot adds to the tally; without `ballotKey`, which the caller adds. Each key at most 501 characters.
	 * A key that is an option of the asker is its id; one that says more of it (a rank, a value) goes on with a colon.
	 * Unless people write freely, all answers together have at most `mostKeys` keys, so that a snapshot has them all.
	 */
	tallyKeys(config: Config, answer: Answer): string[];
	/** Of keys that people write freely: equal for those that one row has. Absent: each has a row of its own. */
	sameEntry?(key: string): string;
	/** Rows in the order in which they are shown. */
	table(config: Config, tally: Tally, locale: string): ResultTable;
	/**
	 * Absent or null: no table tells its people apart, because they write freely, judge several things at once, or say
	 * numbers that are shown in bars while each of them is known.
	 */
	categories?(config: Config, locale: string): Categories | null;
	/** One sentence (or a few) that says the result, to be read out or shown instead of the chart. */
	sentence(config: Config, tally: Tally, locale: string): string;
	/** What a picture of the result compares; null: one number is no picture. Absent: the rows of the table as bars. */
	chart?(config: Config, tally: Tally, locale: string): Chart | null;
	factValue(config: Config, answer: Answer): FactValue;
	/** How results of two rounds or sessions are set side by side: the share of people by row, or means. Absent: they are not. */
	comparison?: Readonly<{
		/** What must be equal for two results to say the same of a row or mean; absent: nothing. */
		measure?: (config: Config) => unknown;
		/** Absent: the rows of the table are compared. */
		means?: (config: Config, tally: Tally, locale: string) => readonly ComparedMean[];
	}>;
	/** Column names of an export and the cells of one answer; `platform/csv.ts` quotes and guards them. */
	csv: Readonly<{
		columns(config: Config, locale: string): string[];
		cells(config: Config, answer: Answer, locale: string): string[];
	}>;
	/** What stands on the button where sending is all there is to say; absent: that an answer is sent. */
	sendLabel?(locale: string): string;
	/** People may write freely: entries can be hidden by the moderator. */
	freeText: boolean;
	/** The question on a paper ballot, see `paper.ts` of the types; absent: paper has no form for it. */
	paper?(config: Config, locale: string): PaperForm;
}>;

/** A type as the registry hands it out: it answers everything that may be asked of it; whether it has a form on paper, it says. */
export type RegisteredType = Required<Omit<QuestionType, OnlySome>> & Pick<QuestionType, OnlySome>;
type OnlySome = 'categories' | 'needs' | 'paper' | 'sendLabel' | 'comparison';

/** A question as it is stored and shown. */
export type Question = Readonly<{ id: string; type: string; prompt: Translated; config: unknown }>;

/** One of several that a form asks at once. */
export type ListedQuestion = Question & Readonly<{ required: boolean }>;

/** Id that the page gives to the element with the prompt; `Input.svelte` names its group by it. */
export const promptId = (idPrefix: string) => `${idPrefix}-prompt`;

/**
 * Props of every `Input.svelte`. It renders fields named `answer` or `answer.<part>`, no form, no button, no prompt.
 *
 * The page draws the prompt as a heading (or label) with `id={promptId(idPrefix)}`. The component draws the
 * `<fieldset>`, named by that heading through `aria-labelledby` and described by rule and problem, so that
 * the page must not put another fieldset round it.
 */
export type InputProps<Config, Answer> = {
	config: Config;
	locale: string;
	/** What this person said before, or a refused answer as typed, to start from; undefined: nothing yet. */
	answer?: Answer | undefined;
	/** Reason code of the last refusal, shown at the field. */
	problem?: string | undefined;
	/** Prefix of element ids, unique on the page. */
	idPrefix: string;
	/** Put before the names of all fields where a form asks several questions; `formPart` takes it off again. */
	namePrefix?: string | undefined;
	disabled?: boolean | undefined;
	/** For questions about a place; absent: the house has no address search. */
	search?: AddressSearch | undefined;
};

/** Props of an `Asked.svelte`: what a stage shows while people answer, where that is more than the options' names. */
export type AskedProps<Config> = { config: Config; locale: string };

/** Props of every `Result.svelte`: sentence, chart and table of one tally. */
export type ResultProps<Config> = {
	config: Config;
	tally: Tally;
	locale: string;
	/** `stage`: read from 20 m; `page`: on a phone or in print. */
	size: 'stage' | 'page';
};

/**
 * Props of every `Editor.svelte`: the asker's fields of the config, no form, no button, no prompt.
 * After a refusal the page passes the posted fields as `values`, so nothing typed is lost.
 */
export type EditorProps = {
	values: EditorValues;
	problems?: EditorProblems | undefined;
	/** Content languages, the main one first. */
	locales: readonly string[];
	/** Language of the reader. */
	locale: string;
	/** Prefix of element ids, unique on the page. */
	idPrefix: string;
	/** What there is to choose from; absent: nothing. */
	material?: Material | undefined;
};
