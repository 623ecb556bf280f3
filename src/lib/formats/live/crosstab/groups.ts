import type { Categories } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';

type Asked = Readonly<{ type: string; config: unknown }>;

/** The answers to a question as rows of a table by groups; null: it has none. */
export const answersOf = ({ type, config }: Asked, locale = 'de'): Categories | null =>
	questionType(type).categories?.(config, locale) ?? null;

/** Whether some question of the type has answers that can be told apart; what else it takes depends on the question. */
export const mayAskForGroup = (type: string): boolean =>
	questionType(type).categories !== undefined;

/** The groups that a background question makes; null: it makes none, because everybody must be in exactly one. */
export function groupsOf(asked: Asked, locale = 'de'): Categories | null {
	const answers = answersOf(asked, locale);
	return answers?.most === 1 ? answers : null;
}
