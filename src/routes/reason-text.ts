import { clockText } from '#lib/platform/i18n/dates.ts';
import { m } from '#lib/platform/i18n/paraglide/messages.js';

/** Reason codes of sign-in and administration in the reader's language. */
const texts: Record<string, () => string> = {
	wrong_credentials: m.auth_reason_wrong_credentials,
	too_many_sign_ins: m.auth_reason_too_many_sign_ins,
	wrong_code: m.auth_reason_wrong_code,
	wrong_password: m.auth_reason_wrong_password,
	password_too_short: m.auth_reason_password_too_short,
	password_too_long: m.auth_reason_password_too_long,
	password_common: m.auth_reason_password_common,
	password_contains_email: m.auth_reason_password_contains_email,
	missing: m.auth_reason_missing,
	too_long: m.auth_reason_too_long,
	not_printable: m.auth_reason_not_printable,
	not_an_email: m.auth_reason_not_an_email,
	unknown_choice: m.auth_reason_unknown_choice,
	account_exists: m.admin_reason_account_exists,
	rights_missing: m.admin_reason_rights_missing,
	already_granted: m.admin_reason_already_granted,
	last_administrator: m.admin_reason_last_administrator,
	invitation_taken: m.admin_reason_invitation_taken,
	account_disabled: m.admin_reason_account_disabled,
	organisation_archived: m.admin_reason_organisation_archived,
	name_taken: m.admin_reason_name_taken,
	last_manager: m.org_reason_last_manager,
	not_a_member: m.org_reason_not_a_member,
	already_member: m.org_reason_already_member,
	changed_meanwhile: m.org_reason_changed_meanwhile,
	not_a_website: m.org_reason_not_a_website,
	not_a_phone_number: m.org_reason_not_a_phone_number,
	organisation_unknown: m.org_reason_organisation_unknown,
	not_allowed: m.admin_reason_not_allowed,
	not_a_date: m.admin_reason_not_a_date
};

/** A refused form, or one that said something else. */
type Refused =
	| { reason?: string | undefined; fields?: Readonly<Record<string, string>> | undefined }
	| null
	| undefined;

/** What is wrong with one field, or undefined. */
export function fieldText(refused: Refused, field: string): string | undefined {
	const code = refused?.fields?.[field];
	return code === undefined ? undefined : (texts[code] ?? m.auth_reason_unknown)();
}

/** What is wrong as a whole; undefined when a field of this form says it. */
export function formText(refused: Refused, fields: readonly string[] = []): string | undefined {
	if (!refused?.reason || fields.some((field) => refused.fields?.[field])) return undefined;
	if (refused.reason === 'too_many_attempts') return tooMany(refused.fields?.['until']);
	return (texts[refused.reason] ?? m.auth_reason_unknown)();
}

/** With seconds: who waits for half a minute should not be sent away twice. */
function tooMany(until: string | undefined): string {
	return m.auth_reason_too_many_attempts({ time: clockText(new Date(until ?? Date.now())) });
}
