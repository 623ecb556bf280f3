import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Declaration } from '../apply/choices.ts';
import type { Body, initiators } from '../states.ts';

/** What an application says beside its plan, and what was decided about it; days YYYY-MM-DD. */
export type Told = Readonly<{
	organisationName: string | null;
	/** What is planned, in full; empty in what was submitted before there was this field. */
	plan: string;
	/** Where exactly, in words. */
	spot: string;
	otherApplications: string;
	/** What was declared when it was handed in; none in what was submitted before anybody was asked. */
	declarations: readonly Declaration[];
	placeName: string | null;
	lat: number | null;
	lng: number | null;
	targetGroups: readonly string[];
	partners: string;
	participants: number | null;
	initiatedBy: (typeof initiators)[number] | null;
	measureCode: string | null;
	measureTitle: string | null;
	indicatorKey: string | null;
	indicatorLabel: string | null;
	totalCents: number | null;
	submittedOn: string | null;
	firstSubmittedOn: string | null;
	version: number;
	decidedByBody: Body | null;
	decidedOn: string | null;
	paper: string;
	decisionReason: string;
	conditions: string;
}>;

/** Only for who may see the application: `readDesk` has asked. */
export async function toldOf(db: Db, applicationId: string): Promise<Told> {
	const said = (key: string) =>
		sql<string>`coalesce(v.content ->> ${key}, '')`.as(key as 'plan' | 'spot');
	const row = await db
		.selectFrom('fundApplications as a')
		.leftJoin('organisations as o', 'o.id', 'a.organisationId')
		.leftJoin('places as p', 'p.id', 'a.placeId')
		.leftJoin('measures as m', 'm.code', 'a.measureCode')
		.leftJoin('indicators as i', 'i.key', 'a.indicatorKey')
		.leftJoin('fundVersions as v', (join) =>
			join.onRef('v.applicationId', '=', 'a.id').onRef('v.version', '=', 'a.version')
		)
		.select(['o.name as organisationName', 'p.name as placeName', 'a.lat', 'a.lng'])
		.select(['a.targetGroups', 'a.partners', 'a.participants', 'a.initiatedBy'])
		.select(['a.measureCode', 'm.title as measureTitle', 'a.indicatorKey'])
		.select(['i.label as indicatorLabel', 'a.totalCents', 'a.submittedOn', 'a.version'])
		.select(['a.decidedByBody', 'a.decidedOn', 'a.paper', 'a.decisionReason', 'a.conditions'])
		.select([said('plan'), said('spot')])
		.select(sql<string>`coalesce(v.content ->> 'otherApplications', '')`.as('otherApplications'))
		.select(sql<Declaration[]>`coalesce(v.content -> 'declarations', '[]')`.as('declarations'))
		.select(
			sql<string | null>`coalesce((select min(f.submitted_on) from fund_versions f
				where f.application_id = a.id), a.submitted_on)`.as('firstSubmittedOn')
		)
		.where('a.id', '=', applicationId)
		.executeTakeFirstOrThrow();
	return row as Told;
}
