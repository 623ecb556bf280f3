import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { publicApplicantName, wasFunded, wasGranted, wasRevoked } from '../granted.server.ts';
import { potColumns, potSubject, type Pot } from '../ledger/pots.server.ts';
import { permissions } from '../permissions.ts';
import type { ApplicantKind } from '../states.ts';

/** The money of a pot as its books tell it, in cents. */
export type PotMoney = Readonly<{
	/** Put in, less what was taken out. */
	allocatedCents: number;
	/** Promised by decisions and not released again; what came back is no longer in it. */
	committedCents: number;
	/** All payments; `returnedCents` of them came back. */
	paidCents: number;
	returnedCents: number;
	/** Neither promised nor paid: allocated less committed. */
	freeCents: number;
}>;

/** How many applications came to what; each submitted one is in exactly one of granted, rejected, given up, open. */
export type Counts = Readonly<{
	submitted: number;
	granted: number;
	rejected: number;
	/** Withdrawn or lapsed before a grant. */
	givenUp: number;
	/** Not decided, or the applicant was not told yet. */
	open: number;
	/** Of the granted ones: the applicant was told and withdrew, or never accepted. They are no funded projects. */
	grantsGivenUp: number;
	/** Of the granted ones. */
	completed: number;
	succeeded: number;
	revoked: number;
}>;

/** Grants of one place, applicant kind or initiator, in cents. */
export type GrantRow = Readonly<{
	key: string;
	name: string;
	grants: number;
	grantedCents: number;
	/** Payments less returns. */
	paidCents: number;
}>;

export type ReportProject = Readonly<{
	number: number;
	roundSlug: string;
	title: string;
	locale: string;
	applicantName: string;
	applicantKind: ApplicantKind;
	placeName: string;
	grantedCents: number;
	paidCents: number;
	ending: 'succeeded' | 'failed' | 'completed' | 'revoked' | 'running';
	successes: string;
	difficulties: string;
	/** Why it was revoked. */
	reason: string;
}>;

export type ReasonRow = Readonly<{ reason: string; applications: number }>;
export type PotYear = Readonly<{ pot: Pot; money: PotMoney; counts: Counts }>;

/** A pot's year for the committee that gave the money. */
export type PotReport = PotYear &
	Readonly<{
		/** The pot of the same name and place a year earlier; null: there was none. */
		previous: PotYear | null;
		places: readonly GrantRow[];
		kinds: readonly GrantRow[];
		initiators: readonly GrantRow[];
		projects: readonly ReportProject[];
		/** Reasons of rejections, most frequent first; those that differ in case and blanks only are one. */
		rejections: readonly ReasonRow[];
	}>;

/**
 * What a pot's money was given for, what came of it and what failed, as it stands now. It names granted projects and
 * no person; rejected applications are numbers and reasons.
 * @throws Refusal pot_unknown (404), not_allowed (403)
 */
export async function potReport(db: Db, actor: Actor, potId: string): Promise<PotReport> {
	const pot = await potSubject(db, potId);
	demand(permissions, actor, 'report', { placeId: pot.placeId });
	const before = await potColumns(db)
		.where('t.placeId', '=', pot.placeId)
		.where('t.name', '=', pot.name)
		.where('t.year', '=', pot.year - 1)
		.executeTakeFirst();
	return {
		...(await yearOf(db, pot)),
		previous: before ? await yearOf(db, before) : null,
		places: await grantsBy(db, pot.id, 'place'),
		kinds: await grantsBy(db, pot.id, 'kind'),
		initiators: await grantsBy(db, pot.id, 'initiator'),
		projects: await projectsOf(db, pot.id),
		rejections: await rejectionsOf(db, pot.id)
	};
}

const yearOf = async (db: Db, pot: Pot): Promise<PotYear> => ({
	pot,
	money: await moneyOf(db, pot.id),
	counts: await countsOf(db, pot.id)
});

/** Added up from the entries, not read from the pot's own sums: the report is the account of them. */
async function moneyOf(db: Db, potId: string): Promise<PotMoney> {
	const sums = await db
		.selectFrom('fundLedger')
		.select([
			sql<number>`coalesce(sum(case kind when 'allocation' then amount_cents when 'cut' then -amount_cents end), 0)::bigint`.as(
				'allocatedCents'
			),
			sql<number>`coalesce(sum(case kind when 'reservation' then amount_cents when 'release' then -amount_cents
				when 'return' then -amount_cents end), 0)::bigint`.as('committedCents'),
			sql<number>`coalesce(sum(amount_cents) filter (where kind = 'payment'), 0)::bigint`.as(
				'paidCents'
			),
			sql<number>`coalesce(sum(amount_cents) filter (where kind = 'return'), 0)::bigint`.as(
				'returnedCents'
			)
		])
		.where('potId', '=', potId)
		.executeTakeFirstOrThrow();
	return { ...sums, freeCents: sums.allocatedCents - sums.committedCents };
}

