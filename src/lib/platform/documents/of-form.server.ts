import type { Db } from '../db/database.server.ts';
import { Refusal } from '../errors.ts';
import type { ShownDocument } from './limits.ts';
import { documentsOf, type Documents } from './store.server.ts';

/** Files somebody chose; a browser sends an empty one without a name where nothing was chosen. */
export const filesIn = (data: FormData, field: string): File[] =>
	data
		.getAll(field)
		.filter(
			(value): value is File => value instanceof File && (value.size > 0 || value.name !== '')
		);

/**
 * Takes the files into a form. The answer keeps their tickets in hidden fields, so that who corrects the form need not
 * choose them again, with or without JavaScript.
 * @param has how many the form has already
 * @returns their tickets
 * @throws Refusal of `Documents.take`; documents_too_many (422), before any is read. What an earlier file of the same
 *   form left is deleted after a day
 */
export async function takeFiles(
	documents: Documents,
	files: readonly File[],
	{ has, most, owner }: { has: number; most: number; owner: string }
): Promise<string[]> {
	if (has + files.length > most) {
		throw new Refusal('invalid', 'documents_too_many', { documents: 'documents_too_many' });
	}
	const tickets: string[] = [];
	for (const file of files) {
		tickets.push(await documents.take(new Uint8Array(await file.arrayBuffer()), file.name, owner));
	}
	return tickets;
}

/** A document that a form keeps. */
export type FormDocument = ShownDocument & Readonly<{ ticket: string }>;

/** The documents of a form as its own pages show them; those that are gone or not its own are left out. */
export async function formDocuments(
	db: Db,
	documents: Documents,
	tickets: readonly string[],
	owner: string
): Promise<FormDocument[]> {
	const ticketOf = new Map(
		tickets.flatMap((ticket) => {
			const id = documents.idOf(ticket, owner);
			return id ? [[id, ticket] as const] : [];
		})
	);
	const shown = await documentsOf(db, [...ticketOf.keys()]);
	return shown.map((document) => ({ ...document, ticket: ticketOf.get(document.id)! }));
}
