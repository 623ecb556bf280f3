import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { keepReceipt } from '../../../core/receipts/receipts.server.ts';
import { breaks } from '../../../platform/db/constraints.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { putAllInOutbox } from '../../../platform/mail/outbox.server.ts';
import { parse } from '../../../platform/parse.ts';
import type { At } from '../at.ts';
import { permissions } from '../permissions.ts';
import { closedBecause } from './is-open.ts';
import { lockLine, lockTicketed, type Line, type Ticketed } from './line.server.ts';
import { mailsAbout, readerColumns } from './mails.server.ts';
import { organisationKey } from './organisation-key.ts';
import { registrationCode, registrationToken } from './receipt.server.ts';
import { recordOfGuest } from './record.server.ts';
import { registrationInput, type Registration, type RegistrationInput } from './schema.ts';
import { settle } from './settle-line.server.ts';
import type { RegistrationState } from './states.ts';
import { leftFor } from './who-moves-up.ts';

export type Registered = Readonly<{
	registrationId: string;
	state: RegistrationState;
	/** The receipt's code; nobody can show it again. */
	key: string;
	slug: string;
}>;

/**
 * Registers somebody for one date, without an account. Where nothing is left, or others wait already, they wait behind
 * them if they want to. The line is locked before anything about its places is decided, so it is never overbooked.
 * @throws Refusal date_unknown (404); input_invalid with the reason at each field (422); registration_closed,
 *   registration_not_open_yet, date_cancelled, registration_full, archived (409)
 */
export async function register(
	db: Db,
	actor: Actor,
	on: Readonly<{ eventId: string; dateId: string }>,
	given: RegistrationInput,
	at: At
): Promise<Registered> {
	demand(permissions, actor, 'register', on);
	const input = parse(registrationInput, given);
	const work = db.transaction().execute(async (trx) => {
		const date = await lockTicketed(trx, on);
		const before = await sentBefore(trx, date, input);
		if (before) return before;
		const against = closedBecause(date, at.now);
		if (against) throw new Refusal('conflict', against);
		const quotaKey = await demandKind(trx, date, input);
		const line = await settle(trx, await lockLine(trx, date, quotaKey), at);
		// Whoever pressed twice waited for the line behind themselves.
		return (await sentBefore(trx, date, input)) ?? (await insert(trx, line, input, at));
	});
	return orSentTwice(work);
}

/** The same form at once for kinds of tickets with different quotas. @throws Refusal changed_meanwhile (409) */
async function orSentTwice<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (!breaks(error, 'event_registrations_event_id_client_key_key')) throw error;
		throw new Refusal('conflict', 'changed_meanwhile');
	}
}

const refuse = (field: string, reason: string) =>
	new Refusal('invalid', 'input_invalid', { [field]: reason });

async function sentBefore(
	trx: Trx,
	date: Ticketed,
	{ clientKey }: Registration
): Promise<Registered | null> {
	const row = await trx
		.selectFrom('eventRegistrations')
		.select(['id', 'state'])
		.where('eventId', '=', date.eventId)
		.where('clientKey', '=', clientKey)
		.executeTakeFirst();
	return row ? registered(date, { ...row, clientKey }) : null;
}

/** @throws Refusal archived (409) */
function registered(
	date: Ticketed,
	{ id, state, clientKey }: Readonly<{ id: string; state: string; clientKey: string }>
): Registered {
	if (!date.activityKey) throw new Refusal('conflict', 'archived');
	return {
		registrationId: id,
		state: state as RegistrationState,
		key: registrationCode(date.activityKey, { eventId: date.eventId, clientKey }),
		slug: date.slug
	};
}

/** The quota of the chosen kind of ticket, of which everything is there that it asks for. */
async function demandKind(trx: Trx, date: Ticketed, input: Registration): Promise<number> {
	const kind = await trx
		.selectFrom('eventTicketKinds')
		.select(['quotaKey', 'mostPlaces', 'needsGuardian'])
		.where('id', '=', input.kindId)
		.where('eventId', '=', date.eventId)
		.executeTakeFirst();
	if (!kind) throw refuse('kindId', 'choice_missing');
	if (input.places > kind.mostPlaces) throw refuse('places', 'too_many_places');
	if (kind.needsGuardian && !input.guardian) throw refuse('guardian', 'guardian_missing');
	if (date.asksOrganisation && !input.organisation) throw refuse('organisation', 'text_missing');
	return kind.quotaKey;
}

async function insert(
	trx: Trx,
	line: Line,
	input: Registration,
	{ now, origin }: At
): Promise<Registered> {
	const { at: date, quotaKey } = line;
	const fits = input.places <= leftFor(line, date.strictOrder);
	if (!fits) demandWaiting(date, input);
	const state = fits ? 'confirmed' : 'waiting';
	const { kindId, places, clientKey, locale, name, email, guardian } = input;
	const organisation = date.asksOrganisation ? input.organisation : null;
	const row = await trx
		.insertInto('eventRegistrations')
		.values({
			...{ eventId: date.eventId, dateId: date.dateId, quotaKey, kindId, places, state },
			...{ clientKey, locale, name, email, guardian, organisation },
			organisationKey: organisation && organisationKey(organisation),
			registeredOn: localDay(now),
			toldStartsAt: date.startsAt,
			reminded: !isReminderAhead(date, now)
		})
		.returning(readerColumns)
		.executeTakeFirstOrThrow();
	const answer = registered(date, { id: row.id, state, clientKey });
	await keepReceipt(trx, registrationToken(date.activityKey!, { ...date, clientKey }), {
		activityId: date.activityId,
		subjectId: row.id
	});
	await putAllInOutbox(trx, mailsAbout(state, date, [row], origin));
	const verb = fits ? 'registered' : 'queued';
	await recordOfGuest(trx, date, verb, { places, now });
	return answer;
}

/** Whoever waits has to hear of an offer before it expires. @throws Refusal registration_full (409), email_missing (422) */
function demandWaiting({ waitingList }: Ticketed, { waits, email }: Registration): void {
	if (!waitingList || !waits) throw new Refusal('conflict', 'registration_full');
	if (email === null) throw refuse('email', 'email_missing');
}

/** Who registers when reminders are out has just been told. */
const isReminderAhead = ({ reminderHours, startsAt }: Ticketed, now: Date): boolean =>
	reminderHours !== null && now.getTime() < startsAt.getTime() - reminderHours * 3_600_000;
