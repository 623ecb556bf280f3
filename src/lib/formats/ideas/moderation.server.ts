import { sql, type RawBuilder } from 'kysely';
import {
	possibleFrom,
	type Decision,
	type ModerationSource,
	type QueueRow,
	type QueueState
} from '../../core/moderation/contract.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import type { IdeaVerb } from './history-text.ts';
import { recordOfContribution, recordOfIdea, type Contribution } from './contribution.server.ts';
import { releasedBy, releasedWith } from './merge-ideas.server.ts';
import { permissions } from './permissions.ts';
import { placesWhere } from './staff-maps.server.ts';

/** Ideas and comments in the moderation queue. */
export const ideaModeration: ModerationSource = {
	format: 'ideas',
	kinds: ['idea', 'comment'],
	places: (actor) => placesWhere(actor, 'moderate'),
	query: (_db, states) => sql<QueueRow>`${ideas(states)} union all ${comments(states)}`,
	labels: async (db, activityIds) => {
		const rows = await db
			.selectFrom('ideaCategories')
			.select(['activityId', 'id', 'name'])
			.where('activityId', 'in', activityIds.length > 0 ? activityIds : [null])
			.where('archivedAt', 'is', null)
			.orderBy('position')
			.execute();
		const named = rows.map(({ name, ...row }) => ({ ...row, name: name as Translated }));
		return Map.groupBy(named, ({ activityId }) => activityId);
	},
	decide: async (db, actor, { kind, id, state, shown }, decision, today) => {
		const contribution = await contributionOf(db, { kind, id });
		demand(permissions, actor, 'moderate', contribution);
		await db.transaction().execute(async (trx) => {
			const now = await lockedLook(trx, contribution);
			if (now.state !== state || !possibleFrom[decision.verb].includes(state)) {
				throw new Refusal('conflict', 'decided_meanwhile');
			}
			if (now.shown !== shown) throw new Refusal('conflict', 'changed_meanwhile');
			await carryOut(trx, contribution, decision, today);
			await recordOfContribution(trx, actor, contribution, ...told(state, decision));
			if (decision.verb === 'hide' && kind === 'idea')
				for (const idea of await releasedWith(trx, id))
					await recordOfIdea(
						trx,
						actor,
						contribution,
						idea,
						'mergeUndone',
						releasedBy(contribution)
					);
		});
	}
};

/** The same words for both tables; `t` is the contribution, `reported` whether a report of it is open. */
const stateOf = (isStaffs: RawBuilder<unknown>, reported: RawBuilder<unknown>) => sql`
	case when t.visibility <> 'public' then t.visibility
		when ${reported} then 'reported'
		when t.checked_on is null and not (${isStaffs}) then 'unchecked'
		else 'checked' end`;

const ideaIsStaffs = sql`t.source <> 'phone'`;
const commentIsStaffs = sql`t.account_id is not null`;
const ideaReports = sql`select r.reason from idea_reports r
	where r.idea_id = t.id and r.comment_id is null and r.settled_on is null`;
const commentReports = sql`select r.reason from idea_reports r
	where r.comment_id = t.id and r.settled_on is null`;

/** Stands for what is shown. Cryptographic and not shortened further: no author can prepare two texts with the same. */
const digitsOf = (shown: RawBuilder<unknown>) =>
	sql`left(encode(sha256(convert_to((${shown})::text, 'UTF8')), 'hex'), 32)`;

const ideaShown = digitsOf(sql`jsonb_build_array(t.title, t.body, array(
	select jsonb_build_array(f.picture_id, f.description) from idea_photos f
	where f.idea_id = t.id order by f.position))`);
const commentShown = digitsOf(sql`jsonb_build_array(t.body)`);

/** Written so that each state finds its own index: the queue is short, the table of ideas may not be. */
function within(
	states: readonly QueueState[],
	isUnchecked: RawBuilder<unknown>,
	isReported: RawBuilder<unknown>
) {
	const conditions: Partial<Record<QueueState, RawBuilder<unknown>>> = {
		waiting: sql`t.visibility = 'waiting'`,
		hidden: sql`t.visibility = 'hidden'`,
		unchecked: isUnchecked,
		reported: isReported
	};
	const wanted = states.flatMap((state) => conditions[state] ?? []);
	return wanted.length > 0 ? sql`(${sql.join(wanted, sql` or `)})` : sql`false`;
}

const ideas = (states: readonly QueueState[]) => sql`
	select 'idea' as kind, t.id, t.activity_id, a.place_id, t.title, t.body, t.locale, t.submitted_on, t.sequence,
		${stateOf(ideaIsStaffs, sql`exists (${ideaReports})`)} as state, t.hidden_reason,
		array(${ideaReports}) as reports, t.category_id as label_id,
		'/staff/ideas/' || t.activity_id || '/ideas/' || t.number as address, ${ideaShown} as shown
	from ideas t join activities a on a.id = t.activity_id
	where a.status <> 'archived' and ${within(
		states,
		sql`t.visibility = 'public' and t.checked_on is null and t.source = 'phone'`,
		sql`t.visibility = 'public' and t.id in (
			select idea_id from idea_reports where comment_id is null and settled_on is null)`
	)} and ${stateOf(ideaIsStaffs, sql`exists (${ideaReports})`)} = any(${states}::text[])`;

