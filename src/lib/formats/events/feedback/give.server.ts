import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { doorOf, type AtDate, type Door } from '../door/door.server.ts';
import { permissions } from '../permissions.ts';
import { feedbackCode } from './code.ts';
import { codeHash } from './codes.server.ts';
import type { FeedbackAudience } from './faces.ts';
import { feedbackInput, type FeedbackInput } from './schema.ts';
import { feedbackClosedBecause } from './when.ts';

/** What is asked about a date, and of whom. */
export type Asked = Readonly<{
	date: Omit<Door, 'activityKey'>;
	audience: FeedbackAudience;
	asksMeetingPlace: boolean;
	/** Reason code of what stands against answering now, or null. */
	closed: string | null;
}>;

/** With a code. @throws Refusal code_unknown (404) */
export async function askedByCode(db: Db, typed: string, now: Date): Promise<Asked> {
	const { dateId, audience, used } = await codeRow(db, typed);
	const asked = await askedAt(
		db,
		{ eventId: await eventOfDate(db, dateId), dateId },
		audience,
		now
	);
	return used ? { ...asked, closed: 'code_used' } : asked;
}

/** Without a code, by the poster at the date. @throws Refusal date_unknown (404) */
export async function askedOpenly(
	db: Db,
	on: Readonly<{ slug: string; number: number; dateId: string }>,
	audience: FeedbackAudience,
	now: Date
): Promise<Asked> {
	const eventId = await eventOfDate(db, on.dateId);
	const asked = await askedAt(db, { eventId, dateId: on.dateId }, audience, now);
	const { slug, number, eventState } = asked.date;
	// What is not public yet is not told of here either.
	if (slug !== on.slug || number !== on.number || eventState !== 'approved') throw unknownDate();
	return asked;
}

/**
 * Says how a date was, once for each code. What is kept has no code, no moment and no person.
 * @throws Refusal code_unknown (404), code_used (410), input_invalid (422), feedback_closed and the like (409)
 */
export async function giveByCode(
	db: Db,
	actor: Actor,
	typed: string,
	given: FeedbackInput,
	now: Date
): Promise<void> {
	demand(permissions, actor, 'giveFeedback', undefined);
	await db.transaction().execute(async (trx) => {
		// Locked: of two who have the same slip the second one is told.
		const code = await codeRow(trx, typed, true);
		if (code.used) throw new Refusal('gone', 'code_used');
		const { dateId, audience } = code;
		const asked = await askedAt(
			trx,
			{ eventId: await eventOfDate(trx, dateId), dateId },
			audience,
			now
		);
		await keep(trx, asked, given, true);
		await trx
			.updateTable('eventFeedbackCodes')
			.set({ used: true })
			.where('codeHash', '=', code.codeHash)
			.execute();
	});
}

/** The same by whoever passes by: told apart in all numbers. */
export async function giveOpenly(
	db: Db,
	actor: Actor,
	on: Readonly<{ slug: string; number: number; dateId: string }>,
	{ audience, ...given }: FeedbackInput & Readonly<{ audience: FeedbackAudience }>,
	now: Date
): Promise<void> {
	demand(permissions, actor, 'giveFeedback', undefined);
	const asked = await askedOpenly(db, on, audience, now);
	await db.transaction().execute((trx) => keep(trx, asked, given, false));
}

async function keep(
	trx: Trx,
	{ date, audience, asksMeetingPlace, closed }: Asked,
	given: FeedbackInput,
	proven: boolean
): Promise<void> {
	if (closed) throw new Refusal('conflict', closed);
	const { face, words, meetingPlace } = parse(feedbackInput, given);
	await trx
		.insertInto('eventFeedback')
		.values({
			...{ dateId: date.dateId, audience, face, words, proven },
			meetingPlace: asksMeetingPlace ? meetingPlace : null
		})
		.execute();
}

async function askedAt(
	db: Db | Trx,
	on: AtDate,
	audience: FeedbackAudience,
	now: Date
): Promise<Asked> {
	const { activityKey: _key, ...date } = await doorOf(db, on);
	const settings = await db
		.selectFrom('eventFeedbackSettings')
		.select('asksMeetingPlace')
		.where('eventId', '=', date.eventId)
		.executeTakeFirst();
	return {
		date,
		audience,
		asksMeetingPlace: audience === 'visitors' && settings?.asksMeetingPlace === true,
		closed: feedbackClosedBecause(date, now)
	};
}

async function codeRow(db: Db | Trx, typed: string, lock = false) {
	const unknown = () => new Refusal('missing', 'code_unknown');
	const code = feedbackCode(typed);
	if (!code) throw unknown();
	const row = await db
		.selectFrom('eventFeedbackCodes')
		.select(['codeHash', 'dateId', 'audience', 'used'])
		.where('codeHash', '=', codeHash(code))
		.$if(lock, (query) => query.forUpdate())
		.executeTakeFirst();
	if (!row) throw unknown();
	return row as typeof row & { audience: FeedbackAudience };
}

async function eventOfDate(db: Db | Trx, dateId: string): Promise<string> {
	const row = await db
		.selectFrom('eventDates')
		.select('eventId')
		.where('id', '=', dateId)
		.executeTakeFirst();
	if (!row) throw unknownDate();
	return row.eventId;
}

const unknownDate = () => new Refusal('missing', 'date_unknown');
