import type { Db } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { bankLink } from './bank/link.ts';
import type { AddedQuestion } from './edit-questions.server.ts';
import type { SessionInput } from './schema.ts';

/** What a copy takes over: the settings and the questions, never the window, the code or a ballot. */
export async function readForCopy(
	db: Db,
	activityId: string
): Promise<{
	session: Omit<SessionInput, 'startsAt' | 'endsAt' | 'retainUntil'>;
	questions: AddedQuestion[];
}> {
	const row = await db
		.selectFrom('activities as a')
		.innerJoin('liveSessions as s', 's.activityId', 'a.id')
		.select(['a.placeId', 'a.title', 'a.locales', 's.mayChangeVote', 's.organisationField'])
		.select('s.seatsOnly')
		// One that is archived by now brings nothing new.
		.leftJoin('organisations as o', (join) =>
			join.onRef('o.id', '=', 'a.organisationId').on('o.archivedAt', 'is', null)
		)
		.select('o.id as organisationId')
		.$castTo<
			Pick<
				SessionInput,
				| 'placeId'
				| 'mayChangeVote'
				| 'seatsOnly'
				| 'title'
				| 'locales'
				| 'organisationField'
				| 'organisationId'
			>
		>()
		.where('a.id', '=', activityId)
		.executeTakeFirstOrThrow();
	return {
		session: { ...row, measures: await measuresOf(db, activityId) },
		questions: await questionInputs(db, activityId)
	};
}

export async function measuresOf(db: Db, activityId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('activityMeasures')
		.select('measureCode')
		.where('activityId', '=', activityId)
		.orderBy('measureCode')
		.execute();
	return rows.map(({ measureCode }) => measureCode);
}

/** A copy asks the same question of the bank, so that both can be compared. */
async function questionInputs(db: Db, activityId: string): Promise<AddedQuestion[]> {
	const rows = await db
		.selectFrom('liveQuestions')
		.select(['type', 'prompt', 'config', 'bankQuestion', 'bankVersion', 'background'])
		.where('activityId', '=', activityId)
		.orderBy('position')
		.execute();
	return rows.map(({ type, prompt, config, bankQuestion, bankVersion, background }) => ({
		type,
		prompt: prompt as Translated,
		config,
		bank: bankLink(bankQuestion, bankVersion),
		background
	}));
}
