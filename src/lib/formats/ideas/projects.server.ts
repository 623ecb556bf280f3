import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import { breaks } from '../../platform/db/constraints.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { mapSubject, recordOf } from './map.server.ts';
import { permissions } from './permissions.ts';
import { projectLimits, type ProjectInput, type StepInput } from './project-schema.ts';

/**
 * Makes a project from one or several ideas of a map. Each idea belongs to one project at most.
 * @throws Refusal idea_missing, too_many, carrier_unknown, measure_unknown (422), idea_unknown (404),
 * idea_not_public, has_project (409)
 */
export async function createProject(
	db: Db,
	actor: Actor,
	activityId: string,
	{ ideaIds, project, step }: { ideaIds: readonly string[]; project: ProjectInput; step: StepInput }
): Promise<{ number: number }> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'answer', map);
	if (ideaIds.length === 0) throw new Refusal('invalid', 'idea_missing', { idea: 'idea_missing' });
	if (ideaIds.length > projectLimits.ideas) throw new Refusal('invalid', 'too_many');
	return db.transaction().execute(async (trx) => {
		await demandKnown(trx, project);
		const { id, number } = await trx
			.insertInto('ideaProjects')
			.values({
				activityId,
				number: await nextNumber(trx, activityId),
				placeId: map.placeId,
				status: step.status,
				statusOn: step.reachedOn,
				...columnsOf(project)
			})
			.returning(['id', 'number'])
			.executeTakeFirstOrThrow();
		await insertStep(trx, actor, id, step);
		await addSources(trx, activityId, id, ideaIds);
		await recordOf(trx, actor, map, 'projectCreated', { project: number, status: step.status });
		return { number };
	});
}

const columnsOf = (project: ProjectInput) => ({
	title: JSON.stringify(project.title),
	summary: JSON.stringify(project.summary),
	carrierId: project.carrierId,
	measureCode: project.measureCode,
	underAgreement: project.underAgreement,
	initiatedBy: project.initiatedBy
});

async function demandKnown(trx: Trx, { carrierId, measureCode }: ProjectInput): Promise<void> {
	if (carrierId) {
		const known = await trx
			.selectFrom('organisations')
			.select('id')
			.where('id', '=', carrierId)
			.executeTakeFirst();
		if (!known) throw refused('carrierId', 'carrier_unknown');
	}
	if (measureCode) {
		const known = await trx
			.selectFrom('measures')
			.select('code')
			.where('code', '=', measureCode)
			.executeTakeFirst();
		if (!known) throw refused('measureCode', 'measure_unknown');
	}
}

/** Two who make one at once wait for each other at the map's row. */
async function nextNumber(trx: Trx, activityId: string): Promise<number> {
	await trx
		.selectFrom('ideaMaps')
		.select('activityId')
		.where('activityId', '=', activityId)
		.forNoKeyUpdate()
		.execute();
	const { next } = await trx
		.selectFrom('ideaProjects')
		.select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	return next;
}

async function addSources(
	trx: Trx,
	activityId: string,
	projectId: string,
	ideaIds: readonly string[]
): Promise<void> {
	const wanted = [...new Set(ideaIds)];
	const ideas = await trx
		.selectFrom('ideas')
		.select(['id', 'visibility', 'mergedInto'])
		.where('activityId', '=', activityId)
		.where('id', 'in', wanted)
		.execute();
	if (ideas.length < wanted.length) throw new Refusal('missing', 'idea_unknown');
	if (ideas.some(({ visibility, mergedInto }) => visibility !== 'public' || mergedInto)) {
		throw new Refusal('conflict', 'idea_not_public');
	}
	try {
		await trx
			.insertInto('ideaProjectSources')
			.values(wanted.map((ideaId) => ({ ideaId, projectId })))
			.execute();
	} catch (error) {
		if (!breaks(error, 'idea_project_sources_pkey')) throw error;
		throw new Refusal('conflict', 'has_project');
	}
}

async function insertStep(trx: Trx, actor: Actor, projectId: string, step: StepInput) {
	await trx
		.insertInto('ideaProjectSteps')
		.values({
			projectId,
			status: step.status,
			reachedOn: step.reachedOn,
			note: JSON.stringify(step.note),
			recordedBy: actor.kind === 'account' ? actor.accountId : null
		})
		.execute();
}

/** A project of a map as a form saw it. */
export type SeenProject = Readonly<{ number: number; version: number }>;

/** @throws Refusal project_unknown (404), changed_meanwhile (409), carrier_unknown, measure_unknown (422) */
export async function changeProject(
	db: Db,
	actor: Actor,
	activityId: string,
	seen: SeenProject,
	project: ProjectInput
): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'answer', map);
	await db.transaction().execute(async (trx) => {
		await demandKnown(trx, project);
		await move(trx, activityId, seen, columnsOf(project));
		await recordOf(trx, actor, map, 'projectChanged', { project: seen.number });
	});
}

/**
 * Notes that a project has reached a status, on which day, and what happened.
 * @throws Refusal project_unknown (404), changed_meanwhile, same_status, step_before_last (409)
 */
export async function stepProject(
	db: Db,
	actor: Actor,
	activityId: string,
	seen: SeenProject,
	step: StepInput
): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'answer', map);
	await db.transaction().execute(async (trx) => {
		const before = await move(trx, activityId, seen, {
			status: step.status,
			statusOn: step.reachedOn
		});
		if (before.status === step.status) throw refused('status', 'same_status');
		if (step.reachedOn < before.statusOn) throw refused('reachedOn', 'step_before_last');
		await insertStep(trx, actor, before.id, step);
		await recordOf(trx, actor, map, 'projectMoved', { project: seen.number, status: step.status });
	});
}

/** Changes the row that was seen; returns it as it was before. */
async function move(
	trx: Trx,
	activityId: string,
	{ number, version }: SeenProject,
	change: Partial<ReturnType<typeof columnsOf>> & { status?: string; statusOn?: string }
) {
	const before = await trx
		.selectFrom('ideaProjects')
		.select(['id', 'status', 'statusOn', 'version'])
		.where('activityId', '=', activityId)
		.where('number', '=', number)
		.forUpdate()
		.executeTakeFirst();
	if (!before) throw new Refusal('missing', 'project_unknown');
	if (before.version !== version) throw new Refusal('conflict', 'changed_meanwhile');
	await trx
		.updateTable('ideaProjects')
		.set({ ...change, version: version + 1 })
		.where('id', '=', before.id)
		.execute();
	return before;
}

const refused = (field: string, reason: string) =>
	new Refusal('invalid', reason, { [field]: reason });
