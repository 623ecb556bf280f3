import type { Trx } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { putAllInOutbox } from '../../../platform/mail/outbox.server.ts';
import type { IdeaMap } from '../map.server.ts';
import type { IdeaStatus } from '../rules.ts';
import { familyOf } from './family.server.ts';
import { answerMail, type Follower } from './follow-mails.server.ts';
import { followTokenOf } from './follow-token.server.ts';

/** What the city has just said about an idea. */
export type AnnouncedAnswer = Readonly<{
	ideaId: string;
	status: IdeaStatus;
	reason: Translated;
	office: string;
	/** YYYY-MM-DD; until when the next answer is promised. */
	dueOn: string | null;
}>;

/**
 * Mails an answer to everybody who follows the idea, or one that was merged into it: once per address. Called in the
 * transaction of the answer, so that there is a mail if and only if there is an answer.
 * @param origin public address of the house, for the links
 * @returns how many mails were put into the outbox
 */
export async function announceAnswer(
	trx: Trx,
	{ ideaId, ...answer }: AnnouncedAnswer,
	origin: string
): Promise<number> {
	const { participantKey, number, title, slug, mapTitle, statusNames, visibility } = await trx
		.selectFrom('ideas as i')
		.innerJoin('ideaMaps as m', 'm.activityId', 'i.activityId')
		.innerJoin('activities as a', 'a.id', 'i.activityId')
		.select(['a.participantKey', 'i.number', 'i.title', 'm.slug', 'a.title as mapTitle'])
		.select(['m.statusNames', 'i.visibility'])
		.where('i.id', '=', ideaId)
		.executeTakeFirstOrThrow();
	if (!participantKey || visibility !== 'public') return 0;
	const map = {
		slug,
		title: mapTitle as Translated,
		statusNames: statusNames as IdeaMap['statusNames']
	};
	const told = { idea: { number, title }, ...answer };
	const mails = (await followersOf(trx, ideaId, participantKey)).map((follower) =>
		answerMail({ origin, map }, told, follower)
	);
	await putAllInOutbox(trx, mails);
	return mails.length;
}

async function followersOf(trx: Trx, ideaId: string, key: Buffer): Promise<Follower[]> {
	const follows = await trx
		.selectFrom('ideaFollows')
		.select(['id', 'email', 'locale'])
		.distinctOn('email')
		.where('ideaId', 'in', await familyOf(trx, ideaId))
		.where('confirmedAt', 'is not', null)
		.orderBy('email')
		.orderBy('confirmedAt')
		.execute();
	return follows.map(({ id, ...follow }) => ({ ...follow, token: followTokenOf(key, id) }));
}
