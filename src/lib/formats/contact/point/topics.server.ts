import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { PointInput } from './schema.ts';

/**
 * Writes the list as it was set. A topic that is left out is deleted, or kept from sight where messages or talks have
 * it; its counts stay under its name.
 * @throws Refusal choice_invalid (422) for a topic of another contact point
 */
export async function writeTopics(
	trx: Trx,
	activityId: string,
	topics: PointInput['topics']
): Promise<void> {
	await dropUnused(
		trx,
		activityId,
		topics.flatMap(({ id }) => id ?? [])
	);
	for (const [index, { id, name }] of topics.entries()) {
		const columns = { position: index + 1, name: JSON.stringify(name), archivedAt: null };
		if (id === null) {
			await trx
				.insertInto('contactTopics')
				.values({ activityId, ...columns })
				.execute();
			continue;
		}
		const changed = await trx
			.updateTable('contactTopics')
			.set(columns)
			.where('id', '=', id)
			.where('activityId', '=', activityId)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n)
			throw new Refusal('invalid', 'choice_invalid', { topics: 'choice_invalid' });
	}
}

async function dropUnused(trx: Trx, activityId: string, kept: readonly string[]): Promise<void> {
	const leftOut = sql<boolean>`activity_id = ${activityId} and id <> all(${kept}::uuid[])`;
	await trx
		.deleteFrom('contactTopics')
		.where(leftOut)
		.where(
			sql<boolean>`not exists (select from contact_messages m where m.topic_id = contact_topics.id)
				and not exists (select from contact_talk_topics t where t.topic_id = contact_topics.id)`
		)
		.execute();
	// Behind all that are offered.
	await trx
		.updateTable('contactTopics')
		.set({ archivedAt: sql<Date>`coalesce(archived_at, now())`, position: 1000 })
		.where(leftOut)
		.execute();
}
