import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { isSmall } from '../../../platform/suppression/small.ts';
import type { IdeaFilter } from '../filter.ts';
import type { IdeaMap } from '../map.server.ts';
import { publicIdeas } from '../public-ideas.server.ts';
import type { IdeaStatus, Source } from '../rules.ts';
import { monthsInOrder, type Period } from './months.ts';

/** How many ideas each part has. An idea is something that everybody sees, so these are no small cells of people. */
export type Part<Key extends string = string> = Readonly<{ key: Key; ideas: number }>;

export type Totals = Readonly<{
	ideas: number;
	supports: number;
	importedSupports: number;
	comments: number;
	/** People who wrote an idea or a public comment or supported; null: fewer than k, so it is not told. */
	participants: number | null;
	/** Ideas that somebody has answered or whose status is no longer `new`. */
	answered: number;
	/** Median days from an idea to its first answer, of ideas that were answered here; null: none was. */
	daysToAnswer: number | null;
	overdue: number;
}>;

export type Statistics = Readonly<{
	totals: Totals;
	places: readonly (Part & { name: string })[];
	categories: readonly Part[];
	statuses: readonly Part<IdeaStatus>[];
	sources: readonly Part<Source>[];
	/** By month, or by year where it would be more than two years of months. */
	periods: readonly Period[];
}>;

/**
 * Numbers of the public ideas that a filter lets through.
 * @param k least number of people that a published number may be about
 * @param today YYYY-MM-DD
 */
export async function statisticsOf(
	db: Db,
	map: IdeaMap,
	filter: IdeaFilter,
	{ k, today }: { k: number; today: string }
): Promise<Statistics> {
	const ideas = await publicIdeas(db, map.activityId, filter);
	const [totals, places, categories, statuses, sources, months] = await Promise.all([
		totalsOf(db, ideas, map, { k, today }),
		placesOf(ideas),
		parts(ideas, 'i.category_id'),
		parts(ideas, 'i.status'),
		parts(ideas, 'i.source'),
		parts(ideas, "to_char(i.submitted_on, 'YYYY-MM')")
	]);
	return {
		totals,
		places,
		categories,
		statuses: statuses as Part<IdeaStatus>[],
		sources: sources as Part<Source>[],
		periods: monthsInOrder(months)
	};
}

type Ideas = Awaited<ReturnType<typeof publicIdeas>>;

async function totalsOf(
	db: Db,
	ideas: Ideas,
	map: IdeaMap,
	{ k, today }: { k: number; today: string }
): Promise<Totals> {
	const { participants, ...totals } = await db
		.with('f', () =>
			ideas
				.select(['i.id', 'i.status', 'i.supports', 'i.importedSupports', 'i.comments'])
				.select(['i.participant', 'i.submittedOn', 'i.answerDue'])
		)
		.with('first', (cte) =>
			cte
				.selectFrom('ideaAnswers as a')
				.innerJoin('f', 'f.id', 'a.ideaId')
				.select(['f.id', sql<number>`min(a.answered_on) - min(f.submitted_on)`.as('days')])
				.where('a.withdrawnAt', 'is', null)
				.where('a.importId', 'is', null)
				.groupBy('f.id')
		)
		.selectFrom('f')
		.leftJoin('first', 'first.id', 'f.id')
		.select((eb) => eb.fn.countAll<number>().as('ideas'))
		.select([
			sql<number>`coalesce(sum(f.supports), 0)`.as('supports'),
			sql<number>`coalesce(sum(f.imported_supports), 0)`.as('importedSupports'),
			sql<number>`coalesce(sum(f.comments), 0)`.as('comments'),
			sql<number>`count(*) filter (where f.status <> 'new' or first.id is not null)`.as('answered'),
			sql<
				number | null
			>`percentile_cont(0.5) within group (order by case when first.days < 0 then 0 else first.days end)`.as(
				'daysToAnswer'
			),
			// As rules.isOverdue decides it for one idea.
			sql<number>`count(*) filter (where f.status not in ('done', 'notPossible') and
				case when f.answer_due is not null then f.answer_due < ${today}::date
				else f.status = 'new' and f.submitted_on + ${map.answerWithin}::integer < ${today}::date end
			)`.as('overdue'),
			sql<number>`(select count(distinct p) from (
				select participant as p from f where participant is not null
				union all select s.participant from idea_supports s join f on f.id = s.idea_id
				union all select c.participant from idea_comments c join f on f.id = c.idea_id
					where c.visibility = 'public' and c.participant is not null
			) everybody)`.as('participants')
		])
		.executeTakeFirstOrThrow();
	return { ...totals, participants: isSmall(participants, k) ? null : participants };
}

async function placesOf(ideas: Ideas) {
	return ideas
		.innerJoin('places as p', 'p.id', 'i.placeId')
		.select((eb) => ['p.id as key', 'p.name', eb.fn.countAll<number>().as('ideas')])
		.groupBy(['p.id', 'p.name'])
		.orderBy('ideas', 'desc')
		.orderBy('p.name')
		.execute();
}

/** @param by an expression of ours, never of a request */
async function parts(
	ideas: Ideas,
	by: 'i.category_id' | 'i.status' | 'i.source' | "to_char(i.submitted_on, 'YYYY-MM')"
): Promise<Part[]> {
	return ideas
		.select((eb) => [
			sql<string>`${sql.raw(by)}::text`.as('key'),
			eb.fn.countAll<number>().as('ideas')
		])
		.groupBy(sql.raw(by))
		.orderBy('ideas', 'desc')
		.orderBy('key')
		.execute();
}
