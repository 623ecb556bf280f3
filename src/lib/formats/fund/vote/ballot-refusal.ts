import { Refusal } from '../../../platform/errors.ts';
import type { Question } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';

/** The ballot does not fit; only its question can say why in words, e.g. by how much it is above the sum. */
export class BallotRefusal extends Refusal {
	readonly says: (locale: string) => string;

	constructor({ type, config }: Pick<Question, 'type' | 'config'>, reason: string) {
		super('invalid', 'answer_invalid', { answer: reason });
		this.says = (locale) => questionType(type).answerProblem(config, reason, locale);
	}
}
