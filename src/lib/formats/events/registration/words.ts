import { m } from '../../../platform/i18n/paraglide/messages.js';
import { fieldProblem } from '../refusal-text.ts';
import type { RegistrationState } from './states.ts';

export const stateNames: Readonly<Record<RegistrationState, () => string>> = {
	confirmed: m.eventsreg_state_confirmed,
	waiting: m.eventsreg_state_waiting,
	offered: m.eventsreg_state_offered,
	cancelled: m.eventsreg_state_cancelled,
	expired: m.eventsreg_state_expired
};

/** Of the form for tickets: how many places are taken stands behind the reason. */
export function ticketsProblem(
	fields: Readonly<Record<string, string>>,
	name: string
): string | undefined {
	const [reason, taken] = (fields[name] ?? '').split(' ');
	if (reason === 'quota_taken') return m.eventsreg_refused_quota_taken({ count: taken ?? '' });
	return fieldProblem(fields, name);
}
