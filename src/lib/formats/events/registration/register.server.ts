import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { spokenReceipt } from '../../../core/receipts/receipt-code.ts';
import { keepReceipt } from '../../../core/receipts/receipts.server.ts';
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
import { registrationToken } from './receipt.server.ts';
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
	return db.transaction().execute(async (trx) => {
		const date = await lockTicketed(trx, on);
		const before = await sentBefore(trx, date, input);
		if (before) return before;
		const against = closedBecause(date, at.now);
		if (against) throw new Refusal('conflict', against);
		const quotaKey = await demandKind(trx, date, input);
		const registrationId = crypto.randomUUID();
		// Whoever pressed twice waits here for themselves. Before the line is locked: others wait for that.
		const isFirst = await keepReceipt(trx, tokenOf(date, input), {
			activityId: date.activityId,
			subjectId: registrationId
		});
		if (!isFirst) return (await sentBefore(trx, date, input))!;
		const line = await settle(trx, await lockLine(trx, date, quotaKey), at);
		return insert(trx, line, registrationId, input, at);
	});
}

/** @throws Refusal archived (409) */
function tokenOf({ activityKey, eventId }: Ticketed, { clientKey }: Registration): string {
	if (!activityKey) throw new Refusal('conflict', 'archived');
	return registrationToken(activityKey, { eventId, clientKey });
}

const refuse = (field: string, reason: string) =>
	new Refusal('invalid', 'input_invalid', { [field]: reason });

async function sentBefore(
	trx: Trx,
	date: Ticketed,
	input: Registration
): Promise<Registered | null> {
	const row = await trx
		.selectFrom('eventRegistrations')
		.select(['id', 'state'])
		.where('eventId', '=', date.eventId)
		.where('clientKey', '=', input.clientKey)
		.executeTakeFirst();
	return row ? registered(date, row, input) : null;
}

const registered = (
	date: Ticketed,
	{ id, state }: Readonly<{ id: string; state: string }>,
	input: Registration
): Registered => ({
	registrationId: id,
	state: state as RegistrationState,
	key: spokenReceipt(tokenOf(date, input)),
	slug: date.slug
});

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
	id: string,
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
			id,
			...{ eventId: date.eventId, dateId: date.dateId, quotaKey, kindId, places, state },
			...{ clientKey, locale, name, email, guardian, organisation },
			organisationKey: organisation && organisationKey(organisation),
			registeredOn: localDay(now),
			toldStartsAt: date.startsAt,
			toldElsewhere: date.elsewhere,
			reminded: !isReminderAhead(date, now)
		})
		.returning(readerColumns)
		.executeTakeFirstOrThrow();
	await putAllInOutbox(trx, mailsAbout(state, date, [row], origin));
	const verb = fits ? 'registered' : 'queued';
	await recordOfGuest(trx, date, verb, { places, now });
	return registered(date, { id, state }, input);
}

/** Whoever waits has to hear of an offer before it expires. @throws Refusal registration_full (409), email_missing (422) */
function demandWaiting({ waitingList }: Ticketed, { waits, email }: Registration): void {
	if (!waitingList || !waits) throw new Refusal('conflict', 'registration_full');
	if (email === null) throw refuse('email', 'email_missing');
}

/** Who registers when reminders are out has just been told. */
const isReminderAhead = ({ reminderHours, startsAt }: Ticketed, now: Date): boolean =>
	reminderHours !== null && now.getTime() < startsAt.getTime() - reminderHours * 3_600_000;
