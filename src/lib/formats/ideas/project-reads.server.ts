import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { mapSubject } from './map.server.ts';
import { permissions } from './permissions.ts';
import type { ProjectInput } from './project-schema.ts';
import type { ProjectStatus } from './rules.ts';

export type ProjectStep = Readonly<{
	status: ProjectStatus;
	/** YYYY-MM-DD. */
	reachedOn: string;
	note: Translated;
}>;

/** What ideas have become; everybody may see it. */
export type Project = Readonly<{
	id: string;
	number: number;
	title: Translated;
	summary: Translated;
	carrierId: string | null;
	carrierName: string | null;
	measureCode: string | null;
	underAgreement: boolean;
	initiatedBy: ProjectInput['initiatedBy'];
	status: ProjectStatus;
	statusOn: string;
	version: number;
	/** Oldest first. */
	steps: readonly ProjectStep[];
	/** Public ideas from which it came. */
	ideas: readonly Readonly<{ number: number; title: string; locale: string }>[];
}>;

/** The project that an idea has become, for its page; null where there is none. */
export async function projectOfIdea(db: Db | Trx, ideaId: string): Promise<Project | null> {
	const row = await projects(db)
		.innerJoin('ideaProjectSources as s', 's.projectId', 'p.id')
		.where('s.ideaId', '=', ideaId)
		.executeTakeFirst();
	return (row as Project | undefined) ?? null;
}

/** The projects of a map, newest first. @throws Refusal map_unknown (404) */
export async function projectsOfMap(db: Db, actor: Actor, activityId: string): Promise<Project[]> {
	demand(permissions, actor, 'view', await mapSubject(db, activityId));
	const rows = await projects(db)
		.where('p.activityId', '=', activityId)
		.orderBy('p.number', 'desc')
		.execute();
	return rows as Project[];
}

/** @throws Refusal map_unknown, project_unknown (404) */
export async function readProject(
	db: Db,
	actor: Actor,
	activityId: string,
	number: number
): Promise<Project> {
	demand(permissions, actor, 'view', await mapSubject(db, activityId));
	const row = await projects(db)
		.where('p.activityId', '=', activityId)
		.where('p.number', '=', number)
		.executeTakeFirst();
	if (!row) throw new Refusal('missing', 'project_unknown');
	return row as Project;
}

function projects(db: Db | Trx) {
	return db
		.selectFrom('ideaProjects as p')
		.leftJoin('organisations as o', 'o.id', 'p.carrierId')
		.select(['p.id', 'p.number', 'p.title', 'p.summary', 'p.carrierId', 'o.name as carrierName'])
		.select(['p.measureCode', 'p.underAgreement', 'p.initiatedBy', 'p.status', 'p.statusOn'])
		.select('p.version')
		.select(
			sql<unknown>`coalesce((select json_agg(json_build_object('status', t.status,
				'reachedOn', t.reached_on, 'note', t.note) order by t.sequence)
				from idea_project_steps t where t.project_id = p.id), '[]')`.as('steps')
		)
		.select(
			sql<unknown>`coalesce((select json_agg(json_build_object('number', i.number, 'title', i.title,
				'locale', i.locale) order by i.number) from idea_project_sources c join ideas i on i.id = c.idea_id
				where c.project_id = p.id and i.visibility = 'public'), '[]')`.as('ideas')
		);
}

/** Organisations that can carry a project, by name. */
export async function carrierChoices(db: Db): Promise<{ id: string; name: string }[]> {
	return db
		.selectFrom('organisations')
		.select(['id', 'name'])
		.where('archivedAt', 'is', null)
		.orderBy('nameKey')
		.limit(1000)
		.execute();
}

/**
 * The public ideas of a map among these ids, to make a project from.
 * @throws Refusal map_unknown (404), not_allowed
 */
export async function ideasForProject(
	db: Db,
	actor: Actor,
	activityId: string,
	ids: readonly string[]
): Promise<{ id: string; number: number; title: string; locale: string }[]> {
	demand(permissions, actor, 'answer', await mapSubject(db, activityId));
	if (ids.length === 0) return [];
	return db
		.selectFrom('ideas')
		.select(['id', 'number', 'title', 'locale'])
		.where('activityId', '=', activityId)
		.where('id', 'in', ids)
		.where('visibility', '=', 'public')
		.where('mergedInto', 'is', null)
		.orderBy('number')
		.execute();
}
