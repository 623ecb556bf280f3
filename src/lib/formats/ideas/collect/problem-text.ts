import { activityProblems } from '../../../core/activities/problem-text.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';

/** Why an idea could not be written down, by reason code. */
const texts: Readonly<Record<string, () => string>> = {
	...activityProblems,
	category_missing: m.ideastreet_problem_category,
	category_unknown: m.ideastreet_problem_category,
	position_missing: m.ideastreet_problem_position,
	position_invalid: m.ideastreet_problem_position,
	outside_area: m.ideastreet_problem_outside,
	place_unknown: m.ideastreet_problem_place,
	walk_unknown: m.ideastreet_problem_walk,
	consent_missing: m.ideastreet_problem_consent,
	card_code_invalid: m.ideastreet_problem_card_code,
	card_used: m.ideastreet_problem_card_used,
	not_now_collect: m.ideastreet_problem_not_now,
	not_allowed: m.ideastreet_problem_not_allowed,
	not_possible_now: m.ideastreet_problem_moved_on,
	sealed_unreadable: m.ideastreet_problem_sealed
};

export const collectProblem = (reason: string): string =>
	(texts[reason] ?? m.ideastreet_problem_input)();

/** The reasons that a phone may have to tell while the server is away, as texts of the page's language. */
export const collectProblems = (): Record<string, string> =>
	Object.fromEntries(Object.keys(texts).map((reason) => [reason, collectProblem(reason)]));

/** Of the place, which is one question with three ways to answer, the fields are named as the schema has them. */
export const collectFieldProblem =
	(fields: Readonly<Record<string, string>> | undefined) =>
	(name: string): string | undefined => {
		const at = name === 'where' ? ['where', 'where.lat', 'where.lng', 'where.placeId'] : [name];
		const reason = at.map((field) => fields?.[field]).find((code) => code !== undefined);
		return reason === undefined ? undefined : collectProblem(reason);
	};
