import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { IdeaFilter } from '../filter.ts';
import { keptIdeas, publicIdeas } from '../public-ideas.server.ts';
import type { IdeaStatus, Source, Visibility, Whereabouts } from '../rules.ts';

/** Who an export is for: everybody, or the staff of the map. Neither contains a person. */
export type Audience = 'public' | 'staff';

/** An idea as it leaves the house. */
export type ExchangeRow = Readonly<{
	id: string;
	number: number;
	title: string;
	body: string;
	locale: string;
	categoryId: string;
	status: IdeaStatus;
	whereabouts: Whereabouts;
	placeId: string;
	placeName: string;
	lat: number | null;
	lng: number | null;
	blurred: boolean;
	/** YYYY-MM-DD. */
	submittedOn: string;
	source: Source;
	supports: number;
	/** Counted by an earlier procedure. */
	importedSupports: number;
	comments: number;
	office: string;
	answerDue: string | null;
	/** The answer that stands, with its day. */
	answer: Translated | null;
	answeredOn: string | null;
	visibility: Visibility;
	hiddenReason: string | null;
	way: string | null;
	walk: string | null;
	/** Number of the idea that it was merged into. */
	mergedInto: number | null;
	sourceRef: string | null;
}>;

const batchSize = 1000;

const readableBy = (audience: Audience) => (audience === 'public' ? publicIdeas : keptIdeas);

/** How many ideas the export will have. */
export async function countRows(
	db: Db,
	activityId: string,
	filter: IdeaFilter,
	audience: Audience
): Promise<number> {
	const ideas = await readableBy(audience)(db, activityId, filter);
	const { n } = await ideas
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	return n;
}

/** The ideas by number, a thousand at a time, so that any number of them fits into memory. */
export async function* exchangeRows(
	db: Db,
	activityId: string,
	filter: IdeaFilter,
	audience: Audience
): AsyncGenerator<readonly ExchangeRow[]> {
	const ideas = await readableBy(audience)(db, activityId, filter);
	for (let after = 0; ;) {
		const rows = (await withColumns(ideas)
			.where('i.number', '>', after)
			.orderBy('i.number')
			.limit(batchSize)
			.execute()) as ExchangeRow[];
		const last = rows.at(-1);
		if (!last) return;
		yield rows;
		after = last.number;
	}
}

const withColumns = (ideas: Awaited<ReturnType<typeof keptIdeas>>) =>
	ideas
		.innerJoin('places as p', 'p.id', 'i.placeId')
		.leftJoin('ideaWalks as w', 'w.id', 'i.walkId')
		.leftJoin('ideas as t', 't.id', 'i.mergedInto')
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('ideaAnswers as a')
					.select(['a.reason', 'a.answeredOn'])
					.whereRef('a.ideaId', '=', 'i.id')
					.where('a.withdrawnAt', 'is', null)
					.orderBy('a.sequence', 'desc')
					.limit(1)
					.as('answer'),
			(join) => join.on(sql<boolean>`true`)
		)
		.select(['i.id', 'i.number', 'i.title', 'i.body', 'i.locale', 'i.categoryId', 'i.status'])
		.select(['i.whereabouts', 'i.placeId', 'p.name as placeName', 'i.lat', 'i.lng', 'i.blurred'])
		.select(['i.submittedOn', 'i.source', 'i.supports', 'i.importedSupports', 'i.comments'])
		.select(['i.office', 'i.answerDue', 'answer.reason as answer', 'answer.answeredOn'])
		.select(['i.visibility', 'i.hiddenReason', 'i.way', 'w.title as walk'])
		.select(['t.number as mergedInto', 'i.sourceRef']);
