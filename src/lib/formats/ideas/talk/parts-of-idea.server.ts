import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Answer, MergedIdea, Project } from './idea-view.ts';

/** The answers that stand, first to last. */
export async function answersOf(db: Db, ideaId: string): Promise<Answer[]> {
	const rows = await db
		.selectFrom('ideaAnswers')
		.select(['id', 'status', 'reason', 'office', 'dueOn', 'answeredOn'])
		.where('ideaId', '=', ideaId)
		.where('withdrawnAt', 'is', null)
		.orderBy('sequence')
		.execute();
	return rows as Answer[];
}

/** What was merged into this idea, as far as everybody may read it. */
export async function mergedInto(
	db: Db,
	ideaId: string,
	family: readonly string[]
): Promise<MergedIdea[]> {
	return db
		.selectFrom('ideas')
		.select(['number', 'title', 'body', 'locale', 'submittedOn'])
		.where('id', 'in', family)
		.where('id', '<>', ideaId)
		.where('visibility', '=', 'public')
		.orderBy('number')
		.execute();
}

/** What the idea became part of. */
export async function projectOf(db: Db, ideaId: string): Promise<Project | null> {
	const found = await db
		.selectFrom('ideaProjectSources as s')
		.innerJoin('ideaProjects as j', 'j.id', 's.projectId')
		.innerJoin('places as p', 'p.id', 'j.placeId')
		.leftJoin('organisations as o', 'o.id', 'j.carrierId')
		.leftJoin('measures as m', 'm.code', 'j.measureCode')
		.select(['j.title', 'j.summary', 'j.status', 'j.statusOn', 'p.name as placeName'])
		.select(['o.name as carrier', 'm.code as measureCode', 'm.title as measureTitle'])
		.where('s.ideaId', '=', ideaId)
		.executeTakeFirst();
	if (!found) return null;
	const { measureCode, measureTitle, ...project } = found;
	return {
		...(project as typeof project & Pick<Project, 'status'>),
		title: project.title as Translated,
		summary: project.summary as Translated,
		measure: measureCode ? { code: measureCode, title: measureTitle ?? measureCode } : null
	};
}

/** Votes that imports brought for any of these ideas. */
export async function earlierSupports(db: Db, family: readonly string[]): Promise<number> {
	const { votes } = await db
		.selectFrom('ideas')
		.select(sql<number>`coalesce(sum(imported_supports), 0)`.as('votes'))
		.where('id', 'in', family)
		.executeTakeFirstOrThrow();
	return votes;
}
