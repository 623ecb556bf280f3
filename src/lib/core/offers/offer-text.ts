import { m } from '../../platform/i18n/paraglide/messages.js';
import { getLocale } from '../../platform/i18n/paraglide/runtime.js';
import { languageName } from '../../platform/i18n/language-name.ts';
import type { OfferKind } from './kinds.ts';

const kinds: Readonly<Record<OfferKind, () => string>> = {
	advice: m.offers_kind_advice,
	meeting: m.offers_kind_meeting,
	family: m.offers_kind_family,
	youth: m.offers_kind_youth,
	older: m.offers_kind_older,
	language: m.offers_kind_language,
	food: m.offers_kind_food,
	sport: m.offers_kind_sport,
	culture: m.offers_kind_culture,
	health: m.offers_kind_health
};

export const kindText = (kind: OfferKind): string => kinds[kind]();

/** A spoken or signed language in the reader's language. */
export const spokenText = (tag: string): string =>
	tag === 'gsg' ? m.offers_sign_language() : languageName(tag, getLocale());

const problems: Readonly<Record<string, () => string>> = {
	missing: m.auth_reason_missing,
	too_long: m.auth_reason_too_long,
	not_an_email: m.auth_reason_not_an_email,
	unknown_choice: m.auth_reason_unknown_choice,
	not_a_website: m.org_reason_not_a_website,
	not_a_phone_number: m.org_reason_not_a_phone_number,
	organisation_archived: m.admin_reason_organisation_archived,
	not_allowed: m.admin_reason_not_allowed,
	changed_meanwhile: m.offers_reason_changed_meanwhile,
	changed_since_seen: m.offers_reason_changed_since_seen,
	check_gone: m.offers_reason_check_gone,
	archived: m.offers_reason_archived,
	archived_by_staff: m.offers_reason_archived_by_staff,
	place_elsewhere: m.offers_reason_place_elsewhere,
	offer_unknown: m.offers_reason_unknown,
	not_degrees: m.offers_reason_not_degrees,
	point_far: m.offers_reason_point_far,
	input_invalid: m.offers_reason_invalid
};

/** A reason code in the reader's language. */
export const problemText = (reason: string): string =>
	(problems[reason] ?? m.auth_reason_unknown)();
