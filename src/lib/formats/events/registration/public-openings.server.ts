import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { ListedQuestion } from '../../../questions/contract.ts';
import { publicQuestions } from '../../../questions/several.ts';
import { datesAskedLater } from '../followup/followup.server.ts';
import { publicEvent, type PublicEvent } from '../programme/public-events.server.ts';
import { closedBecause } from './is-open.ts';
import { questionsOf } from './questions/asked-questions.server.ts';
import { ticketsOf, type Tickets } from './tickets.server.ts';
import { leftFor } from './who-moves-up.ts';

/** One kind of ticket at one date, as everybody sees it. */
export type OpenKind = Readonly<{
	id: string;
	name: Translated;
	hint: Translated;
	mostPlaces: number;
	needsGuardian: boolean;
	/** Places that can be had at once; kinds that share a quota show the same. */
	left: number;
	/** Places for which people wait. */
	waiting: number;
}>;

/** What somebody finds who wants to register for one date. */
export type DateOpening = Readonly<{
	dateId: string;
	/** Reason code, or null where one can register. */
	closed: string | null;
	opensAt: Date | null;
	waitingList: boolean;
	asksOrganisation: boolean;
	/** Days after the date until names and answers are forgotten. */
	forgetDays: number;
	/** Whoever registers may agree to be asked once more, months later. */
	asksLater: boolean;
	kinds: readonly OpenKind[];
}>;

/** For the dates to come of a public event; none where it has no tickets. */
export async function openingsOf(
	db: Db,
	{ eventId, cancelled, series, dates }: PublicEvent,
	now: Date
): Promise<DateOpening[]> {
	const tickets = await ticketsOf(db, eventId);
	if (!tickets || cancelled) return [];
	const lines = await db
		.selectFrom('eventDateQuotas')
		.select(['dateId', 'quotaKey', 'capacity', 'confirmed', 'offered', 'waiting'])
		.where('eventId', '=', eventId)
		.execute();
	const askedLater = await datesAskedLater(db, eventId);
	const { opensAt, closesHours, waitingList, asksOrganisation, forgetDays } = tickets;
	return dates
		.filter(({ startsAt }) => startsAt > now)
		.map(({ id: dateId, startsAt, state: dateState }) => ({
			...{ dateId, opensAt, waitingList, asksOrganisation, forgetDays },
			asksLater: askedLater.has(dateId),
			closed: closedBecause(
				{
					...{ eventState: 'approved', closed: false, seriesStatus: series.status },
					...{ dateState, startsAt, opensAt, closesHours }
				},
				now
			),
			kinds: kindsAt(
				tickets,
				lines.filter((line) => line.dateId === dateId)
			)
		}));
}

type Line = Readonly<{
	quotaKey: number;
	capacity: number;
	confirmed: number;
	offered: number;
	waiting: number;
}>;

/** Where nobody has registered yet, the quota is what is left. */
const kindsAt = ({ kinds, quotas, strictOrder }: Tickets, lines: readonly Line[]): OpenKind[] =>
	kinds.map(({ id, quotaKey, ...kind }) => {
		const { capacity } = quotas.find(({ key }) => key === quotaKey)!;
		const line = lines.find((one) => one.quotaKey === quotaKey) ?? {
			...{ capacity, confirmed: 0, offered: 0, waiting: 0 }
		};
		return { ...kind, id: id!, left: leftFor(line, strictOrder), waiting: line.waiting };
	});

/** @throws Refusal series_unknown, event_unknown, date_unknown (404), also where nobody can register at all */
export async function openingAt(
	db: Db,
	slug: string,
	number: number,
	dateId: string,
	now: Date
): Promise<{
	event: PublicEvent;
	opening: DateOpening;
	questions: readonly ListedQuestion[];
}> {
	const event = await publicEvent(db, slug, number);
	const opening = (await openingsOf(db, event, now)).find((one) => one.dateId === dateId);
	if (!opening) throw new Refusal('missing', 'date_unknown');
	return { event, opening, questions: publicQuestions(await questionsOf(db, event.eventId)) };
}
