import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { EarlierDecision } from '../../core/moderation/queue.server.ts';
import { historyOf } from '../../core/history/subject-history.server.ts';
import { subjectKindOf } from '../../core/moderation/contract.ts';
import { likePattern } from '../../platform/db/like.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import type { IdeaFilter } from './filter.ts';
import { mapSubject } from './map.server.ts';
import { mergeCandidates, mergedAway, mergesOf, supportersOf } from './merge-reads.server.ts';
import { overdueOn } from './overdue.server.ts';
import { permissions } from './permissions.ts';
import { projectOfIdea } from './project-reads.server.ts';
import type { IdeaStatus, Source, Visibility } from './rules.ts';

/** An idea in the list of those who answer. */
export type StaffIdea = Readonly<{
	id: string;
	number: number;
	title: string;
	locale: string;
	categoryId: string;
	placeName: string;
	status: IdeaStatus;
	office: string;
	answerDue: string | null;
	submittedOn: string;
	supports: number;
	overdue: boolean;
	/** Its latest standing answer; a form sends it back. */
	lastAnswerId: string | null;
}>;

/** Which ideas need an answer: late ones, those without any, or all. */
export const dueFilters = ['all', 'overdue', 'unanswered'] as const;
export type DueFilter = (typeof dueFilters)[number];

/** Public ideas of a map, those that have waited longest first; `page` counts from 1. */
export async function staffIdeas(
	db: Db,
	actor: Actor,
	activityId: string,
	filter: Pick<IdeaFilter, 'text' | 'categories' | 'statuses'> & { due: DueFilter },
	{ today, page, size }: { today: string; page: number; size: number }
): Promise<{ ideas: StaffIdea[]; total: number }> {
	demand(permissions, actor, 'view', await mapSubject(db, activityId));
	const limits = [
		sql`i.activity_id = ${activityId} and i.visibility = 'public' and i.merged_into is null`,
		...(filter.text
			? [
					sql`((i.title || ' ' || i.body) ilike ${likePattern(filter.text)} or '#' || i.number = ${filter.text})`
				]
			: []),
		...(filter.categories.length > 0
			? [sql`i.category_id = any(${filter.categories}::uuid[])`]
			: []),
		...(filter.statuses.length > 0 ? [sql`i.status = any(${filter.statuses}::text[])`] : []),
		...(filter.due === 'overdue' ? [overdueOn(today)] : []),
		...(filter.due === 'unanswered' ? [sql`i.status = 'new'`] : [])
	];
	const { rows } = await sql<StaffIdea & { total: number }>`
		select i.id, i.number, i.title, i.locale, i.category_id, p.name as place_name, i.status, i.office,
			i.answer_due, i.submitted_on, i.supports, ${overdueOn(today)} as overdue,
			${lastAnswer} as last_answer_id, count(*) over () as total
		from ideas i join idea_maps m on m.activity_id = i.activity_id join places p on p.id = i.place_id
		where ${sql.join(limits, sql` and `)}
		order by coalesce(i.answer_due, i.submitted_on), i.number
		limit ${size} offset ${(page - 1) * size}`.execute(db);
	return { ideas: rows, total: rows[0]?.total ?? 0 };
}

const lastAnswer = sql<string | null>`(select a.id from idea_answers a
	where a.idea_id = i.id and a.withdrawn_at is null order by a.sequence desc limit 1)`;

export type GivenAnswer = Readonly<{
	id: string;
	status: IdeaStatus;
	reason: Translated;
	office: string;
	dueOn: string | null;
	answeredOn: string;
	by: string | null;
	withdrawnAt: Date | null;
}>;

/** One idea with everything its staff see and do. @throws Refusal map_unknown, idea_unknown (404) */
export async function readStaffIdea(
	db: Db,
	actor: Actor,
	activityId: string,
	number: number,
	{ today, search }: { today: string; search: string }
) {
	demand(permissions, actor, 'view', await mapSubject(db, activityId));
	const idea = await db
		.selectFrom('ideas as i')
		.innerJoin('ideaMaps as m', 'm.activityId', 'i.activityId')
		.innerJoin('places as p', 'p.id', 'i.placeId')
		.select(['i.id', 'i.number', 'i.title', 'i.body', 'i.locale', 'i.categoryId', 'i.source'])
		.select(['i.status', 'i.office', 'i.answerDue', 'i.submittedOn', 'i.visibility'])
		.select(['i.hiddenReason', 'i.comments', 'p.name as placeName'])
		.select([overdueOn(today).as('overdue'), lastAnswer.as('lastAnswerId')])
		.where('i.activityId', '=', activityId)
		.where('i.number', '=', number)
		.executeTakeFirst();
	if (!idea) throw new Refusal('missing', 'idea_unknown');
	const away = await mergedAway(db, idea.id);
	return {
		...(idea as typeof idea & { status: IdeaStatus; visibility: Visibility; source: Source }),
		supporters: await supportersOf(db, idea.id),
		answers: await answersOf(db, idea.id),
		mergedAway: away,
		merges: await mergesOf(db, idea.id),
		candidates:
			away || idea.visibility !== 'public'
				? []
				: await mergeCandidates(db, { activityId, id: idea.id }, search),
		project: await projectOfIdea(db, idea.id),
		history: (await historyOf(db, subjectKindOf('ideas', 'idea'), idea.id)) as (EarlierDecision & {
			id: number;
		})[]
	};
}
export type StaffIdeaDetail = Awaited<ReturnType<typeof readStaffIdea>>;

/** Newest first, also those that were taken back. */
async function answersOf(db: Db, ideaId: string): Promise<GivenAnswer[]> {
	const rows = await db
		.selectFrom('ideaAnswers as w')
		.leftJoin('accounts as a', 'a.id', 'w.answeredBy')
		.select(['w.id', 'w.status', 'w.reason', 'w.office', 'w.dueOn', 'w.answeredOn'])
		.select(['w.withdrawnAt', 'a.displayName as by'])
		.where('w.ideaId', '=', ideaId)
		.orderBy('w.sequence', 'desc')
		.execute();
	return rows as GivenAnswer[];
}
