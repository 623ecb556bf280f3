import type { Db } from '../../../platform/db/database.server.ts';
import { recordOfAuthor } from '../contribution.server.ts';
import type { IdeaMap } from '../map.server.ts';
import { releasedBy, releasedWith } from '../merge-ideas.server.ts';

/** What stands where the title was; pages say in words that the idea was withdrawn. */
const nothing = '–';

/**
 * Erases what somebody wrote and showed, where it was, and whose it was. The number stays taken, so that no other idea
 * is mistaken for it; voices, answers and comments of others stay with the number. Harmless to repeat.
 */
export async function withdrawIdea(db: Db, map: IdeaMap, ideaId: string, now: Date): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const withdrawn = await trx
			.updateTable('ideas')
			.set({
				visibility: 'withdrawn',
				hiddenReason: null,
				title: nothing,
				body: '',
				whereabouts: 'quarter',
				placeId: map.placeId,
				lat: null,
				lng: null,
				blurred: false,
				participant: null
			})
			.where('id', '=', ideaId)
			.where('visibility', '<>', 'withdrawn')
			.returning(['id', 'number'])
			.executeTakeFirst();
		if (!withdrawn) return;
		await trx.deleteFrom('ideaPhotos').where('ideaId', '=', ideaId).execute();
		await recordOfAuthor(trx, map, withdrawn, 'withdrawn', now);
		for (const idea of await releasedWith(trx, ideaId))
			await recordOfAuthor(trx, map, idea, 'mergeUndone', now, releasedBy(withdrawn));
	});
}
