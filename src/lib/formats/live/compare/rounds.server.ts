import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { permissions } from '../permissions.ts';
import { sessionSubject } from '../session.server.ts';
import { askedAgain, type AskedAgain } from './asked-again.server.ts';
import type { Comparison } from './comparison.ts';

/** A question that was asked more than once in its session. */
export type RepeatedQuestion = Pick<AskedAgain, 'id' | 'position' | 'prompt'> &
	Readonly<{
		comparison: Comparison;
		/** Number of the round of which a table by groups is kept; null: of none. */
		byGroups: number | null;
	}>;

export type ComparedRounds = Readonly<{
	session: Readonly<{
		activityId: string;
		title: Translated;
		placeName: string;
		/** The reader may open the session itself. */
		mayOpen: boolean;
	}>;
	questions: readonly RepeatedQuestion[];
}>;

/**
 * The closed rounds of each question that has several, side by side; for whoever may not see entries before the reveal
 * only those that were shown.
 * @throws Refusal session_unknown (404)
 */
export async function compareRounds(
	db: Db,
	actor: Actor,
	activityId: string,
	{ locale, smallCellK }: { locale: string; smallCellK: number }
): Promise<ComparedRounds> {
	const subject = await sessionSubject(db, activityId);
	demand(permissions, actor, 'compare', subject);
	const session = await db
		.selectFrom('activities as a')
		.innerJoin('places as p', 'p.id', 'a.placeId')
		.select(['a.id as activityId', 'a.title', 'p.name as placeName'])
		.where('a.id', '=', activityId)
		.executeTakeFirstOrThrow();
	const seesAll = can(permissions, actor, 'view', subject);
	const again = await askedAgain(db, activityId, { onlyShown: !seesAll });
	return {
		session: { ...session, title: session.title as Translated, mayOpen: seesAll },
		questions: again.map(({ id, position, prompt, rounds, compared }) => ({
			...{ id, position, prompt },
			comparison: compared(locale, smallCellK),
			byGroups: rounds.find(({ isByGroups }) => isByGroups)?.number ?? null
		}))
	};
}
