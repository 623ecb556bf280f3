import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { findReceipt, type Receipt } from '../../../core/receipts/receipts.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Answers } from '../../../questions/answer-text.ts';
import type { ListedQuestion } from '../../../questions/contract.ts';
import { publicQuestions } from '../../../questions/several.ts';
import { addressOfDate, venueOfDate } from '../dates/where.server.ts';
import { ticketOf } from '../door/ticket.server.ts';
import { permissions } from '../permissions.ts';
import { hostPath } from '../invite/link.server.ts';
import type { DateState } from '../states.ts';
import { ownAnswers } from './questions/answers.server.ts';
import { questionsOf } from './questions/asked-questions.server.ts';
import { minePath } from './receipt.server.ts';
import { registrationOf, type RegistrationRow } from './registration.server.ts';

/** A registration with everything that whoever holds its receipt sees: the page may lie open, so no address. */
export type OwnRegistration = Omit<RegistrationRow, 'clientKey' | 'email'> &
	Readonly<{
		number: number;
		title: Translated;
		kindName: Translated;
		mostPlaces: number;
		startsAt: Date;
		endsAt: Date;
		dateState: DateState;
		/** Of the date or the event. */
		venue: string;
		address: string;
		placeName: string;
		/** Places for which others wait in front. */
		ahead: number;
		/** With which they come in; null where there is no place or the series is archived. */
		ticket: string | null;
		/** The door has noted that they came. */
		isIn: boolean;
		/** Codes for feedback that are still to be had: one for each who came. */
		codesLeft: number;
		questions: readonly ListedQuestion[];
		answers: Answers;
	}>;

/**
 * Whoever holds the receipt of a registration.
 * @param key the code in the address
 * @throws Refusal registration_unknown (404)
 */
export async function guestOf(
	db: Db,
	slug: string,
	key: string
): Promise<{ actor: Actor; registrationId: string }> {
	const unknown = () => new Refusal('missing', 'registration_unknown');
	const receipt = await findReceipt(db, key);
	if (receipt?.format !== 'events') throw unknown();
	const { registrationId } = await registrationOf(db, receipt.subjectId);
	const series = await db
		.selectFrom('eventSeries')
		.select('slug')
		.where('activityId', '=', receipt.activityId)
		.executeTakeFirst();
	if (series?.slug !== slug) throw unknown();
	return { actor: { kind: 'receipt', subjectId: registrationId }, registrationId };
}

/** Where a receipt of this format leads: to the registration, or to what its holder enters as a host. */
export async function pathOfReceipt(
	db: Db,
	{ subjectId }: Receipt,
	slug: string,
	key: string
): Promise<string> {
	const registration = await db
		.selectFrom('eventRegistrations')
		.select('id')
		.where('id', '=', subjectId)
		.executeTakeFirst();
	return registration ? minePath(slug, key) : hostPath(slug, key);
}

/** @throws Refusal not_allowed, registration_unknown (404) */
export async function readOwnRegistration(
	db: Db,
	actor: Actor,
	registrationId: string
): Promise<OwnRegistration> {
	demand(permissions, actor, 'ownRegistration', { registrationId });
	const {
		clientKey: _key,
		email: _email,
		...registration
	} = await registrationOf(db, registrationId);
	const rest = await db
		.selectFrom('eventRegistrations as r')
		.innerJoin('eventDates as d', 'd.id', 'r.dateId')
		.innerJoin('events as e', 'e.id', 'r.eventId')
		.innerJoin('activities as y', 'y.id', 'e.activityId')
		.innerJoin('eventTicketKinds as k', 'k.id', 'r.kindId')
		.innerJoin('places as p', (join) =>
			join.on(sql<boolean>`p.id = coalesce(d.place_id, e.place_id)`)
		)
		.select(['e.number', 'e.title', 'k.name as kindName', 'k.mostPlaces', 'd.startsAt', 'd.endsAt'])
		.select(['d.state as dateState', 'p.name as placeName'])
		.select([venueOfDate.as('venue'), addressOfDate.as('address')])
		.select(
			sql<number>`(select coalesce(sum(o.places), 0)::int from event_registrations o
				where o.date_id = r.date_id and o.quota_key = r.quota_key and o.state = 'waiting'
					and o.position < r.position)`.as('ahead')
		)
		.select(
			sql<boolean>`exists (select from event_check_ins c
				where c.registration_id = r.id and not c.taken_back)`.as('isIn')
		)
		.select(
			sql<number>`coalesce((select c.people - c.codes_given from event_check_ins c
				where c.registration_id = r.id and not c.taken_back), 0)`.as('codesLeft')
		)
		.select('y.participantKey as activityKey')
		.where('r.id', '=', registrationId)
		.executeTakeFirstOrThrow();
	const { activityKey, ...shown } = rest;
	const [questions, answers] = [
		publicQuestions(await questionsOf(db, registration.eventId)),
		await ownAnswers(db, registrationId)
	];
	const ticket =
		registration.state === 'confirmed' && activityKey ? ticketOf(activityKey, registration) : null;
	return { ...registration, ...shown, ticket, questions, answers } as OwnRegistration;
}
