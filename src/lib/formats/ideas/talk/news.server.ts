import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { noFilter } from '../filter.ts';
import { publicIdeas } from '../public-ideas.server.ts';
import type { IdeaStatus } from '../rules.ts';
import type { News } from './follow-mails.server.ts';

/** Lines of each kind in one mail; of more it says how many. */
const listed = 20;

/**
 * New ideas and answers on a map from the day after `after` to `through`. Ideas of an import are not new, however late
 * they come; what is merged into another is told there.
 * @param after, through days, YYYY-MM-DD
 */
export async function newsOf(
	db: Db | Trx,
	activityId: string,
	{ after, through }: { after: string; through: string }
): Promise<News> {
	const ideas = (await publicIdeas(db, activityId, noFilter))
		.where('i.source', '<>', 'import')
		.where('i.publishedOn', '>', after)
		.where('i.publishedOn', '<=', through);
	const answers = (await publicIdeas(db, activityId, noFilter))
		.innerJoin('ideaAnswers as w', 'w.ideaId', 'i.id')
		.where('w.withdrawnAt', 'is', null)
		.where('w.answeredOn', '>', after)
		.where('w.answeredOn', '<=', through);
	const [newIdeas, ideaCount, newAnswers, answerCount] = await Promise.all([
		ideas.select(['i.number', 'i.title']).orderBy('i.number').limit(listed).execute(),
		ideas.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
		answers
			.select(['i.number', 'i.title', 'w.status'])
			.orderBy('w.sequence')
			.limit(listed)
			.execute(),
		answers.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
	]);
	return {
		ideas: newIdeas,
		moreIdeas: ideaCount.count - newIdeas.length,
		answers: newAnswers.map(({ status, ...idea }) => ({ idea, status: status as IdeaStatus })),
		moreAnswers: answerCount.count - newAnswers.length
	};
}
