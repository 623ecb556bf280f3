/** Days after its end until the participants' key of an idea map is dropped, unless staff chose another day. */
export const defaultRetentionDays = 2 * 365;

export const phaseKinds = ['collect', 'discuss', 'support', 'prioritise', 'report'] as const;
export type PhaseKind = (typeof phaseKinds)[number];

/** What residents may do with an idea map. */
export const acts = ['contribute', 'comment', 'support', 'prioritise'] as const;
export type Act = (typeof acts)[number];

/** What each kind of phase allows; phases may overlap, and then their acts add up. */
const actsOf: Record<PhaseKind, readonly Act[]> = {
	collect: ['contribute', 'comment', 'support'],
	discuss: ['comment', 'support'],
	support: ['support'],
	prioritise: ['prioritise'],
	report: []
};

export type Phase = Readonly<{ kind: PhaseKind; startsAt: Date | null; endsAt: Date | null }>;

/** The phases at this moment; one without a start has always been, one without an end goes on. */
export const currentPhases = <P extends Phase>(phases: readonly P[], now: Date): P[] =>
	phases.filter(
		({ startsAt, endsAt }) => (!startsAt || startsAt <= now) && (!endsAt || endsAt > now)
	);

/**
 * What residents may do now. A map that does not run allows nothing; everything that was said stays readable.
 * @param status of the activity
 */
export function allowedActs(status: string, phases: readonly Phase[], now: Date): Set<Act> {
	if (status !== 'running') return new Set();
	return new Set(currentPhases(phases, now).flatMap(({ kind }) => actsOf[kind]));
}

/** The status path of an idea, as the database checks it too. */
export const ideaStatuses = [
	'new',
	'inReview',
	'planned',
	'started',
	'done',
	'notPossible'
] as const;
export type IdeaStatus = (typeof ideaStatuses)[number];

/** What an answer may say next. Back to an earlier step is an answer too, with a reason; only `new` never comes back. */
export const nextStatuses: Record<IdeaStatus, readonly IdeaStatus[]> = {
	new: ['inReview', 'planned', 'started', 'done', 'notPossible'],
	inReview: ['inReview', 'planned', 'started', 'done', 'notPossible'],
	planned: ['inReview', 'planned', 'started', 'done', 'notPossible'],
	started: ['inReview', 'planned', 'started', 'done', 'notPossible'],
	done: ['inReview', 'started', 'done'],
	notPossible: ['inReview', 'planned', 'notPossible']
};

export const projectStatuses = ['planned', 'started', 'done', 'notPossible'] as const;
export type ProjectStatus = (typeof projectStatuses)[number];

/** Who may see a contribution: nobody but staff, everyone, nobody any more by staff's or by its author's decision. */
export const visibilities = ['waiting', 'public', 'hidden', 'withdrawn'] as const;
export type Visibility = (typeof visibilities)[number];

/**
 * Who sees an idea after its author corrected it. What staff have not read does not become public by way of a
 * correction: on a map where they look first, changed words wait again. Removing a photo, another category or place
 * bring no new words and change nothing. A hidden idea waits for a second look on every map.
 */
export function visibilityAfterCorrection(
	visibility: Visibility,
	moderation: 'before' | 'after',
	hasNewWords: boolean
): Visibility {
	if (visibility === 'hidden') return 'waiting';
	return visibility === 'public' && moderation === 'before' && hasNewWords ? 'waiting' : visibility;
}

export { hidingReasons, type HidingReason } from '../../core/moderation/reasons.ts';

/** How a contribution came in. */
export const sources = ['phone', 'street', 'walk', 'paper', 'import'] as const;
export type Source = (typeof sources)[number];

/** How staff came by what they write down for somebody. */
export const ways = ['conversation', 'event', 'walk', 'call', 'letter', 'other'] as const;
export type Way = (typeof ways)[number];

export const whereaboutsKinds = ['pin', 'place', 'quarter'] as const;
export type Whereabouts = (typeof whereaboutsKinds)[number];

/** How far an idea is on its path, as far as answers are due. */
export type Progress = Readonly<{
	status: IdeaStatus;
	submittedOn: string;
	answerDue: string | null;
}>;

/**
 * Day until which the next answer is promised: the one named last, else for a new idea the map's term for first
 * answers. Null where nothing is promised or the idea is at its end.
 */
export function answerDueOn(idea: Progress, answerWithin: number): string | null {
	if (idea.status === 'done' || idea.status === 'notPossible') return null;
	if (idea.answerDue) return idea.answerDue;
	return idea.status === 'new' ? dayAfter(idea.submittedOn, answerWithin) : null;
}

/** An idea is overdue when its first answer, or the one promised last, is late and it is not at its end. */
export function isOverdue(idea: Progress, answerWithin: number, today: string): boolean {
	const due = answerDueOn(idea, answerWithin);
	return due !== null && due < today;
}

/** The day so many days later, YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
