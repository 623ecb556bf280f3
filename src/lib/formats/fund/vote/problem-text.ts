import { m } from '../../../platform/i18n/paraglide/messages.js';

/** Why a ballot was not counted, apart from what its question says of it. */
const texts: Readonly<Record<string, () => string>> = {
	vote_closed: m.fundvote_problem_closed,
	joins_busy: m.fundvote_problem_busy
};

export const reasonOfVote = (reason: string): string =>
	(texts[reason] ?? m.fundvote_problem_unknown)();
