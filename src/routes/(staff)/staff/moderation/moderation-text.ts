import type { EarlierDecision } from '#lib/core/moderation/queue.server.ts';
import type { QueueState } from '#lib/core/moderation/contract.ts';
import type { HintKind } from '#lib/core/moderation/personal-hints.ts';
import type { QueueTab } from '#lib/core/moderation/queue-filter.ts';
import { reasonName } from '#lib/core/moderation/reason-text.ts';
import { m } from '#lib/platform/i18n/paraglide/messages.js';

export const stateText: Readonly<Record<QueueState, () => string>> = {
	waiting: m.moderation_state_waiting,
	reported: m.moderation_state_reported,
	unchecked: m.moderation_state_unchecked,
	hidden: m.moderation_state_hidden,
	checked: m.moderation_state_checked,
	withdrawn: m.moderation_state_withdrawn
};

export const tabText: Readonly<Record<QueueTab, () => string>> = {
	open: m.moderation_tab_open,
	waiting: m.moderation_state_waiting,
	reported: m.moderation_state_reported,
	unchecked: m.moderation_state_unchecked,
	hidden: m.moderation_state_hidden
};

export const hintText: Readonly<Record<HintKind, () => string>> = {
	email: m.moderation_hint_email,
	phone: m.moderation_hint_phone,
	iban: m.moderation_hint_iban,
	plate: m.moderation_hint_plate,
	name: m.moderation_hint_name,
	home: m.moderation_hint_home
};

const kinds: Readonly<Record<string, () => string>> = {
	idea: m.moderation_kind_idea,
	comment: m.moderation_kind_comment
};
/** A format may bring kinds that have no word of their own yet. */
export const kindText = (kind: string): string => kinds[kind]?.() ?? kind;

const verbs: Readonly<Record<string, (inputs: { reason: string }) => string>> = {
	published: () => m.moderation_history_published(),
	kept: () => m.moderation_history_kept(),
	hidden: (inputs) => m.moderation_history_hidden(inputs),
	shownAgain: () => m.moderation_history_shown_again(),
	categorised: () => m.moderation_history_categorised(),
	answered: () => m.moderation_history_answered(),
	answerTakenBack: () => m.moderation_history_answer_taken_back(),
	merged: () => m.moderation_history_merged(),
	mergeUndone: () => m.moderation_history_merge_undone(),
	corrected: () => m.moderation_history_corrected(),
	withdrawn: () => m.moderation_history_withdrawn()
};

export function earlierText({ action, detail }: EarlierDecision): string {
	const verb = action.split('.')[1] ?? action;
	return verbs[verb]?.({ reason: reasonName(String(detail['reason'] ?? '')) }) ?? action;
}

const refusals: Readonly<Record<string, () => string>> = {
	item_missing: m.moderation_refused_item_missing,
	reason_missing: m.moderation_refused_reason_missing,
	not_allowed: m.moderation_refused_not_allowed
};
export const refusedText = (reason: string): string =>
	(refusals[reason] ?? m.moderation_refused_other)();
