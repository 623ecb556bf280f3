import { spokenReceipt } from '../../../core/receipts/receipt-code.ts';
import { dropReceipts, keepReceipts } from '../../../core/receipts/receipts.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { putAllInOutbox } from '../../../platform/mail/outbox.server.ts';
import type { Answers } from '../../../questions/answer-text.ts';
import { checkAnswers } from '../../../questions/several.ts';
import type { At } from '../at.ts';
import { datesAskedLater } from '../followup/followup.server.ts';
import { closedBecause } from './is-open.ts';
import { lockLine, lockTicketed, type Line, type Ticketed } from './line.server.ts';
import { mailsAbout, readerColumns } from './mails.server.ts';
import { answerFields } from './questions/answer-fields.ts';
import { keepAnswers } from './questions/answers.server.ts';
import { questionsOf } from './questions/asked-questions.server.ts';
import { organisationKey } from './organisation-key.ts';
import { registrationToken } from './receipt.server.ts';
import { recordOfGuests } from './record.server.ts';
import type { Registration } from './schema.ts';
import { settle } from './settle-line.server.ts';
import type { RegistrationState } from './states.ts';
import { leftFor } from './who-moves-up.ts';

export type DateOfEvent = Readonly<{ eventId: string; dateId: string }>;

export type Registered = Readonly<{
	registrationId: string;
	state: RegistrationState;
	/** The receipt's code; nobody can show it again. */
	key: string;
	slug: string;
}>;

/** Somebody who wants to register, and when. */
export type Arrival = Readonly<{ input: Registration; at: At }>;

/** One who may have places or wait for them, with a receipt that is theirs already. */
type Admitted = Arrival & Readonly<{ id: string; quotaKey: number; answers: Answers }>;

type Placed = Admitted & Readonly<{ state: 'confirmed' | 'waiting' }>;

/**
 * Registers people who come at the same moment for one date in one transaction, in the order in which they came; no two
 * with the same key. 500 one by one took 4 s on two cores, nearly all of it for statements that each of them repeated.
 * @returns an outcome for each: one who is refused does not hinder the others
 * @throws Refusal date_unknown (404), archived (409): nobody can register
 */
export async function registerTogether(
	db: Db,
	on: DateOfEvent,
	arrivals: readonly Arrival[]
): Promise<(Registered | Refusal)[]> {
	return db.transaction().execute(async (trx) => {
		const date = await lockTicketed(trx, on);
		const outcomes = new Map<string, Registered | Refusal>();
		await noteSentBefore(trx, date, arrivals, outcomes);
		const fit = await admit(trx, date, unanswered(arrivals, outcomes), outcomes);
		const admitted = await keepTheirReceipts(trx, date, fit, outcomes);
		const placed = await placeInLines(trx, date, admitted, outcomes);
		await insert(trx, date, placed);
		for (const { id, state, input } of placed)
			outcomes.set(input.clientKey, registered(date, { id, state }, input));
		return arrivals.map(({ input }) => outcomes.get(input.clientKey)!);
	});
}

type Outcomes = Map<string, Registered | Refusal>;

const unanswered = <T extends Arrival>(arrivals: readonly T[], outcomes: Outcomes): T[] =>
	arrivals.filter(({ input }) => !outcomes.has(input.clientKey));

