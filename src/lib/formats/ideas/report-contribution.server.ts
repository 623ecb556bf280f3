import { participation, type TokenHolder } from '../../core/activities/participant.server.ts';
import type { HidingReason } from '../../core/moderation/reasons.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { IdeaMap } from './map.server.ts';

/** What is reported: an idea by its number, or one comment on it. */
export type Reported = Readonly<{ number: number; commentId: string | null }>;
export type ReportedText = Readonly<{
	ideaId: string;
	commentId: string | null;
	title: string;
	body: string;
	locale: string;
}>;

/** What somebody is about to report. @throws Refusal contribution_unknown (404): nothing that everybody sees */
export async function reportedText(
	db: Db,
	{ activityId }: IdeaMap,
	{ number, commentId }: Reported
): Promise<ReportedText> {
	const idea = await db
		.selectFrom('ideas')
		.select(['id as ideaId', 'title', 'body', 'locale'])
		.where('activityId', '=', activityId)
		.where('number', '=', number)
		.where('visibility', '=', 'public')
		.executeTakeFirst();
	if (idea && commentId === null) return { ...idea, commentId };
	const comment =
		idea &&
		(await db
			.selectFrom('ideaComments')
			.select(['body', 'locale'])
			.where('id', '=', commentId)
			.where('ideaId', '=', idea.ideaId)
			.where('visibility', '=', 'public')
			.executeTakeFirst());
	if (!comment) throw new Refusal('missing', 'contribution_unknown');
	return { ...idea, ...comment, commentId };
}

/**
 * A resident says that something should not be public. Nothing is hidden by that: it goes into the queue. Each
 * participant reports a thing once, also when they send it twice.
 * @throws Refusal contribution_unknown (404), archived (409)
 */
export async function reportContribution(
	db: Db,
	map: IdeaMap,
	holder: TokenHolder,
	what: Reported,
	reason: HidingReason
): Promise<void> {
	const { ideaId, commentId } = await reportedText(db, map, what);
	const { participant } = await participation(db, map.activityId, holder);
	await db
		.insertInto('ideaReports')
		.values({ ideaId, commentId, participant, reason })
		.onConflict((conflict) => conflict.columns(['ideaId', 'commentId', 'participant']).doNothing())
		.execute();
}
