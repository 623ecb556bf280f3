import { expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import {
	acceptOffer,
	cancelRegistration,
	changePlaces
} from '#lib/formats/events/registration/change-registration.server.ts';
import { addQuestion } from '#lib/formats/events/registration/questions/edit-questions.server.ts';
import { changeAnswers } from '#lib/formats/events/registration/questions/change-answers.server.ts';
import { readOwnRegistration } from '#lib/formats/events/registration/own-registration.server.ts';
import { registrationsCsv } from '#lib/formats/events/registration/csv.server.ts';
import { readRegistrations } from '#lib/formats/events/registration/registration-list.server.ts';
import { setUpTickets } from '#lib/formats/events/registration/set-up-tickets.server.ts';
import {
	registrationStates,
	type RegistrationState
} from '#lib/formats/events/registration/states.ts';
import { ticketsOf } from '#lib/formats/events/registration/tickets.server.ts';
import { states } from '#lib/formats/events/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	dinnerQuestion,
	guest,
	signUp,
	ticketed,
	ticketsInputOf,
	type TicketedEvent
} from '../../fixture/event-registration.ts';
import {
	at,
	before,
	drafted,
	eventSeries,
	linkHolder,
	member,
	organisation,
	type TestSeries
} from '../../fixture/events.ts';
import { staff } from '../../fixture/town.ts';

async function tried(work: Promise<unknown>): Promise<string | null> {
	try {
		await work;
		return null;
	} catch (thrown) {
		if (thrown instanceof Refusal) return thrown.reason;
		throw thrown;
	}
}

async function people(db: Db, series: TestSeries): Promise<Record<string, Actor>> {
	const withRole = await Promise.all(
		roles.map(async (role) => [role, await staff(db, role, ['bielefeld'])] as const)
	);
	return {
		...Object.fromEntries(withRole),
		'moderator elsewhere': await staff(db, 'moderator', ['bielefeld-heepen']),
		'moderator without second factor': { ...series.moderator, secondFactor: false },
		'holder of an invitation': (await linkHolder(db, series)).actor,
		member: series.host,
		'member of another organisation': await member(db, await organisation(db)),
		anonymous,
		system
	};
}

const keepers = ['moderator', 'administrator', 'member'];

type Take = (db: Db, actor: Actor, eventId: string) => Promise<unknown>;
const ofTheEvent: Readonly<Record<string, { from: readonly string[]; take: Take }>> = {
	'set up tickets': {
		from: ['draft', 'submitted', 'queried', 'approved'],
		take: async (db, actor, id) => {
			const revision = (await ticketsOf(db, id))?.revision ?? 0;
			await setUpTickets(db, actor, id, ticketsInputOf(), revision, at());
		}
	},
	'ask guests a question': {
		from: ['draft', 'submitted', 'queried', 'approved'],
		take: (db, actor, id) => addQuestion(db, actor, id, dinnerQuestion)
	},
	'see registrations': { from: states, take: readRegistrations },
	'download registrations': {
		from: states,
		take: (db, actor, id) => registrationsCsv(db, actor, id, 'de')
	}
};

test.each(Object.entries(ofTheEvent))(
	'%s: host and moderators do, in exactly the states from which it leads on',
	async (_, { from, take }) => {
		const { db } = await freshDatabase();
		const series = await eventSeries(db);
		const everybody = await people(db, series);
		for (const state of states)
			for (const [name, actor] of Object.entries(everybody)) {
				const { eventId } = await drafted(db, series);
				await db.updateTable('events').set({ state }).where('id', '=', eventId).execute();
				const against = await tried(take(db, actor, eventId));
				const label = `${name}, ${state}`;
				if (!keepers.includes(name)) expect(against, label).toBe('not_allowed');
				else expect(against, label).toBe(from.includes(state) ? null : 'not_possible_now');
			}
	},
	60_000
);

/** Every action of somebody with their own registration, from which states it leads on, and what else they hear. */
const ofTheGuest: Readonly<
	Record<
		string,
		{
			from: readonly RegistrationState[];
			otherwise?: Partial<Record<RegistrationState, string>>;
			take: Take;
		}
	>
> = {
	see: { from: registrationStates, take: readOwnRegistration },
	cancel: {
		from: ['confirmed', 'waiting', 'offered'],
		take: (db, actor, id) => cancelRegistration(db, actor, id, at())
	},
	accept: {
		from: ['offered'],
		otherwise: { expired: 'offer_expired' },
		take: (db, actor, id) => acceptOffer(db, actor, id, at())
	},
	'change answers': {
		from: ['confirmed', 'waiting', 'offered'],
		take: (db, actor, id) => changeAnswers(db, actor, id, {}, at())
	},
	'ask for fewer places': {
		from: ['confirmed', 'waiting'],
		take: (db, actor, id) => changePlaces(db, actor, id, 1, at())
	}
};

/** A registration for two of eight places; nobody else comes. */
async function registrationIn(
	db: Db,
	on: TicketedEvent,
	state: RegistrationState
): Promise<string> {
	const { registrationId } = await signUp(db, on, { places: 2 });
	const offeredUntil = state === 'offered' ? new Date(before.getTime() + 3_600_000) : null;
	await db
		.updateTable('eventRegistrations')
		.set({ state, offeredUntil })
		.where('id', '=', registrationId)
		.execute();
	return registrationId;
}

test.each(Object.entries(ofTheGuest))(
	'%s an own registration: whoever holds its receipt does, nobody else',
	async (_, { from, otherwise = {}, take }) => {
		const { db } = await freshDatabase();
		const series = await eventSeries(db);
		const everybody = await people(db, series);
		for (const state of registrationStates) {
			const quotas = [{ key: 1, capacity: 50 }];
			const on = await ticketed(db, series, { quotas });
			const other = await registrationIn(db, on, 'confirmed');
			const others = { ...everybody, 'holder of another receipt': guest(other) };
			const id = await registrationIn(db, on, state);
			for (const [name, actor] of Object.entries(others))
				expect(await tried(take(db, actor, id)), `${name}, ${state}`).toBe('not_allowed');
			const against = await tried(take(db, guest(id), id));
			const expected = from.includes(state) ? null : (otherwise[state] ?? 'not_possible_now');
			// Settled first: with free places whoever waits is offered them at once.
			expect(against, state).toBe(expected);
		}
	},
	60_000
);

test('the holder of the invitation with which an event was entered keeps its registrations', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { actor, invitationId } = await linkHolder(db, series);
	const host = { as: 'invitation', invitationId } as const;
	const { eventId } = await drafted(db, series, { actor, host });
	await setUpTickets(db, actor, eventId, ticketsInputOf(), 0, at());
	expect(await readRegistrations(db, actor, eventId)).toMatchObject({ maySetUp: true });
	expect((await eventOf(db, eventId)).state).toBe('draft');
});
