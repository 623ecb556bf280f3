import { sql, type RawBuilder } from 'kysely';
import type { Fact, FactSource } from '../../core/indicators/facts.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { namesIn } from '../../platform/i18n/names-in.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { statusNames } from './status-text.ts';
import { suggestFacts } from './suggest-facts.ts';

/**
 * What idea maps tell indicators. Drafts and announced maps tell nothing; what waits, is hidden or withdrawn tells
 * nothing; ideas that were merged count once, as the idea in which they live on. The item is the category.
 *
 * - `idea`: one per idea, on the day it came. `outcome` is its present status; the participant is its author.
 * - `status`: one per idea and status that an answer gave it and that was not taken back, on the day of the first such
 *   answer. `outcome` is the status. An idea that went from planned to done tells both, so a definition names one.
 * - `support`: one per participant and idea, also where they supported a merged one, on the first day.
 * - `comment`: one per comment of a resident; what the city says is no participation.
 * - `project`: one per project, however many ideas it came from, on the day of its present status. `outcome` is that
 *   status, `organisation` its carrier. No item.
 * - `lufProject`: the same, only of projects under a service and funding agreement that have a carrier.
 *
 * `status`, `project` and `lufProject` have no participant: they are acts of the city about a thing that everybody can
 * see, not what one person said, so the small-cell rule does not hide their counts (docs/decisions/0030).
 */
export const ideaFacts: FactSource = {
	format: 'ideas',
	kinds: ['idea', 'status', 'support', 'comment', 'project', 'lufProject'],
	query: (_db: Db) =>
		sql<Fact>`${ideas} union all ${statuses} union all ${supports} union all ${comments}
			union all ${projects('project', sql`true`)}
			union all ${projects('lufProject', sql`p.under_agreement and p.carrier_id is not null`)}`,
	items: async (db, activityIds) => {
		if (activityIds.length === 0) return [];
		const categories = await db
			.selectFrom('ideaCategories')
			.select(['activityId', 'id as itemId', 'name'])
			.where('activityId', 'in', activityIds)
			.orderBy('activityId')
			.orderBy('position')
			.execute();
		return categories.map((category) => ({ ...category, name: category.name as Translated }));
	},
	words: (locale) => ({ outcomes: namesIn(statusNames, locale), audiences: {} }),
	suggest: suggestFacts
};

type Sql = RawBuilder<unknown>;

/** A contribution's pseudonym cannot be turned back and differs from the participant's. */
const pseudonymOf = (id: Sql, part: Sql = sql`''::bytea`) =>
	sql`encode(sha256(uuid_send(${id}) || ${part}), 'hex')`;

const counts = sql`a.status in ('running', 'finished', 'archived')`;
/** `i` is an idea that everybody may see and that is not merged into another. */
const alive = sql`i.visibility = 'public' and i.merged_into is null and ${counts}`;

/** The columns of a fact; every kind is final at once and belongs to no round. */
function fact(
	kind: string,
	of: Record<
		'contribution' | 'item' | 'place' | 'organisation' | 'participant' | 'day' | 'outcome',
		Sql
	>
) {
	return sql`select ${of.contribution} as contribution, ${sql.lit(kind)} as kind, a.id as activity_id,
		${of.item} as item_id, null::integer as round, true as final, ${of.place} as place_id,
		${of.organisation} as organisation, ${of.participant} as participant, ${of.day} as occurred_on,
		null::float8 as value, ${of.outcome} as outcome, false as missing`;
}

const none = sql`null::text`;
const ofIdea = { item: sql`i.category_id::text`, place: sql`i.place_id`, organisation: none };

const ideas = sql`
	${fact('idea', {
		...ofIdea,
		contribution: pseudonymOf(sql`i.id`),
		participant: sql`encode(i.participant, 'hex')`,
		day: sql`i.submitted_on`,
		outcome: sql`i.status`
	})}
	from ideas i join activities a on a.id = i.activity_id where ${alive}`;

const statuses = sql`
	${fact('status', {
		...ofIdea,
		contribution: pseudonymOf(sql`i.id`, sql`convert_to(w.status, 'UTF8')`),
		participant: none,
		day: sql`min(w.answered_on)`,
		outcome: sql`w.status`
	})}
	from idea_answers w join ideas i on i.id = w.idea_id join activities a on a.id = i.activity_id
	where w.withdrawn_at is null and ${alive}
	group by a.id, i.id, w.status`;

/** A merged idea's voices count for the one in which it lives on: `s` and `c` hang at `own`, `i` is where it ends. */
const whereItEnds = sql`join ideas i on i.id = coalesce(own.merged_into, own.id) join activities a on a.id = i.activity_id`;

const supports = sql`
	${fact('support', {
		...ofIdea,
		contribution: pseudonymOf(sql`i.id`, sql`s.participant`),
		participant: sql`encode(s.participant, 'hex')`,
		day: sql`min(s.given_on)`,
		outcome: none
	})}
	from idea_supports s join ideas own on own.id = s.idea_id ${whereItEnds}
	where own.visibility = 'public' and ${alive}
	group by a.id, i.id, s.participant`;

const comments = sql`
	${fact('comment', {
		...ofIdea,
		contribution: pseudonymOf(sql`c.id`),
		participant: sql`encode(c.participant, 'hex')`,
		day: sql`c.submitted_on`,
		outcome: none
	})}
	from idea_comments c join ideas own on own.id = c.idea_id ${whereItEnds}
	where c.visibility = 'public' and c.participant is not null and own.visibility = 'public' and ${alive}`;

const projects = (kind: string, which: Sql) => sql`
	${fact(kind, {
		contribution: pseudonymOf(sql`p.id`),
		item: none,
		place: sql`p.place_id`,
		organisation: sql`p.carrier_id::text`,
		participant: none,
		day: sql`p.status_on`,
		outcome: sql`p.status`
	})}
	from idea_projects p join activities a on a.id = p.activity_id where ${which} and ${counts}`;
