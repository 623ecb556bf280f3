import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { openIntake, type Intake } from '../../../platform/db/intake.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import type { At } from '../at.ts';
import { permissions } from '../permissions.ts';
import { refusedAnswers } from './questions/answers.server.ts';
import { questionsOf } from './questions/asked-questions.server.ts';
import {
	registerTogether,
	type Arrival,
	type DateOfEvent,
	type Registered
} from './register-together.server.ts';
import { registrationInput, type RegistrationInput } from './schema.ts';

/**
 * Registers somebody for one date, without an account. Where nothing is left, or others wait already, they wait behind
 * them if they want to. The line is locked before anything about its places is decided, so it is never overbooked.
 * @throws Refusal date_unknown (404); input_invalid with the reason at each field (422); registration_closed,
 *   registration_not_open_yet, date_cancelled, registration_full, archived (409); busy (429), unavailable (503)
 */
export async function register(
	db: Db,
	actor: Actor,
	on: DateOfEvent,
	given: RegistrationInput,
	at: At
): Promise<Registered> {
	demand(permissions, actor, 'register', on);
	const input = await parsed(db, on, given);
	const outcome = await intakeOf(db).submit({ on, input, at });
	if (outcome instanceof Refusal) throw outcome;
	return outcome;
}

/** Whoever is told what is wrong with the fields is told in the same breath what is wrong with the answers. */
async function parsed(db: Db, { eventId }: DateOfEvent, given: RegistrationInput) {
	try {
		return parse(registrationInput, given);
	} catch (thrown) {
		if (!(thrown instanceof Refusal) || !isUuid(eventId)) throw thrown;
		const answers = refusedAnswers(await questionsOf(db, eventId), given.answers ?? {});
		throw new Refusal('invalid', thrown.reason, { ...thrown.fields, ...answers });
	}
}

type Sent = Arrival & Readonly<{ on: DateOfEvent }>;
type Outcome = Registered | Refusal;

/** One queue for each database of the process: whoever comes while others are being written shares the next transaction. */
const intakes = new WeakMap<Db, Intake<Sent, Outcome>>();

function intakeOf(db: Db): Intake<Sent, Outcome> {
	const known = intakes.get(db);
	if (known) return known;
	const intake = openIntake<Sent, Outcome>({
		name: 'registrations',
		write: (sent) => writeByDate(db, sent),
		keyOf: ({ on, input }) => `${on.eventId} ${input.clientKey}`
	});
	intakes.set(db, intake);
	return intake;
}

/** Dates do not wait for each other. What is sent twice is one registration, so a batch may be written again. */
async function writeByDate(db: Db, sent: readonly Sent[]): Promise<Outcome[]> {
	const byDate = Map.groupBy(sent, ({ on }) => `${on.eventId} ${on.dateId}`);
	const written = await Promise.all(
		[...byDate.values()].map(async (arrivals) => {
			const outcomes = await refusedTogether(arrivals, () =>
				registerTogether(db, arrivals[0]!.on, arrivals)
			);
			return arrivals.map((arrival, nth) => [arrival, outcomes[nth]!] as const);
		})
	);
	const outcomeOf = new Map(written.flat());
	return sent.map((one) => outcomeOf.get(one)!);
}

/** Where the date itself takes nobody, that is everybody's answer. */
async function refusedTogether(
	arrivals: readonly Sent[],
	work: () => Promise<Outcome[]>
): Promise<Outcome[]> {
	try {
		return await work();
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		return arrivals.map(() => thrown);
	}
}
