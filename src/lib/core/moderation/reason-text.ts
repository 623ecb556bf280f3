import { m } from '../../platform/i18n/paraglide/messages.js';
import { isHidingReason, type HidingReason } from './reasons.ts';

const names: Readonly<Record<HidingReason, () => string>> = {
	personal: m.moderation_reason_personal,
	insult: m.moderation_reason_insult,
	advert: m.moderation_reason_advert,
	offTopic: m.moderation_reason_off_topic,
	unlawful: m.moderation_reason_unlawful,
	spam: m.moderation_reason_spam
};

const told: Readonly<Record<HidingReason, () => string>> = {
	personal: m.moderation_told_personal,
	insult: m.moderation_told_insult,
	advert: m.moderation_told_advert,
	offTopic: m.moderation_told_off_topic,
	unlawful: m.moderation_told_unlawful,
	spam: m.moderation_told_spam
};

/** A reason in a word or two, for those who choose one. */
export const reasonName = (reason: string): string =>
	isHidingReason(reason) ? names[reason]() : reason;

/** Why something is hidden, as its author reads it on the receipt and everybody in its place. */
export const reasonForReaders = (reason: string | null): string =>
	reason !== null && isHidingReason(reason) ? told[reason]() : m.moderation_told_other();
