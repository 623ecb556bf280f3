import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { permissions } from '../permissions.ts';
import { readApplication, type ApplicationDetail } from '../staff/read-application.server.ts';
import { seatsOf, type Seat } from './jurors.server.ts';
import { demandSight } from './see-as-jury.ts';
import { isInMeeting, meanShare, scoresOf, type Scores } from './scores.server.ts';

/** The jury's page of one application. */
export type JuryTab = Readonly<{
	detail: ApplicationDetail;
	/** The reader's own, as a juror. */
	own: Scores | null;
	/** Null as long as the reader is not to see them. */
	scores: readonly Scores[] | null;
	share: number | null;
	/** How many jurors have scored it, whoever reads. */
	count: number;
	inMeeting: boolean;
	may: Readonly<{ score: boolean; hold: boolean; declare: boolean }>;
	/** For the office: who is excluded and why. */
	seats: readonly Seat[];
}>;

/**
 * Jurors see what others gave once they have given their own, or when a meeting looks at it: before that it would sway
 * them, and in the meeting all talk about the same table. The office, which does not score, sees it at once.
 * @throws Refusal application_unknown (404), not_allowed: also for whoever is excluded
 */
export async function readJuryTab(
	db: Db,
	actor: Actor,
	activityId: string,
	number: number
): Promise<JuryTab> {
	const detail = await readApplication(db, actor, activityId, number);
	const { application } = detail;
	demandSight(actor, application);
	const scores = await scoresOf(db, application.applicationId, application.rules.criteria);
	const inMeeting = await isInMeeting(db, application.applicationId);
	const mine = actor.kind === 'account' ? actor.accountId : '';
	const own = scores.find(({ accountId }) => accountId === mine) ?? null;
	const judge = can(permissions, actor, 'judge', application);
	const hold = can(permissions, actor, 'decide', application);
	const beyondSway = judge ? own?.share != null : hold;
	const isOver = application.state !== 'ready';
	const visible = beyondSway || inMeeting || isOver;
	return {
		detail,
		own,
		scores: visible ? scores : null,
		share: visible ? meanShare(scores) : null,
		count: scores.length,
		inMeeting,
		may: {
			score: judge && application.state === 'ready' && !inMeeting,
			hold,
			declare: can(permissions, actor, 'declareConflict', application)
		},
		seats: hold ? await seatsOf(db, application) : []
	};
}
