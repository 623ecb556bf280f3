import type { Pool } from 'pg';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { approverOf } from '../moderation/approvals.server.ts';
import { permissions } from '../permissions.ts';
import { sessionSubject } from '../session.server.ts';
import type { Asker } from './board.server.ts';
import { askLimits, inOrder, type AskMode, type AskStage } from './rules.ts';
import type { AskList, PublicAsk } from './snapshot.ts';

const listStatement = `
select s.code, s.asks as mode, s.veiled, s.ended_at is not null or coalesce(s.closes_at <= now(), false) as over,
	a.status = 'draft' as draft,
	(select count(*)::int from live_asks q
		where q.activity_id = s.activity_id and q.approved and not q.hidden and q.is_root) as total,
	coalesce((
		select jsonb_agg(jsonb_build_object(
			'id', q.id, 'number', q.number, 'text', q.text, 'locale', q.locale, 'supporters', q.supporters,
			'answered', q.answered, 'answer', q.answer))
		from (
			select * from live_asks
			where activity_id = s.activity_id and approved and not hidden and is_root
			order by answered, supporters desc, number
			limit ${askLimits.listed}
		) q
	), '[]') as asks
from live_sessions s
join activities a on a.id = s.activity_id
where s.activity_id = $1`;

type ListRow = {
	code: string;
	mode: AskMode;
	veiled: boolean;
	over: boolean;
	draft: boolean;
	total: number;
	asks: PublicAsk[];
};

/** What everybody may see of the questions, the same for all; null: there is no such session, or it is a draft. */
export async function readAskList(pool: Pool, activityId: string): Promise<AskList | null> {
	const { rows } = await pool.query<ListRow>({
		name: 'live-ask-list',
		text: listStatement,
		values: [activityId]
	});
	const row = rows[0];
	if (!row || row.draft) return null;
	const hides = row.veiled || row.mode === 'off';
	const asks = hides ? [] : inOrder(row.asks, 'support');
	return {
		code: row.code,
		mode: row.mode,
		open: row.mode !== 'off' && !row.over,
		veiled: row.veiled,
		total: hides ? 0 : row.total,
		asks
	};
}

/** One's own question, wherever it stands. */
export type OwnAsk = Readonly<{
	id: string;
	number: number;
	text: string;
	locale: string;
	approved: boolean;
	hidden: boolean;
	merged: boolean;
}>;

/** What is one person's own: their questions, and which ones they support (as everybody sees them). */
export type OwnMarks = Readonly<{ asked: readonly OwnAsk[]; supported: ReadonlySet<string> }>;

export async function readOwnMarks(
	db: Db,
	{ activityId, participant }: { activityId: string; participant: Asker['participant'] | null }
): Promise<OwnMarks> {
	if (!participant) return { asked: [], supported: new Set() };
	const asked = await db
		.selectFrom('liveAsks')
		.select(['id', 'number', 'text', 'locale', 'approved', 'hidden', 'mergedInto'])
		.where('activityId', '=', activityId)
		.where('participant', '=', participant)
		.orderBy('number', 'desc')
		.execute();
	const supported = await db
		.selectFrom('liveAskSupports as s')
		.innerJoin('liveAsks as a', 'a.id', 's.askId')
		.select(({ fn }) => fn.coalesce('a.mergedInto', 'a.id').as('id'))
		.where('a.activityId', '=', activityId)
		.where('s.participant', '=', participant)
		.execute();
	return {
		asked: asked.map(({ mergedInto, ...own }) => ({ ...own, merged: mergedInto !== null })),
		supported: new Set(supported.map(({ id }) => id))
	};
}

/** A question as its moderators see it. */
export type ModeratedAsk = PublicAsk &
	Readonly<{
		approved: boolean;
		hidden: boolean;
		mergedInto: string | null;
		/** Where two have to approve: how many have, and whether this moderator is one of them. */
		approvals: number;
		approvedByMe: boolean;
	}>;

export type ModeratedAsks = Readonly<{
	mode: AskMode;
	stage: AskStage;
	pinned: string | null;
	twoPeople: boolean;
	asks: readonly ModeratedAsk[];
}>;

/** @throws Refusal session_unknown (404), not_allowed */
export async function readModeratedAsks(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<ModeratedAsks> {
	demand(permissions, actor, 'view', await sessionSubject(db, activityId));
	const session = await db
		.selectFrom('liveSessions')
		.select(['asks', 'asksStage', 'pinnedAskId', 'twoPeople'])
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	const approvals = await db
		.selectFrom('liveAskApprovals as p')
		.innerJoin('liveAsks as a', 'a.id', 'p.askId')
		.select(['p.askId', 'p.approver'])
		.where('a.activityId', '=', activityId)
		.execute();
	const asks = await db
		.selectFrom('liveAsks')
		.select(['id', 'number', 'text', 'locale', 'supporters', 'answered', 'answer'])
		.select(['approved', 'hidden', 'mergedInto'])
		.where('activityId', '=', activityId)
		.orderBy('number')
		.execute();
	const me = approverOf(actor);
	return {
		mode: session.asks as AskMode,
		stage: session.asksStage as AskStage,
		pinned: session.pinnedAskId,
		twoPeople: session.twoPeople,
		asks: asks.map((one) => {
			const of = approvals.filter(({ askId }) => askId === one.id);
			return {
				...one,
				approvals: of.length,
				approvedByMe: of.some(({ approver }) => approver === me)
			};
		})
	};
}
