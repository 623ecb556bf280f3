import type { Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { Meeting } from './meeting.server.ts';
import { agendaFor, type AgendaItem, type Subject } from './read-meeting.server.ts';

export type Attendance = Readonly<{ name: string; present: boolean }>;

/** What of an item no longer changes. Who applied is not in it: an archived round forgets that. */
type FrozenSubject = Pick<Subject, 'title' | 'locale' | 'askedCents'>;

/** What of minutes would change with accounts and applications, as it was when the meeting was closed. */
type FrozenMinutes = Readonly<{
	attendance: readonly Attendance[];
	/** By the application's number. */
	subjects: Readonly<Record<string, FrozenSubject>>;
}>;

/** Writes down who was there and what the items were about, as part of closing the meeting. */
export async function freezeMinutes(trx: Trx, meetingId: string): Promise<void> {
	const rows = await trx
		.selectFrom('fundAgenda as g')
		.innerJoin('fundApplications as a', 'a.id', 'g.applicationId')
		.select(['a.number', 'a.title', 'a.locale', 'a.askedCents'])
		.where('g.meetingId', '=', meetingId)
		.execute();
	const subjects = rows.map(({ number, title, locale, askedCents }) => [
		number,
		{ title, locale, askedCents: askedCents ?? 0 }
	]);
	const minutes: FrozenMinutes = {
		attendance: await attendanceNow(trx, meetingId),
		subjects: Object.fromEntries(subjects) as FrozenMinutes['subjects']
	};
	await trx
		.updateTable('fundMeetings')
		.set({ minutes: JSON.stringify(minutes) })
		.where('id', '=', meetingId)
		.execute();
}

/** Attendance and items of a closed meeting, as far as this reader may see them. */
export async function frozenMinutes(
	db: Db,
	actor: Actor,
	meeting: Meeting
): Promise<{ attendance: readonly Attendance[]; items: AgendaItem[] }> {
	const { meetingId } = meeting;
	const row = await db
		.selectFrom('fundMeetings')
		.select('minutes')
		.where('id', '=', meetingId)
		.executeTakeFirstOrThrow();
	const kept = row.minutes as FrozenMinutes | null;
	const items = await agendaFor(db, actor, meeting);
	// Closed before minutes were kept.
	if (!kept) return { attendance: await attendanceNow(db, meetingId), items };
	return {
		attendance: kept.attendance,
		items: items.map((item) => ({
			...item,
			subject: item.subject && { ...item.subject, ...kept.subjects[item.number] }
		}))
	};
}

const attendanceNow = (db: Db | Trx, meetingId: string): Promise<Attendance[]> =>
	db
		.selectFrom('fundAttendance as t')
		.innerJoin('accounts as a', 'a.id', 't.accountId')
		.select(['a.displayName as name', 't.present'])
		.where('t.meetingId', '=', meetingId)
		.orderBy('a.displayName')
		.execute();
