import { m } from '../../../platform/i18n/paraglide/messages.js';
import { problemText } from '../participant/problems.ts';

const texts: Readonly<Record<string, () => string>> = {
	ask_missing: m.liveask_problem_ask_missing,
	ask_too_long: m.liveask_problem_ask_too_long,
	ask_unknown: m.liveask_problem_ask_unknown,
	ask_final: m.liveask_problem_ask_final,
	asks_closed: m.liveask_problem_asks_closed,
	asks_busy: m.liveask_problem_asks_busy,
	too_many_open: m.liveask_problem_too_many_open,
	personal_unconfirmed: m.liveask_personal_title
};

/** Why a question or a support was refused, in the language of the page. */
export const askProblemText = (reason: string): string =>
	Object.hasOwn(texts, reason) ? texts[reason]!() : problemText(reason);
