/**
 * How a message stands; German names in docs/glossary.md. `open`: nobody cares for it yet; `waiting`: somebody of the
 * team does, and whoever wrote waits; `withdrawn`: its words were taken back, the contact still counts.
 */
export const messageStates = ['open', 'waiting', 'answered', 'closed', 'withdrawn'] as const;
export type MessageState = (typeof messageStates)[number];

/** What became of a matter. */
export const outcomes = ['answered', 'passedOn', 'idea', 'none'] as const;
export type Outcome = (typeof outcomes)[number];

/** How people were met; a message is a way of its own. */
export const talkWays = ['talk', 'phone', 'street'] as const;
export type TalkWay = (typeof talkWays)[number];

export const contactWays = ['message', ...talkWays] as const;
export type ContactWay = (typeof contactWays)[number];
