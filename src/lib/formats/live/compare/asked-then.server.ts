import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Asked } from '../../../questions/changes.ts';

export type AskedThen = (questionId: string, now: Asked, openedAt: Date) => Asked;

/** What each of these questions said when a round of it was opened: its words may have been put right since. */
export async function wordingsThen(db: Db, questionIds: readonly string[]): Promise<AskedThen> {
	const former =
		questionIds.length === 0
			? []
			: await db
					.selectFrom('liveFormerWordings')
					.select(['questionId', 'replacedAt', 'prompt', 'config'])
					.where('questionId', 'in', questionIds)
					.orderBy('replacedAt')
					.execute();
	return (questionId, now, openedAt) => {
		const then = former.find(
			(wording) => wording.questionId === questionId && wording.replacedAt > openedAt
		);
		if (!then) return now;
		return { type: now.type, prompt: then.prompt as Translated, config: then.config };
	};
}