const comments = (states: readonly QueueState[]) => sql`
	select 'comment' as kind, t.id, i.activity_id, a.place_id, null::text as title, t.body, t.locale, t.submitted_on,
		t.sequence, ${stateOf(commentIsStaffs, sql`exists (${commentReports})`)} as state, t.hidden_reason,
		array(${commentReports}) as reports, null::uuid as label_id,
		'/staff/ideas/' || i.activity_id || '/ideas/' || i.number as address, ${commentShown} as shown
	from idea_comments t join ideas i on i.id = t.idea_id join activities a on a.id = i.activity_id
	where a.status <> 'archived' and ${within(
		states,
		sql`t.visibility = 'public' and t.checked_on is null and t.account_id is null`,
		sql`t.visibility = 'public' and t.id in (
			select comment_id from idea_reports where comment_id is not null and settled_on is null)`
	)} and ${stateOf(commentIsStaffs, sql`exists (${commentReports})`)} = any(${states}::text[])`;

/** @throws Refusal contribution_unknown (404) */
async function contributionOf(
	db: Db,
	{ kind, id }: { kind: string; id: string }
): Promise<Contribution> {
	const query = db
		.selectFrom('ideas as i')
		.innerJoin('activities as a', 'a.id', 'i.activityId')
		.select(['a.id as activityId', 'a.placeId', 'i.id as ideaId', 'i.number']);
	const found =
		kind === 'comment'
			? await query
					.innerJoin('ideaComments as c', 'c.ideaId', 'i.id')
					.where('c.id', '=', id)
					.executeTakeFirst()
			: await query.where('i.id', '=', id).executeTakeFirst();
	if (!found) throw new Refusal('missing', 'contribution_unknown');
	return { ...found, kind: kind === 'comment' ? 'comment' : 'idea', id };
}

/**
 * Locks the row, so that of two who decide the second sees what the first did. Only then looks: a statement that waits
 * for a lock would see the photos and reports of before.
 */
async function lockedLook(
	trx: Trx,
	{ kind, id }: Contribution
): Promise<Pick<QueueRow, 'state' | 'shown'>> {
	await trx
		.selectFrom(kind === 'idea' ? 'ideas' : 'ideaComments')
		.select('id')
		.where('id', '=', id)
		.forUpdate()
		.execute();
	const { rows } =
		kind === 'idea'
			? await sql<Pick<QueueRow, 'state' | 'shown'>>`
				select ${stateOf(ideaIsStaffs, sql`exists (${ideaReports})`)} as state, ${ideaShown} as shown
				from ideas t where t.id = ${id}`.execute(trx)
			: await sql<Pick<QueueRow, 'state' | 'shown'>>`
				select ${stateOf(commentIsStaffs, sql`exists (${commentReports})`)} as state, ${commentShown} as shown
				from idea_comments t where t.id = ${id}`.execute(trx);
	return rows[0]!;
}

async function carryOut(
	trx: Trx,
	contribution: Contribution,
	decision: Decision,
	today: string
): Promise<void> {
	if (decision.verb === 'label') return setCategory(trx, contribution, decision.labelId);
	const change =
		decision.verb === 'hide'
			? { visibility: 'hidden', hiddenReason: decision.reason, checkedOn: today }
			: { visibility: 'public', hiddenReason: null, checkedOn: today };
	if (contribution.kind === 'idea') {
		await trx.updateTable('ideas').set(change).where('id', '=', contribution.id).execute();
	} else {
		await trx.updateTable('ideaComments').set(change).where('id', '=', contribution.id).execute();
	}
	await trx
		.updateTable('ideaReports')
		.set({ settledOn: today })
		.where('ideaId', '=', contribution.ideaId)
		.where('commentId', contribution.kind === 'idea' ? 'is' : '=', commentIdOf(contribution))
		.where('settledOn', 'is', null)
		.execute();
}

const commentIdOf = ({ kind, id }: Contribution) => (kind === 'idea' ? null : id);

/** @throws Refusal label_unknown */
async function setCategory(
	trx: Trx,
	{ kind, id, activityId }: Contribution,
	categoryId: string
): Promise<void> {
	const known = await trx
		.selectFrom('ideaCategories')
		.select('id')
		.where('id', '=', categoryId)
		.where('activityId', '=', activityId)
		.where('archivedAt', 'is', null)
		.executeTakeFirst();
	if (!known || kind !== 'idea') throw new Refusal('invalid', 'label_unknown');
	await trx.updateTable('ideas').set({ categoryId }).where('id', '=', id).execute();
}

function told(before: QueueState, decision: Decision): [IdeaVerb, Record<string, unknown>] {
	switch (decision.verb) {
		case 'publish':
			return [before === 'waiting' ? 'published' : 'kept', {}];
		case 'hide':
			return ['hidden', { reason: decision.reason }];
		case 'show':
			return ['shownAgain', {}];
		case 'label':
			return ['categorised', { category: decision.labelId }];
	}
}
