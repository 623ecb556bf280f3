import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { isSmall } from '../../../platform/suppression/small.ts';
import { lockDoor, type AtDate, type Door } from '../door/door.server.ts';
import { recordOfEvent } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { demandKeeper } from './codes.server.ts';
import { faces, feedbackAudiences, type Face, type FeedbackAudience } from './faces.ts';

/** What one audience said. */
export type AudienceResult = Readonly<{
	audience: FeedbackAudience;
	/** Null while so few have answered that it would tell about single people. */
	shown: Readonly<{
		total: number;
		counts: readonly Readonly<{ face: Face; count: number }>[];
		/** Answers with a code of the date; null where few are on one side. */
		proven: number | null;
		/** Of those who answered the question; null where they are few or it was not asked. */
		meetingPlace: Readonly<{ yes: number; no: number }> | null;
		words: readonly string[];
	}> | null;
}>;

export type FeedbackResults = Readonly<{
	door: Omit<Door, 'activityKey'>;
	results: readonly AudienceResult[];
	/** From so many answers on there is something to see. */
	least: number;
	asksMeetingPlace: boolean;
	codes: number;
}>;

/**
 * What was said about a date, for host and moderators: from `least` answers of an audience on (small-cell rule).
 * @throws Refusal not_allowed, date_unknown
 */
export async function readFeedback(
	db: Db,
	actor: Actor,
	on: AtDate,
	least: number
): Promise<FeedbackResults> {
	const { activityKey: _key, ...door } = await demandKeeper(db, actor, on);
	const answers = await db
		.selectFrom('eventFeedback')
		.select(['audience', 'face', 'meetingPlace', 'words', 'proven'])
		.where('dateId', '=', door.dateId)
		// By chance, so that nobody reads from the order who wrote what.
		.orderBy('id')
		.execute();
	const { asks, codes } = await settingsOf(db, door);
	return {
		door,
		least,
		asksMeetingPlace: asks,
		codes,
		results: feedbackAudiences.map((audience) => ({
			audience,
			shown: shownOf(
				answers.filter((answer) => answer.audience === audience),
				least
			)
		}))
	};
}

type Answer = Readonly<{
	face: number;
	meetingPlace: boolean | null;
	words: string | null;
	proven: boolean;
}>;

export function shownOf(answers: readonly Answer[], least: number): AudienceResult['shown'] {
	const total = answers.length;
	if (total < least) return null;
	const count = (fits: (answer: Answer) => boolean) => answers.filter(fits).length;
	const proven = count((answer) => answer.proven);
	const yes = count(({ meetingPlace }) => meetingPlace === true);
	const no = count(({ meetingPlace }) => meetingPlace === false);
	return {
		total,
		counts: faces.map((face) => ({ face, count: count((answer) => answer.face === face) })),
		proven: isSmall(proven, least) || isSmall(total - proven, least) ? null : proven,
		meetingPlace: yes + no < least ? null : { yes, no },
		words: answers.flatMap(({ words }) => words ?? [])
	};
}

async function settingsOf(db: Db, { eventId, dateId }: AtDate) {
	const { rows } = await sql<{ asks: boolean; codes: number }>`
		select coalesce((select asks_meeting_place from event_feedback_settings where event_id = ${eventId}), false) as asks,
			(select count(*)::int from event_feedback_codes where date_id = ${dateId}) as codes`.execute(db);
	return rows[0]!;
}

/** Whether visitors are asked if they meet people here. @throws Refusal not_allowed, date_unknown */
export async function setUpFeedback(
	db: Db,
	actor: Actor,
	on: AtDate,
	asksMeetingPlace: boolean
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const door = await lockDoor(trx, on);
		demand(permissions, actor, 'keepFeedback', door);
		await trx
			.insertInto('eventFeedbackSettings')
			.values({ eventId: door.eventId, asksMeetingPlace })
			.onConflict((conflict) => conflict.column('eventId').doUpdateSet({ asksMeetingPlace }))
			.execute();
		await recordOfEvent(trx, actor, door, 'feedbackSetUp');
	});
}
