import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { applicationNumbered, type Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { roundOf, type Round } from '../round/round.server.ts';
import type { ApplicantKind, CostCategory, FundingCategory } from '../states.ts';

/** A line of cost plan or financing plan; sums in cents. */
export type PlanLine = Readonly<{
	id: string;
	side: 'cost' | 'funding';
	position: number;
	category: CostCategory | FundingCategory;
	label: string;
	/** Of work without pay. */
	minutes: number | null;
	plannedCents: number;
	/** What holds since the decision; null before. */
	grantedCents: number | null;
}>;

export type Contact = Readonly<{
	name: string;
	email: string;
	phone: string;
	address: string;
	accountHolder: string;
	iban: string;
}>;

/** An application as everybody sees it who works with it. */
export type ApplicationDetail = Readonly<{
	round: Round;
	application: Application;
	applicantKind: ApplicantKind | null;
	applicantName: string;
	summary: string;
	lines: readonly PlanLine[];
	/** Null for who may not see it, and once it was forgotten. */
	contact: Contact | null;
}>;

/**
 * For staff and jury: members of the applicant have pages of their own, whatever else they are.
 * @throws Refusal application_unknown, not_allowed: also where a conflict of interest closes it to the reader
 */
export async function readApplication(
	db: Db,
	actor: Actor,
	activityId: string,
	number: number
): Promise<ApplicationDetail> {
	const application = await applicationNumbered(db, activityId, number);
	demand(permissions, actor, 'seeAsStaff', application);
	const { applicationId } = application;
	const { applicantKind, ...told } = await db
		.selectFrom('fundApplications')
		.select(['applicantKind', 'applicantName', 'summary'])
		.where('id', '=', applicationId)
		.executeTakeFirstOrThrow();
	return {
		round: await roundOf(db, activityId),
		application,
		applicantKind: applicantKind as ApplicantKind | null,
		...told,
		lines: await linesOf(db, applicationId),
		contact: can(permissions, actor, 'seeContact', application)
			? await contactOf(db, applicationId)
			: null
	};
}

/** Costs first, each side in the applicant's order. */
export async function linesOf(db: Db | Trx, applicationId: string): Promise<PlanLine[]> {
	const rows = await db
		.selectFrom('fundLines')
		.select(['id', 'side', 'position', 'category', 'label', 'minutes'])
		.select(['plannedCents', 'grantedCents'])
		.where('applicationId', '=', applicationId)
		.orderBy('side')
		.orderBy('position')
		.execute();
	return rows as PlanLine[];
}

async function contactOf(db: Db, applicationId: string): Promise<Contact | null> {
	const row = await db
		.selectFrom('fundContacts')
		.select(['name', 'email', 'phone', 'address', 'accountHolder', 'iban'])
		.where('applicationId', '=', applicationId)
		.executeTakeFirst();
	return row ?? null;
}
