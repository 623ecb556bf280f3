import type { QuestionType } from './contract.ts';

/** What became of an answer as it came. */
export type ReadAnswer =
	| Readonly<{
			fits: true;
			/** As its type keeps it. */
			answer: unknown;
			/** The same as JSON text. */
			stored: string;
	  }>
	| Readonly<{ fits: false; reason: string }>;

/** Checks an answer by its type, and that the database can keep it. */
export function fittingAnswer(type: QuestionType, config: unknown, answer: unknown): ReadAnswer {
	const parsed = type.answerSchema(config).safeParse(answer);
	if (!parsed.success) return { fits: false, reason: reasonOf(parsed.error.issues[0]!.message) };
	const stored = JSON.stringify(parsed.data);
	if (unstorable.test(stored)) return { fits: false, reason: 'answer_malformed' };
	return { fits: true, answer: parsed.data, stored };
}

/** The types' issues are reason codes; what is none is zod's own sentence about a wrong kind of value. */
const reasonOf = (message: string) =>
	/^[a-z][a-z0-9_]*$/.test(message) ? message : 'answer_malformed';

// NUL and half a surrogate pair: JavaScript has them, PostgreSQL's text has not.
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f]..)/;
