import type { Actor } from '../../../access/actor.ts';
import { toCsv, type CsvCell } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { toLocal } from '../../../platform/local-time.ts';
import { answerCells, answerColumns } from '../../../questions/answer-text.ts';
import { readRegistrations, type GuestList, type ListedGuest } from './registration-list.server.ts';
import { stateNames } from './words.ts';

type Row = Readonly<{ date: GuestList; guest: ListedGuest; locale: string }>;

const columns: readonly Readonly<{ name: () => string; cell: (row: Row) => CsvCell }>[] = [
	{ name: m.eventsreg_date, cell: ({ date }) => toLocal(date.startsAt).replace('T', ' ') },
	{ name: m.eventsreg_kind, cell: ({ guest, locale }) => textFor(guest.kindName, locale) },
	{ name: m.eventsreg_places, cell: ({ guest }) => guest.places },
	{ name: m.eventsreg_state, cell: ({ guest }) => stateNames[guest.state]() },
	{ name: m.eventsreg_name, cell: ({ guest }) => guest.name },
	{ name: m.eventsreg_organisation, cell: ({ guest }) => guest.organisation },
	{ name: m.eventsreg_email, cell: ({ guest }) => guest.email },
	{ name: m.eventsreg_registered_on, cell: ({ guest }) => guest.registeredOn }
];

/**
 * All registrations for an event as a table, in the reader's language. Cells that begin like a formula are guarded.
 * @throws Refusal not_allowed, event_unknown
 */
export async function registrationsCsv(db: Db, actor: Actor, eventId: string, locale: string) {
	const { event, questions, dates } = await readRegistrations(db, actor, eventId);
	const rows = dates.flatMap((date) =>
		date.guests.map((guest): CsvCell[] => [
			...columns.map(({ cell }) => cell({ date, guest, locale })),
			...answerCells(questions, guest.answers, locale)
		])
	);
	const text = toCsv(
		[...columns.map(({ name }) => name()), ...answerColumns(questions, locale)],
		rows
	);
	return {
		body: new Blob([text]).stream(),
		contentType: 'text/csv; charset=utf-8',
		fileName: `palaver-${event.slug}-${event.number}.csv`
	};
}
