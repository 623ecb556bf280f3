import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Visibility } from '../rules.ts';

/** Comments and replies on one page. */
export const commentsAPage = 40;

export type Comment = Readonly<{
	id: string;
	/** Number of the idea it was said about: another one than shown, where that was merged. */
	ideaNumber: number;
	/** Empty unless it may be read. */
	body: string;
	locale: string;
	/** The office for which the city speaks; empty: a resident. */
	office: string;
	state: Visibility;
	hiddenReason: string | null;
	isOwn: boolean;
	submittedOn: string;
}>;

export type Thread = Readonly<{
	comment: Comment;
	/** The page before showed the comment and its first replies. */
	continued: boolean;
	replies: readonly Comment[];
}>;

export type Talk = Readonly<{ threads: readonly Thread[]; pages: number }>;

/**
 * What was said about an idea and those merged into it: oldest first, replies under what they answer. A comment that was
 * withdrawn or hidden stays as a gap where somebody replied to it; a hidden one says why, except for spam.
 * @param page from 1
 */
export async function talkAbout(
	db: Db,
	family: readonly string[],
	participant: Buffer | null,
	page: number
): Promise<Talk> {
	const shown = shownComments(db, family, participant);
	const { total } = await shown
		.select((eb) => eb.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const rows = await columns(shown)
		.orderBy(sql`coalesce(p.sequence, c.sequence)`)
		.orderBy('c.depth')
		.orderBy('c.sequence')
		.limit(commentsAPage)
		.offset((page - 1) * commentsAPage)
		.execute();
	const first = rows[0];
	const parent =
		first?.parentId &&
		(await columns(allComments(db, family)).where('c.id', '=', first.parentId).execute());
	const threads = threadsOf([...(parent || []), ...rows], participant);
	return {
		threads: threads.map((thread, index) => ({
			...thread,
			continued: Boolean(parent) && index === 0
		})),
		pages: Math.ceil(total / commentsAPage)
	};
}

/** The page on which a comment stands; null for one that is not shown. */
export async function pageOfComment(
	db: Db,
	family: readonly string[],
	participant: Buffer | null,
	commentId: string
): Promise<number | null> {
	const places = shownComments(db, family, participant).select([
		'c.id',
		sql<number>`row_number() over (order by coalesce(p.sequence, c.sequence), c.depth, c.sequence)`.as(
			'place'
		)
	]);
	const found = await db
		.selectFrom(places.as('places'))
		.select('place')
		.where('id', '=', commentId)
		.executeTakeFirst();
	return found ? Math.ceil(found.place / commentsAPage) : null;
}

function allComments(db: Db, family: readonly string[]) {
	return db
		.selectFrom('ideaComments as c')
		.leftJoin('ideaComments as p', 'p.id', 'c.parentId')
		.innerJoin('ideas as i', 'i.id', 'c.ideaId')
		.where('c.ideaId', 'in', family);
}

function shownComments(db: Db, family: readonly string[], participant: Buffer | null) {
	return allComments(db, family).where((eb) =>
		eb.or([
			eb('c.visibility', '=', 'public'),
			...(participant
				? [eb.and([eb('c.visibility', '=', 'waiting'), eb('c.participant', '=', participant)])]
				: []),
			eb.and([eb('c.visibility', '=', 'hidden'), eb('c.hiddenReason', '<>', 'spam')]),
			eb.exists(
				eb
					.selectFrom('ideaComments as r')
					.select('r.id')
					.whereRef('r.parentId', '=', 'c.id')
					.where('r.visibility', '=', 'public')
			)
		])
	);
}

const columns = (comments: ReturnType<typeof allComments>) =>
	comments
		.select(['c.id', 'c.parentId', 'c.body', 'c.locale', 'c.office', 'c.visibility'])
		.select(['c.hiddenReason', 'c.participant', 'c.submittedOn', 'i.number as ideaNumber']);

type Row = Awaited<ReturnType<ReturnType<typeof columns>['execute']>>[number];

function threadsOf(rows: readonly Row[], participant: Buffer | null) {
	const threads: { comment: Comment; replies: Comment[] }[] = [];
	for (const row of rows) {
		const comment = commentOf(row, participant);
		if (row.parentId) threads.at(-1)!.replies.push(comment);
		else threads.push({ comment, replies: [] });
	}
	return threads;
}

function commentOf(
	{ parentId: _, participant: author, visibility, body, ...row }: Row,
	participant: Buffer | null
): Comment {
	const isOwn = Boolean(participant && author?.equals(participant));
	const readable = visibility === 'public' || (visibility === 'waiting' && isOwn);
	return { ...row, state: visibility as Visibility, body: readable ? body : '', isOwn };
}