/** Everything that was ever submitted to a round of this pot. */
const applicationsOf = (db: Db, potId: string) =>
	db
		.selectFrom('fundApplications as a')
		.innerJoin('fundRounds as r', 'r.activityId', 'a.activityId')
		.innerJoin('activities as y', 'y.id', 'a.activityId')
		.where('r.potId', '=', potId)
		.where('a.version', '>', 0);

const wasRejected = sql<boolean>`(a.state = 'notified' and a.outcome = 'rejected')`;

async function countsOf(db: Db, potId: string): Promise<Counts> {
	const count = (which: ReturnType<typeof sql<boolean>>) =>
		sql<number>`count(*) filter (where ${which})`;
	const givenUp = sql<boolean>`a.state in ('withdrawn', 'lapsed') and not ${granted}`;
	const counts = await applicationsOf(db, potId)
		.select((eb) => eb.fn.countAll<number>().as('submitted'))
		.select([
			count(granted).as('granted'),
			count(wasRejected).as('rejected'),
			count(givenUp).as('givenUp'),
			count(sql<boolean>`a.state in ('withdrawn', 'lapsed') and ${granted}`).as('grantsGivenUp'),
			count(sql<boolean>`a.state = 'closed' and not ${wasRevoked}`).as('completed'),
			count(sql<boolean>`a.state = 'closed' and a.succeeded and not ${wasRevoked}`).as('succeeded'),
			count(sql<boolean>`${granted} and ${wasRevoked}`).as('revoked')
		])
		.executeTakeFirstOrThrow();
	const { submitted, rejected } = counts;
	return { ...counts, open: submitted - counts.granted - rejected - counts.givenUp };
}

/** The outcome may be null, and null is no grant. */
const granted = sql<boolean>`coalesce(${wasGranted}, false)`;

const partColumns = {
	place: { key: sql<string>`p.id`, name: sql<string>`p.name` },
	kind: { key: sql<string>`a.applicant_kind`, name: sql<string>`a.applicant_kind` },
	initiator: {
		key: sql<string>`coalesce(a.initiated_by, 'unknown')`,
		name: sql<string>`coalesce(a.initiated_by, 'unknown')`
	}
} as const;

const grantsOf = (db: Db, potId: string) =>
	applicationsOf(db, potId)
		.innerJoin('places as p', (join) =>
			join.on('p.id', '=', (eb) => eb.fn.coalesce('a.placeId', 'y.placeId'))
		)
		.where(wasFunded);

async function grantsBy(
	db: Db,
	potId: string,
	part: keyof typeof partColumns
): Promise<GrantRow[]> {
	const { key, name } = partColumns[part];
	return grantsOf(db, potId)
		.select((eb) => [key.as('key'), name.as('name'), eb.fn.countAll<number>().as('grants')])
		.select([
			sql<number>`sum(a.granted_cents)::bigint`.as('grantedCents'),
			sql<number>`sum(a.paid_cents)::bigint`.as('paidCents')
		])
		.groupBy([key, name])
		.orderBy('grantedCents', 'desc')
		.orderBy('key')
		.execute();
}

async function projectsOf(db: Db, potId: string): Promise<ReportProject[]> {
	const rows = await grantsOf(db, potId)
		.select(['a.number', 'r.slug as roundSlug', 'a.title', 'a.locale'])
		.select(['a.applicantKind', 'p.name as placeName', 'a.grantedCents', 'a.paidCents'])
		.select(['a.successes', 'a.difficulties', ending.as('ending'), revokedWhy.as('reason')])
		.select(publicApplicantName.as('applicantName'))
		.orderBy(sql`p.name collate "und-x-icu"`)
		.orderBy('a.number')
		.execute();
	return rows as ReportProject[];
}

const ending = sql<ReportProject['ending']>`case
	when ${wasRevoked} then 'revoked'
	when a.state <> 'closed' then 'running'
	when a.succeeded then 'succeeded'
	when not a.succeeded then 'failed'
	else 'completed' end`;

const revokedWhy = sql<string>`coalesce((select s.reason from fund_steps s
	where s.application_id = a.id and s.step = 'revoke' order by s.id desc limit 1), '')`;

async function rejectionsOf(db: Db, potId: string): Promise<ReasonRow[]> {
	const same = sql`lower(regexp_replace(trim(a.decision_reason), '\\s+', ' ', 'g'))`;
	return applicationsOf(db, potId)
		.select((eb) => [
			sql<string>`min(trim(a.decision_reason))`.as('reason'),
			eb.fn.countAll<number>().as('applications')
		])
		.where(wasRejected)
		.groupBy(same)
		.orderBy('applications', 'desc')
		.orderBy('reason')
		.execute();
}
