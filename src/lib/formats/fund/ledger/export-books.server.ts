import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { localDay } from '../../../platform/local-time.ts';
import { centsAsDecimal } from '../../../platform/money.ts';
import { slugOf } from '../../../core/activities/slug.ts';
import {
	tableFile,
	type Column,
	type Download,
	type TableFormat
} from '../../../platform/table-file.server.ts';
import { bookKindNames, bookReason, freeSign } from './book-text.ts';
import { readPot, type BookEntry } from './read-pots.server.ts';

/** Cents as the number of euros that a spreadsheet calculates with. */
const euros = (cents: number): number => Number(centsAsDecimal(cents));

/** The books of a pot as a table, in the reader's language. @throws Refusal not_allowed, pot_unknown (404) */
export async function exportBooks(
	db: Db,
	actor: Actor,
	potId: string,
	{ format, locale }: { format: TableFormat; locale: string }
): Promise<Download> {
	const { pot, entries } = await readPot(db, actor, potId);
	const name = `${slugOf(`${pot.name} ${pot.placeName}`, 'fonds')}-${pot.year}`;
	return tableFile(once(entries), columnsIn(entries, locale), {
		format,
		name,
		sheet: m.fundstaff_books()
	});
}

async function* once<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
	yield rows;
}

/** Words are looked up now: later, while the file is written, the reader's language is not known. */
function columnsIn(entries: readonly BookEntry[], locale: string): Column<BookEntry>[] {
	const kinds = Object.fromEntries(
		Object.entries(bookKindNames).map(([kind, text]) => [kind, text()])
	);
	const reasons = new Map(entries.map(({ id, reason }) => [id, bookReason(reason)]));
	return [
		{ name: m.fundstaff_book_number(), cell: ({ id }) => id },
		{ name: m.fundstaff_book_day(), cell: ({ bookedAt }) => localDay(bookedAt) },
		{ name: m.fundstaff_book_kind(), cell: ({ kind }) => kinds[kind], width: 22 },
		{ name: m.fundstaff_application(), cell: ({ number }) => number },
		{
			name: m.fundstaff_round(),
			cell: ({ roundTitle }) => roundTitle && textFor(roundTitle, locale),
			width: 30
		},
		{ name: m.fundstaff_call(), cell: ({ callNumber }) => callNumber },
		{ name: m.fundstaff_book_reason(), cell: ({ id }) => reasons.get(id), width: 40 },
		{ name: m.fundstaff_book_amount_eur(), cell: ({ amountCents }) => euros(amountCents) },
		{
			name: m.fundstaff_book_change_eur(),
			cell: ({ kind, amountCents }) => euros(freeSign[kind] * amountCents)
		},
		{ name: m.fundstaff_book_pot_after_eur(), cell: ({ amountAfter }) => euros(amountAfter) },
		{
			name: m.fundstaff_book_reserved_after_eur(),
			cell: ({ committedAfter, paidAfter }) => euros(committedAfter - paidAfter)
		},
		{ name: m.fundstaff_book_paid_after_eur(), cell: ({ paidAfter }) => euros(paidAfter) },
		{ name: m.fundstaff_book_free_after_eur(), cell: ({ freeAfter }) => euros(freeAfter) }
	];
}
