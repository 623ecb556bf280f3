import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { isInMeeting, meanShare, scoresOf, type Scores } from './scores.server.ts';

/** The scores of an application as far as somebody may see them by now. */
export type VisibleScores = Readonly<{
	/** The reader's own, as a juror. */
	own: Scores | null;
	/** Null as long as the reader is not to see them. */
	scores: readonly Scores[] | null;
	/** Mean of them, 0 to 1; null with them. */
	share: number | null;
	/** How many jurors have scored it, whoever reads. */
	count: number;
	inMeeting: boolean;
}>;

/**
 * Jurors see what others gave once they have given their own, or when a meeting looks at it: before that it would sway
 * them, and in the meeting all talk about the same table. The office sees it at once, unless somebody of it is a juror
 * as well. Everybody else sees it in the meeting and afterwards.
 */
export async function visibleScores(
	db: Db,
	actor: Actor,
	application: Application
): Promise<VisibleScores> {
	const scores = await scoresOf(db, application.applicationId, application.rules.criteria);
	const inMeeting = await isInMeeting(db, application.applicationId);
	const mine = actor.kind === 'account' ? actor.accountId : '';
	const own = scores.find(({ accountId }) => accountId === mine) ?? null;
	const beyondSway = can(permissions, actor, 'judge', application)
		? own !== null && own.share !== null
		: can(permissions, actor, 'decide', application);
	const visible = beyondSway || inMeeting || application.state !== 'ready';
	return {
		own,
		scores: visible ? scores : null,
		share: visible ? meanShare(scores) : null,
		count: scores.length,
		inMeeting
	};
}
