import { m } from '../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../platform/i18n/paraglide/runtime.js';

/** Names instead of ids: whom or what it happened to, and who or what else took part. */
export type Names = Readonly<{ subject: string; role: string; organisation: string }>;

type Sentence = (names: Names, options?: { locale?: Locale }) => string;

/** What core records, each in a sentence. Formats have their own; what recorded it is named in its own column. */
export const coreSentences: Readonly<Record<string, Sentence>> = {
	'account.created': m.history_account_created,
	'account.invited': m.history_account_invited,
	'account.invitedAgain': m.history_account_invited_again,
	'account.invitationAccepted': m.history_account_invitation_accepted,
	'account.profileChanged': m.history_account_profile_changed,
	'account.passwordChanged': m.history_account_password_changed,
	'account.passwordReset': m.history_account_password_reset,
	'account.signedOutElsewhere': m.history_account_signed_out,
	'account.disabled': m.history_account_disabled,
	'account.enabled': m.history_account_enabled,
	'account.factorReset': m.history_account_factor_reset,
	'account.factorConfirmed': m.history_account_factor_confirmed,
	'account.recoveryCodesRenewed': m.history_account_codes_renewed,
	'account.recoveryCodeUsed': m.history_account_code_used,
	'grant.given': m.history_grant_given,
	'grant.revoked': m.history_grant_revoked,
	'membership.set': m.history_membership_set,
	'membership.removed': m.history_membership_removed,
	'organisation.created': m.history_organisation_created,
	'organisation.changed': m.history_organisation_changed,
	'organisation.archived': m.history_organisation_archived,
	'organisation.restored': m.history_organisation_restored,
	'organisation.profileWritten': m.history_profile_written,
	'organisation.profileApproved': m.history_profile_approved,
	'organisation.profileWithdrawn': m.history_profile_withdrawn,
	'offer.created': m.history_offer_created,
	'offer.changed': m.history_offer_changed,
	'offer.checked': m.history_offer_checked,
	'offer.checkTakenBack': m.history_offer_check_taken_back,
	'offer.archived': m.history_offer_archived,
	'offer.restored': m.history_offer_restored,
	'place.added': m.history_place_added,
	'place.changed': m.history_place_changed,
	'place.bounded': m.history_place_bounded,
	'place.unbounded': m.history_place_unbounded,
	'measure.translated': m.history_measure_translated,
	'catalogue.imported': m.history_catalogue_imported,
	'binding.created': m.history_binding_created,
	'binding.changed': m.history_binding_changed,
	'binding.retired': m.history_binding_retired,
	'observation.computed': m.history_observation_computed,
	'observation.recomputed': m.history_observation_recomputed,
	'observation.entered': m.history_observation_entered,
	'observation.released': m.history_observation_released,
	'observation.corrected': m.history_observation_corrected,
	'observation.discarded': m.history_observation_discarded,
	'cautionWord.added': m.livemoderation_history_word_added,
	'cautionWord.removed': m.livemoderation_history_word_removed,
	'mail.retried': m.history_mail_retried,
	'people.tidied': m.history_people_tidied
};

/** Parts of the house that the audit trail can be cut down to, by the first word of their actions. */
export const coreAreas = {
	people: ['account', 'grant', 'membership', 'mail', 'people'],
	organisations: ['organisation', 'membership'],
	offers: ['offer'],
	places: ['place'],
	moderation: ['cautionWord'],
	plan: ['catalogue', 'binding', 'observation', 'measure']
} as const satisfies Record<string, readonly string[]>;
export type CoreArea = keyof typeof coreAreas;

export const areaNames: Readonly<Record<CoreArea, () => string>> = {
	people: m.history_area_people,
	organisations: m.history_area_organisations,
	offers: m.history_area_offers,
	places: m.history_area_places,
	moderation: m.livemoderation_history_area,
	plan: m.history_area_plan
};

/** First words of the actions of an area; what is none of core's is the key of a format. */
export const firstWordsOf = (area: string): readonly string[] =>
	Object.hasOwn(coreAreas, area) ? coreAreas[area as CoreArea] : [area];
