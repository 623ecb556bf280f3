import { budget } from './budget/index.ts';
import { choice } from './choice/index.ts';
import type { RegisteredType } from './contract.ts';
import { checked } from './checked.ts';
import { scale } from './scale/index.ts';
import { text } from './text/index.ts';
import { words } from './words/index.ts';

/** THE list of question types: one folder each, one line here. */
export const questionTypes: readonly RegisteredType[] = [
	checked(choice),
	checked(budget),
	checked(scale),
	checked(words),
	checked(text)
];

/** @throws Error when a stored question has a type that this version does not know */
export function questionType(key: string): RegisteredType {
	const found = questionTypes.find((type) => type.key === key);
	if (!found) throw new Error(`unknown question type ${key}`);
	return found;
}
