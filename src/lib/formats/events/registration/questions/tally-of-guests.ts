import type { Answers } from '../../../../questions/answer-text.ts';
import type { ListedQuestion, Tally } from '../../../../questions/contract.ts';
import { questionType } from '../../../../questions/registry.ts';
import { tallyOf } from '../../../../questions/tally.ts';
import type { RegistrationState } from '../states.ts';

type Guest = Readonly<{ state: RegistrationState; answers: Answers }>;

/** How those who have a place answered; who waits is not cooked for. */
export function tallyOfGuests(
	{ id, type, config }: ListedQuestion,
	guests: readonly Guest[]
): Tally {
	const { answerSchema, tallyKeys } = questionType(type);
	const schema = answerSchema(config);
	return tallyOf(
		guests
			.filter(({ state, answers }) => state === 'confirmed' && answers[id] !== undefined)
			.flatMap(({ answers }) => {
				const fitting = schema.safeParse(answers[id]);
				return fitting.success ? [tallyKeys(config, fitting.data)] : [];
			})
	);
}
