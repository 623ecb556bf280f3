import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Outcome, State } from '../states.ts';
import { isTold } from './told-to-applicant.ts';

export type OwnApplication = Readonly<{
	id: string;
	slug: string;
	round: Translated;
	number: number | null;
	title: string;
	state: State;
	outcome: Outcome | null;
	dueOn: string | null;
}>;

/** The applications of an organisation, for its members; newest first. @throws Refusal not_allowed */
export async function applicationsOfOrganisation(
	db: Db,
	actor: Actor,
	organisationId: string
): Promise<OwnApplication[]> {
	if (actor.kind !== 'account' || !actor.organisations.some(({ id }) => id === organisationId))
		throw new Refusal(actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden', 'not_allowed');
	const rows = await db
		.selectFrom('fundApplications as a')
		.innerJoin('fundRounds as r', 'r.activityId', 'a.activityId')
		.innerJoin('activities as y', 'y.id', 'a.activityId')
		.select(['a.id', 'r.slug', 'y.title as round', 'a.number', 'a.title', 'a.state'])
		.select(['a.outcome', 'a.dueOn', 'a.notifiedOn'])
		.where('a.organisationId', '=', organisationId)
		.orderBy('a.sequence', 'desc')
		.execute();
	return (rows as (OwnApplication & { notifiedOn: string | null })[]).map(
		({ notifiedOn, ...own }) => ({
			...own,
			outcome: isTold({ ...own, notifiedOn }) ? own.outcome : null
		})
	);
}

export type OpenRound = Readonly<{ slug: string; title: Translated; endsAt: Date | null }>;

/** Rounds that take applications now. */
export async function openRounds(db: Db, now: Date): Promise<OpenRound[]> {
	const rows = await db
		.selectFrom('fundRounds as r')
		.innerJoin('activities as y', 'y.id', 'r.activityId')
		.select(['r.slug', 'y.title', 'y.endsAt'])
		.where('y.status', '=', 'running')
		.where(({ or, eb }) => or([eb('y.startsAt', 'is', null), eb('y.startsAt', '<=', now)]))
		.where(({ or, eb }) => or([eb('y.endsAt', 'is', null), eb('y.endsAt', '>=', now)]))
		.orderBy('y.endsAt')
		.orderBy('r.slug')
		.execute();
	return rows as OpenRound[];
}
