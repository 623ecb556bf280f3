import type { QuestionType } from './contract.ts';

/** THE list of question types: one folder each, one line here. */
const types: readonly QuestionType[] = [];

/** @throws Error when a stored question has a type that this version does not know */
export function questionType(key: string): QuestionType {
	const found = types.find((type) => type.key === key);
	if (!found) throw new Error(`unknown question type ${key}`);
	return found;
}

export const questionTypes: readonly QuestionType[] = types;
