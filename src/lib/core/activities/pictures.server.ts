import type { Db, Trx } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';

/** A picture of an activity, as pages show it; what it shows in every language of the activity. */
export type ActivityPicture = Readonly<{
	id: string;
	width: number;
	height: number;
	alt: Translated;
}>;

/** As they came. */
export async function picturesOf(db: Db | Trx, activityId: string): Promise<ActivityPicture[]> {
	return db
		.selectFrom('activityPictures as a')
		.innerJoin('pictures as p', 'p.id', 'a.pictureId')
		.select(['p.id', 'p.width', 'p.height', 'a.alt'])
		.$castTo<ActivityPicture>()
		.where('a.activityId', '=', activityId)
		.orderBy('a.added')
		.execute();
}

/** The picture belongs to the activity from now on and goes with it. */
export async function addActivityPicture(
	trx: Trx,
	activityId: string,
	pictureId: string,
	alt: Translated
): Promise<void> {
	await trx
		.insertInto('activityPictures')
		.values({ activityId, pictureId, alt: JSON.stringify(alt) })
		.execute();
}

/** @returns whether the activity has this picture */
export async function describeActivityPicture(
	trx: Trx,
	activityId: string,
	pictureId: string,
	alt: Translated
): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('activityPictures')
		.set({ alt: JSON.stringify(alt) })
		.where('activityId', '=', activityId)
		.where('pictureId', '=', pictureId)
		.executeTakeFirstOrThrow();
	return numUpdatedRows > 0n;
}

/** A picture that no other activity shares is deleted with it. @returns whether the activity had it */
export async function removeActivityPicture(
	trx: Trx,
	activityId: string,
	pictureId: string
): Promise<boolean> {
	const { numDeletedRows } = await trx
		.deleteFrom('activityPictures')
		.where('activityId', '=', activityId)
		.where('pictureId', '=', pictureId)
		.executeTakeFirstOrThrow();
	return numDeletedRows > 0n;
}

/** A copy of an activity shows the same pictures, in the same order. */
export async function shareActivityPictures(trx: Trx, from: string, to: string): Promise<void> {
	await trx
		.insertInto('activityPictures')
		.columns(['activityId', 'pictureId', 'alt'])
		.expression((eb) =>
			eb
				.selectFrom('activityPictures')
				.select((own) => [own.val(to).$castTo<string>().as('activityId'), 'pictureId', 'alt'])
				.where('activityId', '=', from)
				.orderBy('added')
		)
		.execute();
}
