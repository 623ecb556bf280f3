import type { z } from 'zod';
import type { Translated } from '../platform/i18n/translated.ts';

/** How often each key was said. `ballots` counts people, `counts` what they said (many keys per ballot possible). */
export type Tally = Readonly<{ ballots: number; counts: Readonly<Record<string, number>> }>;

/** Key in the stored tally that stands for the ballot itself. */
export const ballotKey = '*';

/** What a contribution says to an indicator: a number, an outcome, or that the person did not know. */
export type FactValue = Readonly<{
	value: number | null;
	outcome: string | null;
	missing: boolean;
}>;

/** One row of a result as table: what was said, how often, share of the people who answered (0 to 1). */
export type ResultRow = Readonly<{ key: string; label: string; count: number; share: number }>;

export type ResultTable = Readonly<{
	rows: readonly ResultRow[];
	/** People who answered. */
	ballots: number;
	/** Rows left out because there are too many to show (words, texts); they are in `ballots`. */
	further: number;
}>;

/**
 * A way to ask, written once for live sessions, surveys, feedback and forms.
 * `Config` is what the asker sets (with translated texts), `Answer` what one person says.
 * All of it is pure; the two components live beside it as `Input.svelte` and `Result.svelte`.
 */
export type QuestionType<Config = unknown, Answer = unknown> = Readonly<{
	key: string;
	/** Checks what the asker sets; issue messages are reason codes that the pages translate. */
	configSchema: z.ZodType<Config>;
	/** A config to start from in the form of a new question. */
	emptyConfig: Config;
	/** Checks one answer against the config; issue messages are reason codes. */
	answerSchema(config: Config): z.ZodType<Answer>;
	/** The raw answer from a plain form, before `answerSchema`: fields are named `answer` (repeated where many). */
	answerFromForm(config: Config, form: FormData): unknown;
	/** What the ballot adds to the tally; without `ballotKey`, which the caller adds. Each key at most 500 characters. */
	tallyKeys(config: Config, answer: Answer): string[];
	/** Rows in the order in which they are shown. */
	table(config: Config, tally: Tally, locale: string): ResultTable;
	/** One sentence that says the result, to be read out or shown instead of the chart. */
	sentence(config: Config, tally: Tally, locale: string): string;
	factValue(config: Config, answer: Answer): FactValue;
	/** Column names of an export and the cells of one answer (never starting a formula). */
	csv: Readonly<{
		columns(config: Config, locale: string): string[];
		cells(config: Config, answer: Answer, locale: string): string[];
	}>;
	/** People may write freely: entries can be hidden by the moderator. */
	freeText: boolean;
}>;

/** A question as it is stored and shown. */
export type Question = Readonly<{ id: string; type: string; prompt: Translated; config: unknown }>;

/** Props of every `Input.svelte`. The component renders fields named `answer`, no form, no button. */
export type InputProps<Config, Answer> = {
	config: Config;
	locale: string;
	/** What this person said before, to start from; undefined: nothing yet. */
	answer?: Answer | undefined;
	/** Reason code of the last refusal, shown at the field. */
	problem?: string | undefined;
	/** Prefix of element ids, unique on the page. */
	idPrefix: string;
	disabled?: boolean | undefined;
};

/** Props of every `Result.svelte`: chart and table of one tally. */
export type ResultProps<Config> = {
	config: Config;
	tally: Tally;
	locale: string;
	/** `stage`: read from 20 m; `page`: on a phone or in print. */
	size: 'stage' | 'page';
};
