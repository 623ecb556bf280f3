import { m } from '../../../platform/i18n/paraglide/messages.js';
import { collectProblem, collectProblems } from '../collect/problem-text.ts';

/** What the street mode's script may have to say, also offline: key to text of the page's language. */
export const streetPhrases = (): Record<string, string> => ({
	...collectProblems(),
	input_invalid: collectProblem('input_invalid'),
	unsent: m.ideastreet_unsent({ n: '{n}' }),
	all_sent: m.ideastreet_all_sent(),
	kept: m.ideastreet_kept(),
	not_kept: m.ideastreet_not_kept(),
	kept_offline: m.ideastreet_kept_offline(),
	sent: m.ideastreet_sent(),
	sign_in: m.ideastreet_sign_in_needed(),
	refused: m.ideastreet_refused(),
	mend: m.ideastreet_mend(),
	discard: m.ideastreet_discard(),
	discard_confirm: m.ideastreet_discard_confirm(),
	words_first: m.ideastreet_words_first(),
	position_kept: m.ideastreet_position_kept(),
	wiped: m.ideastreet_wiped(),
	wipe_warning: m.ideastreet_wipe_warning({ n: '{n}' }),
	locating: m.ideastreet_locating(),
	located: m.ideastreet_located({ n: '{n}' }),
	position_denied: m.ideastreet_position_denied(),
	position_late: m.ideastreet_position_late(),
	position_unavailable: m.ideastreet_position_unavailable()
});
