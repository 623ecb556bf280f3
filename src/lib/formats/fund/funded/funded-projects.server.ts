import { sql } from 'kysely';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { Refusal } from '../../../platform/errors.ts';
import { publicApplicantName, wasFunded, wasRevoked } from '../granted.server.ts';
import type { ApplicantKind, initiators } from '../states.ts';
import { noFilter, type FundedFilter } from './filter.ts';
import { stageOf, type PublicState, type Stage } from './stages.ts';

export type Initiator = (typeof initiators)[number];

/** A granted project as everybody may see it. */
export type FundedProject = Readonly<{
	/** Address of its round. */
	slug: string;
	roundTitle: Translated;
	/** Of the pot. */
	year: number;
	number: number;
	title: string;
	summary: string;
	/** Language of title and texts. */
	locale: string;
	applicantKind: ApplicantKind;
	/** Of an organisation or a group; never of the person who answers for a group. Empty: not told. */
	applicantName: string;
	initiatedBy: Initiator | null;
	placeId: string;
	placeName: string;
	lat: number | null;
	lng: number | null;
	/** YYYY-MM-DD. */
	startsOn: string | null;
	endsOn: string | null;
	grantedCents: number;
	stage: Stage;
	/** What was said at its end; null and empty before. */
	succeeded: boolean | null;
	successes: string;
	difficulties: string;
}>;

/** What statistics count: also grants that were revoked, without what would name them. */
export type Grant = Pick<
	FundedProject,
	'year' | 'placeId' | 'placeName' | 'applicantKind' | 'initiatedBy' | 'grantedCents'
>;

export type Funded = Readonly<{ projects: readonly FundedProject[]; grants: readonly Grant[] }>;

/**
 * The granted projects of a round, or of all rounds for null, newest decision first. The applicant was told before the
 * quarter is; what was asked for and not granted, or is not decided, appears nowhere. A revoked grant stays a number. A
 * filter by stage leaves it out, because it has none.
 */
export async function fundedProjects(
	db: Db,
	activityId: string | null,
	filter: FundedFilter
): Promise<Funded> {
	const rows = (await rowsOf(db, activityId, filter)).map(
		({ state, succeeded, successes, difficulties, ...row }) => {
			const stage = row.revoked ? null : stageOf(state as PublicState);
			const told = stage === 'finished';
			return {
				...row,
				stage,
				succeeded: told ? succeeded : null,
				successes: told ? successes : '',
				difficulties: told ? difficulties : ''
			};
		}
	);
	const counted = rows.filter(
		({ stage }) => filter.stages.length === 0 || (stage !== null && filter.stages.includes(stage))
	);
	return {
		projects: counted
			.filter(({ stage }) => stage !== null)
			.map(({ revoked: _, ...project }) => project as FundedProject),
		grants: counted.map(
			({ year, placeId, placeName, applicantKind, initiatedBy, grantedCents }) =>
				({ year, placeId, placeName, applicantKind, initiatedBy, grantedCents }) as Grant
		)
	};
}

/** @throws Refusal project_unknown (404): also for what exists and is not public */
export async function fundedProject(
	db: Db,
	activityId: string,
	number: number
): Promise<FundedProject> {
	const { projects } = await fundedProjects(db, activityId, noFilter);
	const project = projects.find((one) => one.number === number);
	if (!project) throw new Refusal('missing', 'project_unknown');
	return project;
}

async function rowsOf(
	db: Db,
	activityId: string | null,
	{ year, placeId, kinds }: Omit<FundedFilter, 'stages'>
) {
	const placeIds = placeId ? [...(await subtreeIds(db, [placeId]))] : null;
	return db
		.selectFrom('fundApplications as a')
		.innerJoin('fundRounds as r', 'r.activityId', 'a.activityId')
		.innerJoin('activities as y', 'y.id', 'a.activityId')
		.innerJoin('fundPots as t', 't.id', 'r.potId')
		.innerJoin('places as p', (join) =>
			join.on('p.id', '=', (eb) => eb.fn.coalesce('a.placeId', 'y.placeId'))
		)
		.select(['r.slug', 'y.title as roundTitle', 't.year', 'a.number', 'a.title', 'a.summary'])
		.select(['a.locale', 'a.applicantKind', 'a.initiatedBy', 'p.id as placeId'])
		.select(['p.name as placeName', 'a.lat', 'a.lng', 'a.startsOn', 'a.endsOn', 'a.grantedCents'])
		.select(['a.state', 'a.succeeded', 'a.successes', 'a.difficulties'])
		.select([publicApplicantName.as('applicantName'), wasRevoked.as('revoked')])
		.where('y.status', '<>', 'draft')
		.where(wasFunded)
		.$if(activityId !== null, (query) => query.where('a.activityId', '=', activityId!))
		.$if(year !== null, (query) => query.where('t.year', '=', year!))
		.$if(placeIds !== null, (query) => query.where(sql<boolean>`p.id = any(${placeIds}::text[])`))
		.$if(kinds.length > 0, (query) =>
			query.where(sql<boolean>`a.applicant_kind = any(${kinds}::text[])`)
		)
		.orderBy(sql`a.decided_on desc nulls last`)
		.orderBy('a.sequence', 'desc')
		.execute();
}

/** The years of all pots from which a public round takes its money, newest first. */
export async function fundYears(db: Db): Promise<number[]> {
	const rows = await db
		.selectFrom('fundRounds as r')
		.innerJoin('activities as y', 'y.id', 'r.activityId')
		.innerJoin('fundPots as t', 't.id', 'r.potId')
		.select('t.year')
		.distinct()
		.where('y.status', '<>', 'draft')
		.orderBy('t.year', 'desc')
		.execute();
	return rows.map(({ year }) => year);
}
