import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { freeze } from './issue-letter.server.ts';
import type { Letter, LetterContent, LetterKind, Recipient, Sender } from './letter.ts';

/** A letter in a list. */
export type LetterRow = Pick<Letter, 'number' | 'kind' | 'issuedOn'>;

/** The newest first. */
export async function lettersOf(db: Db, applicationId: string): Promise<LetterRow[]> {
	const rows = await db
		.selectFrom('fundNotices')
		.select(['number', 'kind', 'issuedOn'])
		.where('applicationId', '=', applicationId)
		.orderBy('number', 'desc')
		.execute();
	return rows as LetterRow[];
}

/**
 * One letter, for the applicant and for who may see their name and address.
 * @param number null: the newest
 * @throws Refusal not_allowed, letter_unknown (404)
 */
export async function readLetter(
	db: Db,
	actor: Actor,
	application: Application,
	number: number | null
): Promise<Letter> {
	demand(permissions, actor, 'seeContact', application);
	const row = await db
		.selectFrom('fundNotices')
		.select(['number', 'kind', 'content', 'recipient', 'issuedOn'])
		.where('applicationId', '=', application.applicationId)
		.$if(number !== null, (query) => query.where('number', '=', number))
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!row) throw new Refusal('missing', 'letter_unknown');
	return {
		...row,
		kind: row.kind as LetterKind,
		content: row.content as unknown as LetterContent,
		recipient: row.recipient as Recipient | null
	};
}

/** How to object: as in the last such letter of this place, so that the office writes its court's name once. */
export async function usualObjection(db: Db, { placeId }: { placeId: string }): Promise<string> {
	const last = await db
		.selectFrom('fundNotices as n')
		.innerJoin('fundApplications as a', 'a.id', 'n.applicationId')
		.innerJoin('activities as y', 'y.id', 'a.activityId')
		.select(sql<string>`n.content ->> 'objection'`.as('objection'))
		.where('y.placeId', '=', placeId)
		.where('n.kind', 'in', ['grant', 'rejection', 'revocation', 'reclaim'])
		.orderBy('n.issuedOn', 'desc')
		.orderBy('n.id')
		.limit(1)
		.executeTakeFirst();
	return last?.objection ?? m.fundmoney_objection_default({}, { locale: 'de' });
}

/** The notice as it would be issued now, for whoever is about to do it. @throws Refusal not_allowed, not_possible_now */
export async function previewNotice(
	db: Db,
	actor: Actor,
	application: Application,
	sender: Sender | null,
	today: string
): Promise<Letter> {
	demand(permissions, actor, 'review', application);
	const { state, outcome } = application;
	if (state !== 'decided' || outcome === 'deferred')
		throw new Refusal('conflict', 'not_possible_now');
	const objection = await usualObjection(db, application);
	const content = await db
		.transaction()
		.execute((trx) => freeze(trx, actor, application, { sender, objection }));
	const kind = outcome === 'rejected' ? 'rejection' : 'grant';
	return { number: 1, kind, content, recipient: null, issuedOn: today };
}
