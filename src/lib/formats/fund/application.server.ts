import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { record } from '../../core/history/record.server.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import { Refusal } from '../../platform/errors.ts';
import type { FundVerb } from './history-text.ts';
import type { ApplicationSubject, RoundSubject } from './permissions.ts';
import type { FundRules } from './round/rules.ts';
import type { Outcome, State } from './states.ts';

/** An application as use cases ask about it before they change it. */
export type Application = ApplicationSubject &
	Readonly<{
		/** Null until it is submitted. */
		number: number | null;
		state: State;
		revision: number;
		potId: string;
		title: string;
		outcome: Outcome | null;
		askedCents: number | null;
		grantedCents: number | null;
		committedCents: number;
		paidCents: number;
		startsOn: string | null;
		endsOn: string | null;
		dueOn: string | null;
		/** Day of the notice. */
		notifiedOn: string | null;
		/** The rules it is judged by: those at its last submission, before that the round's present ones. */
		rules: FundRules;
		locale: string;
	}>;

/** @throws Refusal application_unknown (404) */
export async function applicationOf(db: Db | Trx, id: string): Promise<Application> {
	if (!isUuid(id)) throw new Refusal('missing', 'application_unknown');
	return whole(await columns(db).where('a.id', '=', id).executeTakeFirst());
}

/** By the number under which the office speaks of it. @throws Refusal application_unknown (404) */
export async function applicationNumbered(
	db: Db | Trx,
	activityId: string,
	number: number
): Promise<Application> {
	if (!isUuid(activityId)) throw new Refusal('missing', 'application_unknown');
	const row = await columns(db)
		.where('a.activityId', '=', activityId)
		.where('a.number', '=', number)
		.executeTakeFirst();
	return whole(row);
}

/** The same, locked until the transaction ends: first step of whatever looks at money and then changes it. */
export async function lockApplication(trx: Trx, id: string): Promise<Application> {
	return whole(await columns(trx).where('a.id', '=', id).forUpdate('a').executeTakeFirst());
}

function columns(db: Db | Trx) {
	return db
		.selectFrom('fundApplications as a')
		.innerJoin('fundRounds as r', 'r.activityId', 'a.activityId')
		.innerJoin('activities as y', 'y.id', 'a.activityId')
		.select(['a.id as applicationId', 'a.activityId', 'y.placeId', 'a.organisationId'])
		.select(['a.number', 'a.state', 'a.revision', 'r.potId', 'a.title', 'a.outcome', 'a.locale'])
		.select(['a.askedCents', 'a.grantedCents', 'a.committedCents', 'a.paidCents'])
		.select(['a.startsOn', 'a.endsOn', 'a.dueOn', 'a.notifiedOn'])
		.select(sql<FundRules>`coalesce(a.rules, r.rules)`.as('rules'))
		.select(
			sql<
				string[]
			>`coalesce((select array_agg(c.account_id::text) from fund_conflicts c where c.application_id = a.id), '{}')`.as(
				'conflicted'
			)
		);
}

type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirst']>>;

function whole(row: Row): Application {
	if (!row) throw new Refusal('missing', 'application_unknown');
	return { ...row, state: row.state as State, outcome: row.outcome as Outcome | null };
}

/** Writes what happened to an application into the audit trail, under its round. */
export async function recordOfApplication(
	trx: Trx,
	actor: Actor,
	{ activityId, placeId, number }: RoundSubject & { number: number | null },
	verb: FundVerb,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await record(trx, actor, {
		action: `fund.${verb}`,
		subjectKind: 'fund',
		subjectId: activityId,
		placeId,
		detail: { ...(number !== null && { number }), ...detail }
	});
}
