import type { Actor } from '../../../access/actor.ts';
import { can } from '../../../access/can.ts';
import { pictureOf, type Picture } from '../../../core/places/picture.ts';
import { boundaryOf } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { ShownDocument } from '../../../platform/documents/limits.ts';
import { attachmentsOf } from '../apply/attachments.server.ts';
import { potSubject, type Pot } from '../ledger/pots.server.ts';
import { permissions } from '../permissions.ts';
import { bodyFor } from '../round/rules.ts';
import { readApplication, type ApplicationDetail } from '../staff/read-application.server.ts';
import type { Body } from '../states.ts';
import { hindrance, workflow, type StepKey } from '../workflow.ts';
import { chronicleOf, type ChronicleEntry } from './chronicle.server.ts';
import { planChecks, planSums, type PlanCheck, type PlanSums } from './plan-checks.ts';
import { toldOf, type Told } from './told.server.ts';
import { versionsOf, type Version } from './versions.server.ts';

/** An application with everything that those who review it look at. */
export type Desk = ApplicationDetail &
	Readonly<{
		told: Told;
		sums: PlanSums;
		checks: readonly PlanCheck[];
		/** The lowest body that may grant what is asked for. */
		neededBody: Body;
		/** Who decides here: the office for itself, or entering what a committee decided. */
		mayDecideAs: readonly Body[];
		pot: Pot;
		picture: Picture | null;
		versions: readonly Version[];
		/** Names of the places that the versions speak of, by id. */
		placeNames: Readonly<Record<string, string>>;
		chronicle: readonly ChronicleEntry[];
		attachments: readonly ShownDocument[];
		/** Steps that this person can take now. */
		steps: readonly ReviewStep[];
	}>;

/** @throws Refusal application_unknown (404), not_allowed: also where a conflict of interest closes it to the reader */
export async function readDesk(
	db: Db,
	actor: Actor,
	activityId: string,
	number: number
): Promise<Desk> {
	const detail = await readApplication(db, actor, activityId, number);
	const { application, lines } = detail;
	const told = await toldOf(db, application.applicationId);
	const pot = await potSubject(db, application.potId);
	const versions = await versionsOf(db, application.applicationId);
	return {
		...detail,
		told,
		sums: planSums(lines),
		checks: planChecks({
			...application,
			lines,
			submittedOn: told.firstSubmittedOn,
			freeCents: pot.amountCents - pot.committedCents
		}),
		neededBody: bodyFor(application.rules, application.askedCents ?? 0),
		mayDecideAs: application.rules.competences
			.map(({ body }) => body)
			.filter((body) => body !== 'jury'),
		pot,
		picture: await pictureOfPlace(db, detail, told),
		versions,
		placeNames: await placeNamesOf(db, versions),
		chronicle: await chronicleOf(db, application.applicationId),
		attachments: await attachmentsOf(db, application.applicationId),
		steps: stepsFor(actor, detail)
	};
}

async function placeNamesOf(db: Db, versions: readonly Version[]): Promise<Record<string, string>> {
	const ids = versions.flatMap(({ content }) =>
		typeof content['placeId'] === 'string' ? [content['placeId']] : []
	);
	if (ids.length === 0) return {};
	const rows = await db
		.selectFrom('places')
		.select(['id', 'name'])
		.where('id', 'in', ids)
		.execute();
	return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** The point in the outline of the round's place. */
async function pictureOfPlace(
	db: Db,
	{ application, round }: ApplicationDetail,
	{ lat, lng }: Told
): Promise<Picture | null> {
	if (lat === null || lng === null) return null;
	const boundary = await boundaryOf(db, round.placeId);
	return pictureOf(boundary, [
		{ id: application.applicationId, name: String(application.number), lat, lng }
	]);
}

/** Steps of the review; what belongs to money and proof has pages of its own. */
export const reviewSteps = [
	'take',
	'query',
	'finishReview',
	'resumeReview',
	'decide',
	'bringUpAgain',
	'takeBack'
] as const satisfies readonly StepKey[];
export type ReviewStep = (typeof reviewSteps)[number];

function stepsFor(actor: Actor, { application }: ApplicationDetail): ReviewStep[] {
	return reviewSteps.filter(
		(step) =>
			can(permissions, actor, workflow[step].right, application) &&
			hindrance(step, application.state, application) === null
	);
}
