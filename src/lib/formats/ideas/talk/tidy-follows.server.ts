import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { localDay, toLocal } from '../../../platform/local-time.ts';
import { log } from '../../../platform/log.ts';
import { putAllInOutbox } from '../../../platform/mail/outbox.server.ts';
import { mapOf, type IdeaMap } from '../map.server.ts';
import { oldestValid } from './follow.server.ts';
import { digestMail, type Follower } from './follow-mails.server.ts';
import { followTokenOf } from './follow-token.server.ts';
import { newsOf } from './news.server.ts';

/** Nobody's phone rings at night because of an idea. */
const morning = '07:00';
const aDay = 86_400_000;

/** Forgets addresses that were not confirmed in time and, in the morning, mails what was new on followed maps. */
export async function tidyFollows(db: Db, now: Date, origin: string): Promise<void> {
	await db
		.deleteFrom('ideaFollows')
		.where('confirmedAt', 'is', null)
		.where('createdAt', '<=', oldestValid(now))
		.execute();
	if (toLocal(now).slice(11) < morning) return;
	const through = localDay(new Date(now.getTime() - aDay));
	for (const { activityId } of await mapsToTell(db, through)) {
		try {
			await tellFollowers(db, await mapOf(db, activityId, now), through, origin);
		} catch (error) {
			log.error({ activity: activityId, err: error }, 'mails about an idea map failed');
		}
	}
}

const mapsToTell = (db: Db, through: string) =>
	db
		.selectFrom('ideaFollows')
		.select('activityId')
		.distinct()
		.where('ideaId', 'is', null)
		.where('toldThrough', '<', through)
		.execute();

/** Whole days only, and each day once: the day is noted in the transaction that writes the mail. */
async function tellFollowers(db: Db, map: IdeaMap, through: string, origin: string): Promise<void> {
	await db.transaction().execute(async (trx) => {
		for (const [after, followers] of await due(trx, map.activityId, through)) {
			const news = await newsOf(trx, map.activityId, { after, through });
			if (news.ideas.length + news.answers.length === 0) continue;
			await putAllInOutbox(
				trx,
				followers.map((follower) => digestMail({ origin, map }, news, follower))
			);
		}
	});
}

/** Followers by the last day they were told of. From now on they are told through `through`. */
async function due(
	trx: Trx,
	activityId: string,
	through: string
): Promise<Map<string, Follower[]>> {
	const { rows } = await sql<{
		id: string;
		email: string;
		locale: string;
		after: string;
		key: Buffer;
	}>`
		update idea_follows f set told_through = ${through}::date
		from (
			select id, told_through from idea_follows
			where activity_id = ${activityId} and idea_id is null and told_through < ${through}::date
			for update
		) before, activities a
		where before.id = f.id and a.id = f.activity_id and a.participant_key is not null
		returning f.id, f.email, f.locale, before.told_through as after, a.participant_key as key`.execute(
		trx
	);
	const groups = new Map<string, Follower[]>();
	for (const { id, email, locale, after, key } of rows) {
		const follower = { email, locale, token: followTokenOf(key, id) };
		groups.set(after, [...(groups.get(after) ?? []), follower]);
	}
	return groups;
}
