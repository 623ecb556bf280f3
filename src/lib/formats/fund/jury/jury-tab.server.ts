import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { fundRoles, permissions } from '../permissions.ts';
import { readApplication, type ApplicationDetail } from '../staff/read-application.server.ts';
import { seatsOf, type Seat } from './jurors.server.ts';
import { visibleScores, type VisibleScores } from './visible-scores.server.ts';

/** The jury's page of one application. */
export type JuryTab = VisibleScores &
	Readonly<{
		detail: ApplicationDetail;
		may: Readonly<{ score: boolean; hold: boolean; declare: boolean }>;
		/** For the office: jury and staff, who of them is excluded and why. */
		seats: readonly Seat[];
	}>;

/** @throws Refusal application_unknown (404), not_allowed: also for whoever is excluded */
export async function readJuryTab(
	db: Db,
	actor: Actor,
	activityId: string,
	number: number
): Promise<JuryTab> {
	const detail = await readApplication(db, actor, activityId, number);
	const { application } = detail;
	const told = await visibleScores(db, actor, application);
	const judge = can(permissions, actor, 'judge', application);
	const hold = can(permissions, actor, 'decide', application);
	return {
		detail,
		...told,
		may: {
			score: judge && application.state === 'ready' && !told.inMeeting,
			hold,
			declare: can(permissions, actor, 'declareConflict', application)
		},
		seats: hold ? await seatsOf(db, application, fundRoles) : []
	};
}
