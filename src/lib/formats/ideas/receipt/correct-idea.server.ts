import { z } from 'zod';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { recordOfAuthor } from '../contribution.server.ts';
import { locate } from '../insert-idea.server.ts';
import type { IdeaMap } from '../map.server.ts';
import { visibilityAfterCorrection, type Visibility } from '../rules.ts';
import { ideaInput, limits, lines, whereInput } from '../schema.ts';

/** What an author may change. */
export const correctionInput = ideaInput
	.pick({ categoryId: true, title: true, body: true })
	.extend({
		/** Null: where it is. */
		where: whereInput.nullable(),
		/** The photos that stay, with their descriptions. */
		photos: z.array(
			z.object({
				pictureId: z.uuid('input_invalid'),
				description: lines(limits.photoDescription)
			})
		)
	});
export type CorrectionInput = z.infer<typeof correctionInput>;

/**
 * The author's correction. Whoever has the receipt is the author.
 * @returns who sees the idea now
 * @throws Refusal not_correctable (409) where it was withdrawn or merged, category_unknown, outside_area,
 *   place_unknown (422)
 */
export async function correctIdea(
	db: Db,
	map: IdeaMap,
	ideaId: string,
	input: CorrectionInput,
	now: Date
): Promise<Visibility> {
	return db.transaction().execute(async (trx) => {
		const idea = await correctable(trx, ideaId);
		const isKnown = map.categories.some(
			({ id, archived }) => id === input.categoryId && (!archived || id === idea.categoryId)
		);
		if (!isKnown) {
			throw new Refusal('invalid', 'category_unknown', { categoryId: 'category_unknown' });
		}
		const where = input.where ? await locate(trx, map, input.where) : {};
		const hasNewDescription = await keepPhotos(trx, ideaId, input.photos);
		const hasNewWords = hasNewDescription || idea.title !== input.title || idea.body !== input.body;
		const visibility = visibilityAfterCorrection(
			idea.visibility as Visibility,
			map.moderation,
			hasNewWords
		);
		const { categoryId, title, body } = input;
		await trx
			.updateTable('ideas')
			.set({ categoryId, title, body, ...where, visibility, hiddenReason: null })
			// New words need a new look.
			.$if(hasNewWords, (query) => query.set({ checkedOn: null }))
			.where('id', '=', ideaId)
			.execute();
		await recordOfAuthor(trx, map, idea, 'corrected', now, { newWords: hasNewWords });
		return visibility;
	});
}

/** Locked, so that nobody merges or publishes it between the look and the change. */
async function correctable(trx: Trx, ideaId: string) {
	const idea = await trx
		.selectFrom('ideas')
		.select(['id', 'number', 'categoryId', 'title', 'body', 'visibility', 'mergedInto'])
		.where('id', '=', ideaId)
		.forNoKeyUpdate()
		.executeTakeFirst();
	if (!idea || idea.visibility === 'withdrawn' || idea.mergedInto) {
		throw new Refusal('conflict', 'not_correctable');
	}
	return idea;
}

/** Deletes the others for good. @returns whether a description has new words */
async function keepPhotos(
	trx: Trx,
	ideaId: string,
	photos: CorrectionInput['photos']
): Promise<boolean> {
	const had = await trx
		.selectFrom('ideaPhotos')
		.select(['pictureId', 'description'])
		.where('ideaId', '=', ideaId)
		.execute();
	let hasNewWords = false;
	for (const { pictureId, description: before } of had) {
		const kept = photos.find((photo) => photo.pictureId === pictureId);
		const photo = trx.updateTable('ideaPhotos').where('pictureId', '=', pictureId);
		if (!kept) await trx.deleteFrom('ideaPhotos').where('pictureId', '=', pictureId).execute();
		else if (kept.description !== before) {
			hasNewWords ||= kept.description !== '';
			await photo.set({ description: kept.description }).execute();
		}
	}
	return hasNewWords;
}
