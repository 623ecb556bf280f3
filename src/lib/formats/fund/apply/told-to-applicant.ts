import type { Application } from '../application.server.ts';
import type { State } from '../states.ts';

type Decided = Readonly<{ state: State; outcome: string | null; notifiedOn: string | null }>;

/**
 * Nobody hears what was decided before the notice: until then it may be taken back. A deferral gets no notice, so it is
 * told at once. Whoever withdraws before the notice is not told any more.
 */
export const isTold = ({ state, outcome, notifiedOn }: Decided): boolean =>
	outcome === 'deferred' || (state !== 'decided' && (state !== 'withdrawn' || notifiedOn !== null));

/** What an applicant's pages know of their application: who of the staff has a conflict of interest is their business. */
export type ToldApplication = Omit<Application, 'conflicted'>;

export function forApplicant({ conflicted: _, ...application }: Application): ToldApplication {
	if (isTold(application)) return application;
	return { ...application, outcome: null, grantedCents: null, committedCents: 0 };
}

/**
 * The chronicle as the applicant reads it, from the first step to the last. A decision and its reason wait for the
 * notice, or are told as a deferral; one that was taken back never was.
 * @param steps oldest first
 */
export function toldSteps<Step extends Readonly<{ step: string }>>(
	steps: readonly Step[],
	{ outcome }: Pick<Decided, 'outcome'>
): Step[] {
	return steps.filter(({ step }, index) => {
		if (step === 'takeBack') return false;
		if (step !== 'decide') return true;
		// Nothing can come between a decision and what becomes of it.
		const next = steps[index + 1]?.step;
		return next === undefined ? outcome === 'deferred' : tellingSteps.includes(next);
	});
}

/** Only a deferred application comes up again. */
const tellingSteps: readonly string[] = ['notify', 'bringUpAgain'];
