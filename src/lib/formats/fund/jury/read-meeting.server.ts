import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { applicationOf } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { roundOf, type Round } from '../round/round.server.ts';
import type { State } from '../states.ts';
import { itemColumns, itemFrom, presentIn, type Item } from './item.server.ts';
import { jurorsAt, named, type NamedJuror } from './jurors.server.ts';
import { meetingOf, type Meeting, type MeetingRef } from './meeting.server.ts';

/** What an item is about; nothing of it is told to whoever is excluded from it. */
export type Subject = Readonly<{
	title: string;
	locale: string;
	applicantName: string;
	askedCents: number;
	state: State;
}>;

export type AgendaItem = Readonly<{ number: number; subject: Subject | null; item: Item | null }>;

export type Candidate = Readonly<{
	number: number;
	title: string;
	locale: string;
	askedCents: number;
}>;

export type MeetingDetail = Readonly<{
	round: Round;
	meeting: Meeting;
	items: readonly AgendaItem[];
	jurors: readonly (NamedJuror & { present: boolean })[];
	/** Ready and on no agenda; for the office only. */
	candidates: readonly Candidate[];
	may: Readonly<{ hold: boolean; vote: boolean }>;
}>;

/** @throws Refusal meeting_unknown (404), not_allowed */
export async function readMeeting(db: Db, actor: Actor, ref: MeetingRef): Promise<MeetingDetail> {
	const meeting = await meetingOf(db, ref);
	demand(permissions, actor, 'seeRound', meeting);
	const hold = can(permissions, actor, 'holdMeeting', meeting);
	const here = await presentIn(db, meeting.meetingId);
	const jurors = await jurorsAt(db, meeting.placeId);
	return {
		round: await roundOf(db, meeting.activityId),
		meeting,
		items: await agendaFor(db, actor, meeting),
		jurors: jurors.map((juror) => ({ ...named(juror), present: here.has(juror.accountId) })),
		candidates: hold && meeting.state !== 'closed' ? await candidatesFor(db, actor, meeting) : [],
		may: { hold, vote: can(permissions, actor, 'sitOnJury', meeting) }
	};
}

/** The agenda as this reader may see it. */
export async function agendaFor(
	db: Db,
	actor: Actor,
	{ meetingId }: Pick<Meeting, 'meetingId'>
): Promise<AgendaItem[]> {
	const rows = await db
		.selectFrom('fundAgenda as g')
		.innerJoin('fundApplications as a', 'a.id', 'g.applicationId')
		.select(itemColumns.map((column) => `g.${column}` as const))
		.select(['g.applicationId', 'a.applicantName'])
		.where('g.meetingId', '=', meetingId)
		.orderBy('g.position')
		.execute();
	const items: AgendaItem[] = [];
	for (const { applicationId, applicantName, ...row } of rows) {
		const application = await applicationOf(db, applicationId);
		const { title, locale, state } = application;
		const seen = can(permissions, actor, 'seeAsStaff', application);
		items.push({
			number: application.number!,
			subject: seen
				? { title, locale, applicantName, askedCents: application.askedCents ?? 0, state }
				: null,
			item: seen ? itemFrom(row) : null
		});
	}
	return items;
}

/** What the office may still put on the agenda. */
async function candidatesFor(
	db: Db,
	actor: Actor,
	{ activityId, meetingId }: Meeting
): Promise<Candidate[]> {
	const rows = await db
		.selectFrom('fundApplications as a')
		.select('a.id')
		.where('a.activityId', '=', activityId)
		.where('a.state', '=', 'ready')
		.where(
			sql<boolean>`not exists (select from fund_agenda g join fund_meetings m on m.id = g.meeting_id
				where g.application_id = a.id and m.state <> 'closed'
				and (g.state in ('waiting', 'voting') or g.meeting_id = ${meetingId}))`
		)
		.orderBy('a.number')
		.execute();
	const found = await Promise.all(rows.map(({ id }) => applicationOf(db, id)));
	return found
		.filter((application) => can(permissions, actor, 'decide', application))
		.map(({ number, title, locale, askedCents }) => ({
			number: number!,
			title,
			locale,
			askedCents: askedCents ?? 0
		}));
}
