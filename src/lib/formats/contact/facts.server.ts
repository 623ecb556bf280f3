import { sql, type RawBuilder } from 'kysely';
import type { CatalogueFeed, Fact, FactSource } from '../../core/indicators/facts.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';

/**
 * What contact points tell indicators.
 *
 * - `contact`: one per message that came in, on its day, also where its words were taken back or are deleted by now; and
 *   one per noted talk, so a note of three talks tells three. `outcome` is the way: `message`, `talk`, `phone` or
 *   `street`. The item is the topic; of a talk about several it is the first in the list of the contact point, so that
 *   it counts once.
 *
 * No fact has a participant: who wrote or talked is known to nobody, the count is of contacts (docs/decisions/0059).
 */
export const contactFacts: FactSource = {
	format: 'contact',
	kinds: ['contact'],
	query: (_db: Db) => sql<Fact>`${messages} union all ${talks}`,
	items: async (db, activityIds) => {
		if (activityIds.length === 0) return [];
		const topics = await db
			.selectFrom('contactTopics')
			.select(['activityId', 'id as itemId', 'name'])
			.where('activityId', 'in', activityIds)
			.orderBy('activityId')
			.orderBy('position')
			.execute();
		return topics.map((topic) => ({ ...topic, name: topic.name as Translated }));
	},
	suggest: ({ metric }: CatalogueFeed) =>
		metric === 'count' || metric === 'perPeriodCount' ? { kind: 'contact' } : null
};

type Sql = RawBuilder<unknown>;

function fact(of: Record<'contribution' | 'item' | 'place' | 'day' | 'outcome', Sql>): Sql {
	return sql`select encode(sha256(${of.contribution}), 'hex') as contribution, 'contact' as kind,
		y.id as activity_id, ${of.item} as item_id, null::integer as round, true as final, ${of.place} as place_id,
		null::text as organisation, null::text as participant, ${of.day} as occurred_on, null::float8 as value,
		${of.outcome} as outcome, false as missing`;
}

const counts = sql`y.status in ('running', 'finished', 'archived')`;

const messages = sql`
	${fact({
		contribution: sql`uuid_send(m.id)`,
		item: sql`m.topic_id::text`,
		place: sql`m.place_id`,
		day: sql`m.received_on`,
		outcome: sql`'message'`
	})}
	from contact_messages m join activities y on y.id = m.activity_id where ${counts}`;

const firstTopic = sql`(select o.topic_id::text from contact_talk_topics o join contact_topics c on c.id = o.topic_id
	where o.talk_id = t.id order by c.position, c.id limit 1)`;

const talks = sql`
	${fact({
		contribution: sql`uuid_send(t.id) || int4send(n.number)`,
		item: firstTopic,
		place: sql`t.place_id`,
		day: sql`t.held_on`,
		outcome: sql`t.way`
	})}
	from contact_talks t join activities y on y.id = t.activity_id
	cross join lateral generate_series(1, t.contacts::integer) as n(number) where ${counts}`;
