import { ballotKey, type QuestionType } from '../../questions/contract.ts';
import { marksOf } from '../../questions/entry-language.ts';
import { fittingAnswer } from '../../questions/fitting-answer.ts';
import { AnswerRefusal } from './service.ts';

/** An answer that fits its question, in the form in which it is stored. */
export type FittingAnswer = Readonly<{
	/** JSON text. */
	answer: string;
	/** What it adds to the tally, with '*' for the ballot itself. */
	tallyKeys: readonly string[];
	/** In which it was written freely. */
	language?: string;
}>;

/**
 * Answers of one round that were found fitting, by their JSON text. A choice has few, each said by many; checking one
 * anew took as long as everything else that is done for a ballot before the database.
 */
const mostRemembered = 200;
/** Longest text of them: together they take less than 100 kB of a session. */
const longestRemembered = 200;

/**
 * Checks answers to one question.
 * @returns a function that takes an answer and, of `writtenLanguages`, the one in which it was written; what nobody
 * writes has none. It throws AnswerRefusal for what does not fit
 */
export function answerCheck(
	type: QuestionType,
	config: unknown
): (answer: unknown, language?: string) => FittingAnswer {
	const remembered = new Map<string, FittingAnswer>();

	return (answer, language) => {
		const given = JSON.stringify(answer) as string | undefined;
		const before = given === undefined ? undefined : remembered.get(given);
		if (before) return language && type.freeText ? inLanguage(before, language) : before;
		const fitting = check(answer);
		if (
			given !== undefined &&
			given.length <= longestRemembered &&
			remembered.size < mostRemembered
		)
			remembered.set(given, fitting);
		return language && type.freeText ? inLanguage(fitting, language) : fitting;
	};

	function check(answer: unknown): FittingAnswer {
		const read = fittingAnswer(type, config, answer);
		if (!read.fits) throw refused(read.reason);
		return { answer: read.stored, tallyKeys: [ballotKey, ...type.tallyKeys(config, read.answer)] };
	}

	function inLanguage({ answer, tallyKeys }: FittingAnswer, language: string): FittingAnswer {
		const [ballot, ...said] = tallyKeys;
		return { answer, tallyKeys: [ballot!, ...said, ...marksOf(said, language)], language };
	}

	function refused(reason: string): AnswerRefusal {
		return new AnswerRefusal(reason, (locale) => type.answerProblem(config, reason, locale));
	}
}
