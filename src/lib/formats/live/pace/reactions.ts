/** What people can tap while they listen. */
export const reactionSigns = ['up', 'heart', 'clap', 'question'] as const;
export type ReactionSign = (typeof reactionSigns)[number];

/** How often each sign was tapped in the last ten seconds. */
export type ReactionCounts = Readonly<Partial<Record<ReactionSign, number>>>;

/** So long a tap is seen, in seconds. */
export const reactionSeconds = 10;
