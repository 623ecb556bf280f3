import type { Actor } from '../../access/actor.ts';
import { can, demand } from '../../access/can.ts';
import type { PlaceChoice } from '../../core/activities/choices.server.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { placesOfCity } from './city-places.server.ts';
import { isLive } from './dates/change-date.server.ts';
import { datesOf, type EventDate } from './dates/read-dates.server.ts';
import { begunDocumentations } from './documentation/read-documentation.server.ts';
import { contentRow } from './entry/change-event.server.ts';
import type { EventContent } from './entry/schema.ts';
import { eventOf, type EventRow } from './event.server.ts';
import { headcountsOf } from './headcount/read-headcount.server.ts';
import { belongsTo, permissions } from './permissions.ts';
import { seriesOf, type Series } from './series/series.server.ts';
import { openStates } from './states.ts';
import { hindrance, stepKeys, workflow, type StepKey } from './workflow.ts';

/** One step of the chronicle that host and office read. */
export type ChronicleStep = Readonly<{
	step: StepKey;
	reason: string;
	takenAs: 'host' | 'office' | 'system';
	takenAt: Date;
}>;

/** An event with everything host and office see of it. */
export type EventDetail = Readonly<{
	event: EventRow;
	series: Series;
	content: EventContent;
	host: string;
	placeName: string | null;
	dates: readonly EventDate[];
	/** How many people were counted, by the date's id. */
	headcounts: Readonly<Record<string, number>>;
	/** Ids of dates that somebody has begun to document. */
	documented: readonly string[];
	chronicle: readonly ChronicleStep[];
	/** Steps that this actor may take now. */
	steps: readonly StepKey[];
	/** Whoever looks belongs to the host's organisation. */
	isOwn: boolean;
	/** Where a date may be moved to; empty for who may not. */
	places: readonly PlaceChoice[];
	may: Readonly<{
		change: boolean;
		changeDate: boolean;
		markHeld: boolean;
		countHeads: boolean;
		document: boolean;
		noteChanges: boolean;
	}>;
}>;

/** For its host. @throws Refusal not_allowed, event_unknown (404) */
export async function readOwnEvent(db: Db, actor: Actor, eventId: string): Promise<EventDetail> {
	const event = await eventOf(db, eventId);
	demand(permissions, actor, 'keep', event);
	return detail(db, actor, event);
}

/** For staff; a draft of a host is none of their business. @throws Refusal not_allowed, event_unknown (404) */
export async function readEventAsStaff(
	db: Db,
	actor: Actor,
	event: EventRow
): Promise<EventDetail> {
	demand(permissions, actor, 'seeAsStaff', event);
	const { submittedOn } = await db
		.selectFrom('events')
		.select('submittedOn')
		.where('id', '=', event.eventId)
		.executeTakeFirstOrThrow();
	if (submittedOn === null && event.enteredAs !== 'staff')
		throw new Refusal('missing', 'event_unknown');
	return detail(db, actor, event);
}

async function detail(db: Db, actor: Actor, event: EventRow): Promise<EventDetail> {
	const may = (
		action: 'change' | 'changeDate' | 'markHeld' | 'countHeads' | 'document' | 'review'
	) => can(permissions, actor, action, event);
	const isOpen = event.seriesStatus !== 'finished' && event.seriesStatus !== 'archived';
	const live = isLive(event);
	const mayChangeDate = live && may('changeDate');
	return {
		event,
		series: await seriesOf(db, event.activityId),
		content: await contentRow(db, event.eventId),
		...(await names(db, event.eventId)),
		dates: await datesOf(db, event.eventId),
		headcounts: await headcountsOf(db, event.eventId),
		documented: await begunDocumentations(db, event.eventId),
		chronicle: await chronicleOf(db, event.eventId),
		steps: stepsFor(actor, event),
		isOwn: event.organisationId !== null && belongsTo(actor, event.organisationId),
		places: mayChangeDate ? await placesOfCity(db, event.placeId) : [],
		may: {
			change: isOpen && openStates.includes(event.state) && may('change'),
			changeDate: mayChangeDate,
			markHeld: live && may('markHeld'),
			countHeads: live && may('countHeads'),
			document: live && may('document'),
			noteChanges: event.changedSince && may('review')
		}
	};
}

const stepsFor = (actor: Actor, event: EventRow): StepKey[] =>
	event.seriesStatus === 'archived'
		? []
		: stepKeys.filter(
				(step) =>
					hindrance(step, event.state, event) === null &&
					can(permissions, actor, workflow[step].right, event)
			);

async function names(db: Db, eventId: string): Promise<{ host: string; placeName: string | null }> {
	const row = await db
		.selectFrom('events as e')
		.leftJoin('organisations as o', 'o.id', 'e.organisationId')
		.leftJoin('places as p', 'p.id', 'e.placeId')
		.select((eb) => [eb.fn.coalesce('o.name', 'e.hostName').as('host'), 'p.name as placeName'])
		.where('e.id', '=', eventId)
		.executeTakeFirstOrThrow();
	return { host: row.host!, placeName: row.placeName };
}

async function chronicleOf(db: Db, eventId: string): Promise<ChronicleStep[]> {
	const rows = await db
		.selectFrom('eventSteps')
		.select(['step', 'reason', 'takenAs', 'takenAt'])
		.where('eventId', '=', eventId)
		.orderBy('id')
		.execute();
	return rows as ChronicleStep[];
}
