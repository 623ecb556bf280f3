import type { Actor } from '../../../access/actor.ts';
import { record } from '../../../core/history/record.server.ts';
import type { ActivityStatus } from '../../../core/activities/run.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { FundVerb } from '../history-text.ts';
import type { RoundSubject } from '../permissions.ts';
import type { FundRules } from './rules.ts';

/** A round with everything its pages and use cases ask about. */
export type Round = RoundSubject &
	Readonly<{
		slug: string;
		title: Translated;
		intro: Translated;
		placeName: string;
		status: ActivityStatus;
		locales: readonly string[];
		startsAt: Date | null;
		endsAt: Date | null;
		retainUntil: string;
		outcome: Translated | null;
		organisationId: string | null;
		potId: string;
		rules: FundRules;
	}>;

/** @throws Refusal round_unknown (404) */
export async function roundOf(db: Db | Trx, activityId: string): Promise<Round> {
	const row = isUuid(activityId)
		? await columns(db).where('r.activityId', '=', activityId).executeTakeFirst()
		: undefined;
	return whole(row);
}

/** The round that residents find at `/fund/<slug>`; drafts are unknown to them. @throws Refusal round_unknown (404) */
export async function publicRound(db: Db | Trx, slug: string): Promise<Round> {
	const row = await columns(db)
		.where('r.slug', '=', slug)
		.where('y.status', '<>', 'draft')
		.executeTakeFirst();
	return whole(row);
}

function columns(db: Db | Trx) {
	return db
		.selectFrom('fundRounds as r')
		.innerJoin('activities as y', 'y.id', 'r.activityId')
		.innerJoin('places as p', 'p.id', 'y.placeId')
		.select(['r.activityId', 'r.slug', 'r.intro', 'r.potId', 'r.rules', 'p.name as placeName'])
		.select(['y.title', 'y.placeId', 'y.status', 'y.locales', 'y.startsAt', 'y.endsAt'])
		.select(['y.retainUntil', 'y.outcome', 'y.organisationId']);
}

function whole(row: Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirst']>>): Round {
	if (!row) throw new Refusal('missing', 'round_unknown');
	return {
		...row,
		title: row.title as Translated,
		intro: row.intro as Translated,
		outcome: row.outcome as Translated | null,
		rules: row.rules as FundRules,
		status: row.status as ActivityStatus
	};
}

/** Applications may be submitted at this moment. The last second is that of the deadline. */
export const isOpen = (
	{ status, startsAt, endsAt }: Pick<Round, 'status' | 'startsAt' | 'endsAt'>,
	now: Date
): boolean => status === 'running' && (!startsAt || startsAt <= now) && (!endsAt || now <= endsAt);

export async function recordOfRound(
	trx: Trx,
	actor: Actor,
	{ activityId, placeId }: RoundSubject,
	verb: FundVerb,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await record(trx, actor, {
		action: `fund.${verb}`,
		subjectKind: 'fund',
		subjectId: activityId,
		placeId,
		detail
	});
}
