import type { ExpressionBuilder } from 'kysely';
import type { AccountActor, Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import {
	knownParticipant,
	participation,
	type TokenHolder
} from '../../../core/activities/participant.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import type { DB } from '../../../platform/db/tables.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { recordOfAuthor } from '../contribution.server.ts';
import { demandAct, recordOf, type IdeaMap } from '../map.server.ts';
import { permissions } from '../permissions.ts';
import type { CityCommentInput, CommentInput } from './comment-input.ts';
import { familyOf, openIdea } from './family.server.ts';

/** Comments of one participant on one map and day: more is no talk. Counts phones, never addresses of networks. */
export const commentsADay = 30;

/** What is left of a comment that its author has withdrawn; the page says that it was. */
const nothing = '–';

export type Written = Readonly<{
	commentId: string;
	/** False: staff look at it first. */
	isPublic: boolean;
}>;

/**
 * A resident's comment, or their reply to one. Sent again with the same `clientKey` it is the same comment.
 * @throws Refusal not_now_comment, idea_merged, archived (409), idea_unknown (404), comment_unknown (422),
 * too_many_comments (429)
 */
export async function addComment(
	db: Db,
	map: IdeaMap,
	holder: TokenHolder,
	number: number,
	input: CommentInput,
	now: Date
): Promise<Written> {
	demandAct(map, 'comment');
	return db.transaction().execute(async (trx) => {
		const { participant } = await participation(trx, map.activityId, holder);
		await demandPatience(trx, map, participant, localDay(now));
		const visibility = map.moderation === 'after' ? 'public' : 'waiting';
		return insertComment(trx, map, number, input, {
			participant,
			accountId: null,
			office: '',
			visibility,
			submittedOn: localDay(now)
		});
	});
}

/**
 * The city speaks: marked with its office, public at once, in every phase.
 * @throws Refusal not_allowed (401, 403), archived, idea_merged (409), idea_unknown (404), comment_unknown (422)
 */
export async function commentAsCity(
	db: Db,
	actor: Actor,
	map: IdeaMap,
	number: number,
	input: CityCommentInput,
	now: Date
): Promise<Written> {
	demand(permissions, actor, 'answer', map);
	if (map.status === 'archived') throw new Refusal('conflict', 'archived');
	return db.transaction().execute(async (trx) => {
		const written = await insertComment(trx, map, number, input, {
			participant: null,
			accountId: (actor as AccountActor).accountId,
			office: input.office,
			visibility: 'public',
			submittedOn: localDay(now)
		});
		await recordOf(trx, actor, map, 'commented', { number, commentId: written.commentId });
		return written;
	});
}

type Speaker = Readonly<{
	participant: Buffer | null;
	accountId: string | null;
	office: string;
	visibility: 'public' | 'waiting';
	submittedOn: string;
}>;

async function insertComment(
	trx: Trx,
	map: IdeaMap,
	number: number,
	{ body, locale, parentId, clientKey }: CommentInput,
	speaker: Speaker
): Promise<Written> {
	const idea = await openIdea(trx, map, number);
	const ideaId = parentId ? await ideaOfParent(trx, idea.id, parentId) : idea.id;
	const inserted = await trx
		.insertInto('ideaComments')
		.values({ ideaId, parentId, depth: parentId ? 1 : 0, body, locale, clientKey, ...speaker })
		.onConflict((conflict) => conflict.columns(['ideaId', 'clientKey']).doNothing())
		.returning('id')
		.executeTakeFirst();
	if (inserted) return { commentId: inserted.id, isPublic: speaker.visibility === 'public' };
	const earlier = await trx
		.selectFrom('ideaComments')
		.select(['id', 'visibility'])
		.where('ideaId', '=', ideaId)
		.where('clientKey', '=', clientKey)
		.executeTakeFirstOrThrow();
	return { commentId: earlier.id, isPublic: earlier.visibility === 'public' };
}

/** A reply stands under a public comment that is no reply itself, at the idea where that was said. */
async function ideaOfParent(trx: Trx, ideaId: string, parentId: string): Promise<string> {
	const parent = await trx
		.selectFrom('ideaComments')
		.select('ideaId')
		.where('id', '=', parentId)
		.where('ideaId', 'in', await familyOf(trx, ideaId))
		.where('depth', '=', 0)
		.where('visibility', '=', 'public')
		.executeTakeFirst();
	if (!parent) throw new Refusal('invalid', 'comment_unknown', { parentId: 'comment_unknown' });
	return parent.ideaId;
}

async function demandPatience(
	trx: Trx,
	{ activityId }: IdeaMap,
	participant: Buffer,
	today: string
): Promise<void> {
	const { comments } = await trx
		.selectFrom('ideaComments as c')
		.innerJoin('ideas as i', 'i.id', 'c.ideaId')
		.select((eb) => eb.fn.countAll<number>().as('comments'))
		.where('c.participant', '=', participant)
		.where('c.submittedOn', '=', today)
		.where('i.activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	if (comments >= commentsADay) throw new Refusal('busy', 'too_many_comments');
}

const onMap =
	({ activityId }: IdeaMap) =>
	(eb: ExpressionBuilder<DB, 'ideaComments'>) =>
		eb.selectFrom('ideas').select('id').where('activityId', '=', activityId);

/**
 * Takes one's own comment back, in every phase: its words are deleted, replies to it stay. There is no editing: only the
 * day of a comment is stored, so nothing could say that it is still young, and people may have replied to the old words.
 * @throws Refusal comment_unknown (404) unless it is the asker's own and still there
 */
export async function withdrawComment(
	db: Db,
	map: IdeaMap,
	token: string | null,
	commentId: string,
	now: Date
): Promise<void> {
	const participant = await knownParticipant(db, map.activityId, token);
	if (!participant || !isUuid(commentId)) throw new Refusal('missing', 'comment_unknown');
	await db.transaction().execute(async (trx) => {
		const own = await trx
			.selectFrom('ideaComments as c')
			.innerJoin('ideas as i', 'i.id', 'c.ideaId')
			.select(['c.id', 'i.number', 'c.visibility'])
			.where('c.id', '=', commentId)
			.where('c.participant', '=', participant)
			.where('i.activityId', '=', map.activityId)
			.forUpdate('c')
			.executeTakeFirst();
		if (!own) throw new Refusal('missing', 'comment_unknown');
		if (own.visibility === 'withdrawn') return;
		await trx
			.updateTable('ideaComments')
			.set({ visibility: 'withdrawn', hiddenReason: null, body: nothing })
			.where('id', '=', commentId)
			.execute();
		await recordOfAuthor(trx, map, { ...own, kind: 'comment' }, 'withdrawn', now);
	});
}

/**
 * Takes back what the city said: whoever may speak for it may.
 * @throws Refusal not_allowed (401, 403), comment_unknown (404)
 */
export async function withdrawCityComment(
	db: Db,
	actor: Actor,
	map: IdeaMap,
	commentId: string
): Promise<void> {
	demand(permissions, actor, 'answer', map);
	await db.transaction().execute(async (trx) => {
		const withdrawn = await trx
			.updateTable('ideaComments')
			.set({ visibility: 'withdrawn', hiddenReason: null, body: nothing })
			.where('id', '=', commentId)
			.where('accountId', 'is not', null)
			.where('ideaId', 'in', onMap(map))
			.executeTakeFirst();
		if (withdrawn.numUpdatedRows === 0n) throw new Refusal('missing', 'comment_unknown');
		await recordOf(trx, actor, map, 'commentWithdrawn', { commentId });
	});
}
