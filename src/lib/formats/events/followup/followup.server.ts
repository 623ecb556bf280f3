import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { QuestionTable } from '../../../questions/question-list.server.ts';
import { doorOf, lockDoor, type AtDate, type Door } from '../door/door.server.ts';
import { permissions } from '../permissions.ts';
import { followUpLimits } from './schema.ts';

export const followUpStates = ['planned', 'open', 'closed'] as const;
export type FollowUpState = (typeof followUpStates)[number];

/** The questions to those who were at a date, as use cases ask about them before they change something. */
export type FollowUp = Readonly<{
	dateId: string;
	state: FollowUpState;
	afterDays: number;
	remindDays: number | null;
	openDays: number;
	least: number;
	revision: number;
	collected: boolean;
	openedAt: Date | null;
	reminded: boolean;
	/** YYYY-MM-DD */
	closedOn: string | null;
	countsBecause: string;
}>;

export const questionTable: QuestionTable = {
	name: 'event_followup_questions',
	owner: 'date_id',
	most: followUpLimits.questions,
	inOneForm: true
};

export async function followUpAt(db: Db | Trx, dateId: string): Promise<FollowUp | null> {
	const row = await columns(db).where('dateId', '=', dateId).executeTakeFirst();
	return (row as FollowUp | undefined) ?? null;
}

/** Dates of an event after which people are going to be asked. */
export async function datesAskedLater(db: Db | Trx, eventId: string): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectFrom('eventFollowups as f')
		.innerJoin('eventDates as d', 'd.id', 'f.dateId')
		.select('f.dateId')
		.where('d.eventId', '=', eventId)
		.where('f.state', '=', 'planned')
		.execute();
	return new Set(rows.map(({ dateId }) => dateId));
}

/**
 * The date, which nobody calls off meanwhile, and its follow-up, which nobody else changes.
 * @throws Refusal not_allowed, date_unknown, followup_unknown (404); archived (409)
 */
export async function lockFollowUp(
	trx: Trx,
	actor: Actor,
	on: AtDate,
	action: 'keepFollowUp' | 'runFollowUp' | 'acceptFollowUp' = 'keepFollowUp'
): Promise<{ door: Door; followUp: FollowUp }> {
	const door = await lockDoor(trx, on);
	demand(permissions, actor, action, door);
	if (door.seriesStatus === 'archived') throw new Refusal('conflict', 'archived');
	const row = await columns(trx).where('dateId', '=', on.dateId).forUpdate().executeTakeFirst();
	if (!row) throw new Refusal('missing', 'followup_unknown');
	return { door, followUp: row as FollowUp };
}

/** The same, as long as it can be changed. @throws Refusal as above; followup_begun (409) */
export async function lockPlanned(
	trx: Trx,
	actor: Actor,
	on: AtDate,
	action: 'keepFollowUp' | 'runFollowUp' = 'keepFollowUp'
): Promise<{ door: Door; followUp: FollowUp }> {
	const locked = await lockFollowUp(trx, actor, on, action);
	if (locked.followUp.state !== 'planned') throw new Refusal('conflict', 'followup_begun');
	return locked;
}

/** @throws Refusal not_allowed, date_unknown (404) */
export async function demandKeeper(db: Db, actor: Actor, on: AtDate): Promise<Door> {
	const door = await doorOf(db, on);
	demand(permissions, actor, 'keepFollowUp', door);
	return door;
}

const columns = (db: Db | Trx) =>
	db
		.selectFrom('eventFollowups')
		.select(['dateId', 'state', 'afterDays', 'remindDays', 'openDays', 'least', 'revision'])
		.select(['collected', 'openedAt', 'reminded', 'closedOn', 'countsBecause']);
