import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import { historyOf, type SubjectEntry } from '../../../core/history/subject-history.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { potSubject, type Pot } from '../ledger/pots.server.ts';
import { permissions } from '../permissions.ts';
import { closedTo } from '../unbiased.server.ts';
import { roundOf, type Round } from './round.server.ts';
import type { RoundInput } from './schema.ts';

/** A round with all that its staff see and set. */
export type RoundDetail = Readonly<{
	round: Round;
	pot: Pot;
	settings: RoundInput;
	/** Of the settings; a form sends it back. */
	version: number;
	/** Nobody has written an application yet, not even a draft. */
	empty: boolean;
	may: Readonly<Record<'editRound' | 'holdMeeting' | 'holdVoting' | 'sitOnJury', boolean>>;
}>;

/** @throws Refusal not_allowed, round_unknown (404) */
export async function readRound(db: Db, actor: Actor, activityId: string): Promise<RoundDetail> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'seeRound', round);
	const { version, hasApplications } = await db
		.selectFrom('fundRounds as r')
		.select('r.settingsVersion as version')
		.select(({ exists, selectFrom }) =>
			exists(
				selectFrom('fundApplications as a')
					.select('a.id')
					.whereRef('a.activityId', '=', 'r.activityId')
			).as('hasApplications')
		)
		.where('r.activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	const may = (action: keyof RoundDetail['may']) => can(permissions, actor, action, round);
	return {
		round,
		pot: await potSubject(db, round.potId),
		settings: settingsOf(round, await measuresOf(db, activityId)),
		version,
		empty: !hasApplications,
		may: {
			editRound: may('editRound'),
			holdMeeting: may('holdMeeting'),
			holdVoting: may('holdVoting'),
			sitOnJury: may('sitOnJury')
		}
	};
}

/** The same, for who may change it. @throws Refusal not_allowed, round_unknown (404) */
export async function roundToEdit(db: Db, actor: Actor, activityId: string): Promise<RoundDetail> {
	demand(permissions, actor, 'editRound', await roundOf(db, activityId));
	return readRound(db, actor, activityId);
}

const settingsOf = (round: Round, measures: string[]): RoundInput => ({
	title: round.title,
	placeId: round.placeId,
	locales: round.locales as RoundInput['locales'],
	startsAt: round.startsAt,
	endsAt: round.endsAt,
	measures,
	retainUntil: round.retainUntil,
	organisationId: round.organisationId,
	slug: round.slug,
	potId: round.potId,
	intro: round.intro,
	rules: round.rules
});

async function measuresOf(db: Db, activityId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('activityMeasures')
		.select('measureCode')
		.where('activityId', '=', activityId)
		.orderBy('measureCode')
		.execute();
	return rows.map(({ measureCode }) => measureCode);
}

/**
 * Who did what to this round and its applications, without those closed to the reader; newest first.
 * @throws Refusal not_allowed
 */
export async function roundHistory(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<SubjectEntry[]> {
	demand(permissions, actor, 'editRound', await roundOf(db, activityId));
	const closed = await closedTo(db, actor, activityId);
	const entries = await historyOf(db, 'fund', activityId);
	return entries.filter(
		({ detail }) => !closed.has((detail as { number?: unknown } | null)?.number)
	);
}
