import { actionWeek } from './action-week.ts';
import type { Template } from './contract.ts';
import { eventFeedback } from './event-feedback.ts';
import { expertDay } from './expert-day.ts';
import { livingConditions } from './living-conditions.ts';
import { neighbourhoodWalk } from './neighbourhood-walk.ts';
import { squareTalk } from './square-talk.ts';
import { youthParliament } from './youth-parliament.ts';

/** Ready sessions to start from, in the order in which they are offered. */
export const templates: readonly Template[] = [
	livingConditions,
	squareTalk,
	neighbourhoodWalk,
	youthParliament,
	expertDay,
	eventFeedback,
	actionWeek
];

export const templateOf = (key: string | null | undefined): Template | null =>
	templates.find((template) => template.key === key) ?? null;
