import type { Actor } from '../../access/actor.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { record } from '../history/record.server.ts';

/** What a use case asks of an offer before it does something to it. */
export type Known = Readonly<{
	id: string;
	organisationId: string;
	placeId: string;
	name: Translated;
	archivedByStaff: boolean;
}>;

/** @throws Refusal offer_unknown (404) */
export async function findOffer(db: Db, id: string): Promise<Known> {
	if (!isUuid(id)) throw new Refusal('missing', 'offer_unknown');
	const row = await db
		.selectFrom('offers')
		.select(['id', 'organisationId', 'placeId', 'name', 'archivedByStaff'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) throw new Refusal('missing', 'offer_unknown');
	return row as Known;
}

/** Why an offer that was seen in this version could not be written. @param stale reason where others changed it */
export async function whyNot(
	trx: Trx,
	id: string,
	seen: number,
	stale: 'changed_meanwhile' | 'changed_since_seen'
): Promise<Refusal> {
	const { version } = await trx
		.selectFrom('offers')
		.select('version')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return new Refusal('conflict', version === seen ? 'archived' : stale);
}

/** The entry in the history of what was just done to an offer. */
export const tell = (
	trx: Trx,
	actor: Actor,
	action: `offer.${string}`,
	{ id, organisationId, placeId, name }: Omit<Known, 'archivedByStaff'>
) =>
	record(trx, actor, {
		action,
		subjectKind: 'offer',
		subjectId: id,
		placeId,
		detail: { title: name, organisationId }
	});
