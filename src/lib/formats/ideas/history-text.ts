import { m } from '../../platform/i18n/paraglide/messages.js';

/** What an entry of the audit trail says: everything that is ever recorded of a map or of something on it stands here. */
export const historyTexts = {
	'ideas.created': m.ideastaff_history_created,
	'ideas.changed': m.ideastaff_history_changed,
	'ideas.announced': m.ideastaff_history_announced,
	'ideas.takenBack': m.ideastaff_history_taken_back,
	'ideas.started': m.ideastaff_history_started,
	'ideas.finished': m.ideastaff_history_finished,
	'ideas.reopened': m.ideastaff_history_reopened,
	'ideas.outcomeSet': m.ideastaff_history_outcome,
	'ideas.areaSet': m.ideastaff_history_area,
	'ideas.archived': m.ideastaff_history_archived,
	'ideas.projectCreated': m.ideastaff_history_project_created,
	'ideas.projectChanged': m.ideastaff_history_project_changed,
	'ideas.projectMoved': m.ideastaff_history_project_moved,
	'ideas.published': m.moderation_history_published,
	'ideas.kept': m.moderation_history_kept,
	'ideas.hidden': m.moderation_state_hidden,
	'ideas.shownAgain': m.moderation_history_shown_again,
	'ideas.categorised': m.moderation_history_categorised,
	'ideas.answered': m.moderation_history_answered,
	'ideas.answerTakenBack': m.moderation_history_answer_taken_back,
	'ideas.merged': m.moderation_history_merged,
	'ideas.mergeUndone': m.moderation_history_merge_undone,
	'ideas.corrected': m.moderation_history_corrected,
	'ideas.withdrawn': m.moderation_history_withdrawn,
	'ideas.collected': m.ideastaff_history_collected,
	'ideas.walkPlanned': m.ideastaff_history_walk_planned,
	'ideas.walkClosed': m.ideastaff_history_walk_closed,
	'ideas.walkReopened': m.ideastaff_history_walk_reopened,
	'ideas.imported': m.ideastaff_history_imported,
	'ideas.importUndone': m.ideastaff_history_import_undone,
	'ideas.exported': m.ideastaff_history_exported,
	'ideas.commented': m.ideastaff_history_commented,
	'ideas.commentWithdrawn': m.ideastaff_history_comment_withdrawn,
	'ideas.deleted': m.ideastaff_history_deleted
} as const;

type IdeaAction = keyof typeof historyTexts;
/** What can happen to a map or to something on it, without the word `ideas` before it. */
export type IdeaVerb = IdeaAction extends `ideas.${infer Verb}` ? Verb : never;

export const historyText = (action: string): string =>
	Object.hasOwn(historyTexts, action) ? historyTexts[action as IdeaAction]() : action;
