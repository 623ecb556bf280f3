import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { withDescription } from '../../../questions/material.ts';
import { questionType } from '../../../questions/registry.ts';

/**
 * Notes which pictures these questions show, so that none of them can be taken away.
 * @throws Refusal question_invalid (422) where a picture is not one of the session
 */
export async function notePictures(
	trx: Trx,
	activityId: string,
	questionIds: readonly string[]
): Promise<void> {
	if (questionIds.length === 0) return;
	await trx.deleteFrom('liveQuestionPictures').where('questionId', 'in', questionIds).execute();
	const shown = await shownBy(trx, questionIds);
	if (shown.length === 0) return;
	const known = await trx
		.selectFrom('activityPictures')
		.select('pictureId')
		.where('activityId', '=', activityId)
		.execute();
	if (shown.some(({ pictureId }) => !known.some((own) => own.pictureId === pictureId)))
		throw new Refusal('invalid', 'question_invalid', { 'config.picture': 'picture_missing' });
	await trx
		.insertInto('liveQuestionPictures')
		.values(shown.map((row) => ({ ...row, activityId })))
		.execute();
}

async function shownBy(trx: Trx, questionIds: readonly string[]) {
	const rows = await trx
		.selectFrom('liveQuestions')
		.select(['id', 'type', 'config'])
		.where('id', 'in', questionIds)
		.execute();
	return rows.flatMap(({ id, type, config }) => {
		const { pictures } = questionType(type).material(config);
		return [...new Set(pictures.map((picture) => picture.id))].map((pictureId) => ({
			questionId: id,
			pictureId
		}));
	});
}

export async function showsInQuestion(
	trx: Trx,
	activityId: string,
	pictureId: string
): Promise<boolean> {
	return (await questionsWith(trx, activityId, pictureId)).length > 0;
}

/** The copies that configs keep of what the picture shows. */
export async function describeInQuestions(
	trx: Trx,
	activityId: string,
	pictureId: string,
	alt: Translated
): Promise<void> {
	for (const { id, config } of await questionsWith(trx, activityId, pictureId)) {
		await trx
			.updateTable('liveQuestions')
			.set({ config: JSON.stringify(withDescription(config, pictureId, alt)) })
			.where('id', '=', id)
			.execute();
	}
}

async function questionsWith(trx: Trx, activityId: string, pictureId: string) {
	return trx
		.selectFrom('liveQuestionPictures as s')
		.innerJoin('liveQuestions as q', 'q.id', 's.questionId')
		.select(['q.id', 'q.config'])
		.where('s.activityId', '=', activityId)
		.where('s.pictureId', '=', pictureId)
		.orderBy('q.position')
		.execute();
}

/** Ids of the pictures that questions of the session show. */
export async function shownPictures(db: Db, activityId: string): Promise<Set<string>> {
	const rows = await db
		.selectFrom('liveQuestionPictures')
		.select('pictureId')
		.distinct()
		.where('activityId', '=', activityId)
		.execute();
	return new Set(rows.map((row) => row.pictureId));
}

/**
 * A picture of a session: staff put it there to be shown, and its address is drawn by chance and told to nobody before
 * the question is on the phones.
 */
export async function showsPicture(db: Db, pictureId: string): Promise<boolean> {
	const found = await db
		.selectFrom('activityPictures as p')
		.innerJoin('activities as a', 'a.id', 'p.activityId')
		.select('p.pictureId')
		.where('p.pictureId', '=', pictureId)
		.where('a.format', '=', 'live')
		.executeTakeFirst();
	return found !== undefined;
}