async function noteSentBefore(
	trx: Trx,
	date: Ticketed,
	arrivals: readonly Arrival[],
	outcomes: Outcomes
): Promise<void> {
	if (arrivals.length === 0) return;
	const rows = await trx
		.selectFrom('eventRegistrations')
		.select(['id', 'state', 'clientKey'])
		.where('eventId', '=', date.eventId)
		.where(
			'clientKey',
			'in',
			arrivals.map(({ input }) => input.clientKey)
		)
		.execute();
	const inputs = new Map(arrivals.map(({ input }) => [input.clientKey, input]));
	for (const row of rows)
		outcomes.set(row.clientKey, registered(date, row, inputs.get(row.clientKey)!));
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

/** @throws Refusal archived (409) */
function tokenOf({ activityKey, eventId }: Ticketed, { clientKey }: Registration): string {
	if (!activityKey) throw new Refusal('conflict', 'archived');
	return registrationToken(activityKey, { eventId, clientKey });
}

/** Those for whom the date is open, with everything that their kind of ticket asks for. */
async function admit(
	trx: Trx,
	date: Ticketed,
	arrivals: readonly Arrival[],
	outcomes: Outcomes
): Promise<Admitted[]> {
	const kinds = await trx
		.selectFrom('eventTicketKinds')
		.select(['id', 'quotaKey', 'mostPlaces', 'needsGuardian'])
		.where('eventId', '=', date.eventId)
		.execute();
	const questions = date.asksQuestions ? await questionsOf(trx, date.eventId) : [];
	return arrivals.flatMap((arrival) => {
		const kind = kinds.find(({ id }) => id === arrival.input.kindId);
		const { answers, problems } = checkAnswers(questions, arrival.input.answers);
		const refusal = refusalOf(date, kind, arrival, answerFields(problems));
		if (!refusal) return { ...arrival, id: crypto.randomUUID(), quotaKey: kind!.quotaKey, answers };
		outcomes.set(arrival.input.clientKey, refusal);
		return [];
	});
}

function refusalOf(
	date: Ticketed,
	kind: Readonly<{ mostPlaces: number; needsGuardian: boolean }> | undefined,
	{ input, at }: Arrival,
	answerProblems: Readonly<Record<string, string>>
): Refusal | null {
	const against = closedBecause(date, at.now);
	if (against) return new Refusal('conflict', against);
	const fields: Record<string, string> = { ...answerProblems };
	if (!kind) fields['kindId'] = 'choice_missing';
	if (kind && input.places > kind.mostPlaces) fields['places'] = 'too_many_places';
	if (kind?.needsGuardian && !input.guardian) fields['guardian'] = 'guardian_missing';
	if (date.asksOrganisation && !input.organisation) fields['organisation'] = 'text_missing';
	return Object.keys(fields).length > 0 ? new Refusal('invalid', 'input_invalid', fields) : null;
}

/**
 * Whoever pressed twice, and came through another process the second time, waits here for themselves. Before any line is
 * locked: others wait for that.
 */
async function keepTheirReceipts(
	trx: Trx,
	date: Ticketed,
	fit: readonly Admitted[],
	outcomes: Outcomes
): Promise<Admitted[]> {
	const theirs = await keepReceipts(
		trx,
		date.activityId,
		fit.map(({ id, input }) => ({ token: tokenOf(date, input), subjectId: id }))
	);
	const [first, again] = [true, false].map((own) => fit.filter(({ id }) => theirs.has(id) === own));
	await noteSentBefore(trx, date, again!, outcomes);
	return first!;
}

/** Locks the lines, always in the order of their keys, and gives out what is left in the order of arrival. */
async function placeInLines(
	trx: Trx,
	date: Ticketed,
	admitted: readonly Admitted[],
	outcomes: Outcomes
): Promise<Placed[]> {
	const lines = new Map<number, Line>();
	for (const key of [...new Set(admitted.map(({ quotaKey }) => quotaKey))].sort())
		lines.set(key, await settle(trx, await lockLine(trx, date, key), admitted[0]!.at));
	const placed: Placed[] = [];
	for (const one of admitted) {
		const line = lines.get(one.quotaKey)!;
		const { places, clientKey } = one.input;
		const fits = places <= leftFor(line, date.strictOrder);
		const refusal = fits ? null : refusesWaiting(date, one.input);
		if (refusal) outcomes.set(clientKey, refusal);
		else {
			const state = fits ? 'confirmed' : 'waiting';
			lines.set(one.quotaKey, { ...line, [state]: line[state] + places });
			placed.push({ ...one, state });
		}
	}
	const ids = new Set(placed.map(({ id }) => id));
	const refused = admitted.flatMap(({ id }) => (ids.has(id) ? [] : id));
	await dropReceipts(trx, date.activityId, refused);
	return placed;
}

/** Whoever waits has to hear of an offer before it expires. */
function refusesWaiting({ waitingList }: Ticketed, { waits, email }: Registration): Refusal | null {
	if (!waitingList || !waits) return new Refusal('conflict', 'registration_full');
	return email === null
		? new Refusal('invalid', 'input_invalid', { email: 'email_missing' })
		: null;
}

async function insert(trx: Trx, date: Ticketed, placed: readonly Placed[]): Promise<void> {
	if (placed.length === 0) return;
	const asksLater = (await datesAskedLater(trx, date.eventId)).has(date.dateId);
	const rows = await trx
		.insertInto('eventRegistrations')
		.values(placed.map((one) => rowOf(date, one, asksLater)))
		.returning([...readerColumns, 'state'])
		.execute();
	await keepAnswers(
		trx,
		placed.map(({ id: registrationId, answers }) => ({ registrationId, answers }))
	);
	const { origin, now } = placed[0]!.at;
	await putAllInOutbox(
		trx,
		rows.flatMap((row) => mailsAbout(row.state as Placed['state'], date, [row], origin))
	);
	const done = placed.map(
		({ state, input }) =>
			[state === 'confirmed' ? 'registered' : 'queued', { places: input.places }] as const
	);
	await recordOfGuests(trx, date, now, done);
}

function rowOf(date: Ticketed, { id, quotaKey, state, input, at }: Placed, asksLater: boolean) {
	const { eventId, dateId } = date;
	const { kindId, places, clientKey, locale, name, email, guardian, askLater } = input;
	const organisation = date.asksOrganisation ? input.organisation : null;
	return {
		...{ id, eventId, dateId, quotaKey, kindId, places, state },
		...{ clientKey, locale, name, email, guardian, organisation },
		organisationKey: organisation && organisationKey(organisation),
		registeredOn: localDay(at.now),
		toldStartsAt: date.startsAt,
		toldElsewhere: date.elsewhere,
		reminded: !isReminderAhead(date, at.now),
		askLater: askLater && email !== null && asksLater
	};
}

/** Who registers when reminders are out has just been told. */
const isReminderAhead = ({ reminderHours, startsAt }: Ticketed, now: Date): boolean =>
	reminderHours !== null && now.getTime() < startsAt.getTime() - reminderHours * 3_600_000;
