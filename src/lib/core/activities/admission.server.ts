import { ComeAgain } from '../../platform/errors.ts';

/**
 * How fast new people may join one activity, in this process. It asks nothing of who they are: a whole square may sit
 * behind one address, so what is limited is the activity, and so generously that no square notices.
 */
export type Admission = Readonly<{
	/** Lets one new participant in. @throws ComeAgain joins_busy when they come faster than anybody could walk up */
	admit(activityId: string): void;
}>;

export type AdmissionOptions = Readonly<{
	/** New participants per second and activity in the long run. */
	perSecond: number;
	/** Milliseconds of a clock that never goes back. */
	clock?: () => number;
	random?: () => number;
	refused?(): void;
}>;

/** A hall that scans the code at the same moment: ten seconds' worth come in at once. */
const secondsAtOnce = 10;
const mostSessions = 500;

export function openAdmission(options: AdmissionOptions): Admission {
	const { perSecond, clock = () => performance.now(), random = Math.random } = options;
	const most = perSecond * secondsAtOnce;
	/** Free places and when they were counted, by session. Who is not in here has all of them. */
	const sessions = new Map<string, { free: number; at: number }>();

	return {
		admit(activityId) {
			const now = clock();
			const known = sessions.get(activityId) ?? { free: most, at: now };
			const free = Math.min(most, known.free + ((now - known.at) / 1000) * perSecond);
			sessions.delete(activityId);
			sessions.set(activityId, { free: free < 1 ? free : free - 1, at: now });
			// The one that was asked for longest ago has had the most time to recover.
			if (sessions.size > mostSessions) sessions.delete(sessions.keys().next().value!);
			if (free >= 1) return;
			options.refused?.();
			// Spread, so that those who were sent away do not come back in one second.
			throw new ComeAgain('busy', 'joins_busy', 1 + Math.floor(random() * 5));
		}
	};
}
