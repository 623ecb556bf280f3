import { m } from '../../../platform/i18n/paraglide/messages.js';
import { refusalText } from '../refusal-text.ts';

/** What the server may refuse at the door. */
const reasons = [
	'input_invalid',
	'not_allowed',
	'out_of_range',
	'changed_meanwhile',
	'not_possible_now',
	'archived',
	'date_cancelled',
	'date_not_held',
	'door_not_open_yet',
	'door_closed',
	'ticket_invalid',
	'ticket_unknown',
	'ticket_other_date',
	'ticket_twice',
	'guest_unknown',
	'guest_waiting',
	'guest_cancelled',
	'already_in',
	'too_many_people',
	'check_in_unknown'
];

/** What the script of the door may have to say, also offline: key to text of the page's language. */
export const doorPhrases = (): Record<string, string> => ({
	...Object.fromEntries(reasons.map((reason) => [reason, refusalText(reason)])),
	is_in: m.eventsdoor_is_in({ n: '{n}' }),
	walk_ins: m.eventsdoor_walk_ins({ n: '{n}', all: '{all}' }),
	came: m.eventsdoor_came({ name: '{name}', n: '{n}' }),
	walk_in_came: m.eventsdoor_walk_in_came({ n: '{n}' }),
	taken_back: m.eventsdoor_taken_back(),
	unsent: m.eventsdoor_unsent({ n: '{n}' }),
	all_sent: m.eventsdoor_all_sent(),
	not_kept: m.eventsdoor_not_kept(),
	unknown_offline: m.eventsdoor_unknown_offline(),
	wrong_code: m.eventsdoor_wrong_code(),
	doubled: m.eventsdoor_doubled(),
	count_anyway: m.eventsdoor_count_anyway(),
	seen: m.eventsdoor_seen(),
	look_at_problems: m.eventsdoor_look_at_problems(),
	sign_in: m.eventsdoor_sign_in_needed(),
	camera_open: m.eventsdoor_camera_open(),
	camera_close: m.eventsdoor_camera_close(),
	camera_denied: m.eventsdoor_camera_denied(),
	wiped: m.eventsdoor_wiped(),
	wipe_warning: m.eventsdoor_wipe_warning({ n: '{n}' })
});
