import { budget } from './budget/index.ts';
import { choice } from './choice/index.ts';
import { consent } from './consent/index.ts';
import type { RegisteredType } from './contract.ts';
import { checked } from './checked.ts';
import { date } from './date/index.ts';
import { grid2x2 } from './grid2x2/index.ts';
import { information } from './information/index.ts';
import { matrix } from './matrix/index.ts';
import { number } from './number/index.ts';
import { picturechoice } from './picturechoice/index.ts';
import { pin } from './pin/index.ts';
import { points } from './points/index.ts';
import { ranking } from './ranking/index.ts';
import { scale } from './scale/index.ts';
import { spot } from './spot/index.ts';
import { text } from './text/index.ts';
import { words } from './words/index.ts';

/** THE list of question types: one folder each, one line here. */
export const questionTypes: readonly RegisteredType[] = [
	checked(choice),
	checked(ranking),
	checked(points),
	checked(budget),
	checked(scale),
	checked(matrix),
	checked(grid2x2),
	checked(number),
	checked(date),
	checked(words),
	checked(text),
	checked(picturechoice),
	checked(spot),
	checked(pin),
	checked(information),
	checked(consent)
];

/** @throws Error when a stored question has a type that this version does not know */
export function questionType(key: string): RegisteredType {
	const found = questionTypes.find((type) => type.key === key);
	if (!found) throw new Error(`unknown question type ${key}`);
	return found;
}
