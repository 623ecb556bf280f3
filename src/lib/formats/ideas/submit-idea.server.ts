import {
	activityKeyOf,
	participation,
	type TokenHolder
} from '../../core/activities/participant.server.ts';
import { keepReceipt, receiptTokenOf } from '../../core/receipts/receipts.server.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { localDay } from '../../platform/local-time.ts';
import { countArrival } from './bursts.server.ts';
import { insertIdea } from './insert-idea.server.ts';
import { demandAct, type IdeaMap } from './map.server.ts';
import { attachPhotos, type NewPhoto } from './photos.server.ts';
import { limits, type IdeaInput } from './schema.ts';

/** What a resident takes home. */
export type Submitted = Readonly<{
	ideaId: string;
	number: number;
	/** The receipt's token: the same again where the same idea is sent again. */
	receipt: string;
	/** False: staff look at it first. */
	isPublic: boolean;
}>;

/**
 * A resident's idea. Needs no account: who contributes becomes a participant of this map.
 * @param photos stored already, at most five
 * @throws Refusal not_now_contribute, archived (409), category_unknown, outside_area, place_unknown, too_many_photos,
 *   photos_not_taken (422), too_many_ideas, too_many_on_map (429)
 */
export async function submitIdea(
	db: Db,
	map: IdeaMap,
	holder: TokenHolder,
	input: IdeaInput,
	now: Date,
	photos: readonly NewPhoto[] = []
): Promise<Submitted> {
	const before = await submittedBefore(db, map, input.clientKey);
	if (before) return before;
	demandAct(map, 'contribute');
	demandFewPhotos(map, photos);
	return db.transaction().execute(async (trx) => {
		const { participant, activityKey } = await participation(trx, map.activityId, holder);
		const isPublic = map.moderation === 'after';
		const submittedOn = localDay(now);
		const { id, number, isNew } = await insertIdea(trx, map, input, {
			source: 'phone',
			participant,
			submittedOn,
			visibility: isPublic ? 'public' : 'waiting'
		});
		if (isNew) {
			await attachPhotos(trx, id, photos);
			await countArrival(trx, map, participant, submittedOn, now);
		}
		const receipt = receiptTokenOf(activityKey, input.clientKey);
		await keepReceipt(trx, receipt, { activityId: map.activityId, subjectId: id });
		return { ideaId: id, number, receipt, isPublic };
	});
}

/**
 * What was acknowledged is acknowledged again, also when the map takes no more: somebody whose network failed may have
 * seen no answer. Null where there is no such idea, and once the map is archived, which ends its receipts.
 */
export async function submittedBefore(
	db: Db,
	{ activityId }: Pick<IdeaMap, 'activityId'>,
	clientKey: string
): Promise<Submitted | null> {
	const idea = await db
		.selectFrom('ideas')
		.select(['id', 'number', 'visibility'])
		.where('activityId', '=', activityId)
		.where('clientKey', '=', clientKey)
		.executeTakeFirst();
	const activityKey = idea && (await activityKeyOf(db, activityId));
	if (!activityKey) return null;
	const receipt = receiptTokenOf(activityKey, clientKey);
	return { ideaId: idea.id, number: idea.number, receipt, isPublic: idea.visibility === 'public' };
}

function demandFewPhotos(map: IdeaMap, photos: readonly NewPhoto[]): void {
	const reason =
		photos.length > limits.photos
			? 'too_many_photos'
			: photos.length > 0 && !map.takesPhotos
				? 'photos_not_taken'
				: null;
	if (reason) throw new Refusal('invalid', reason, { photos: reason });
}
