/** From very bad to very good. */
export const faces = [5, 4, 3, 2, 1] as const;
export type Face = (typeof faces)[number];

/** Whom a date is judged by; exhibitors stand at a table of their own. */
export const feedbackAudiences = ['visitors', 'exhibitors'] as const;
export type FeedbackAudience = (typeof feedbackAudiences)[number];

export const isFeedbackAudience = (typed: string): typed is FeedbackAudience =>
	(feedbackAudiences as readonly string[]).includes(typed);
