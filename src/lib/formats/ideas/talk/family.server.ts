import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { IdeaMap } from '../map.server.ts';

/** An idea that people can talk about now: public, and not merged into another. */
export type OpenIdea = Readonly<{
	id: string;
	number: number;
	title: string;
	participant: Buffer | null;
	status: string;
}>;

/**
 * The idea for whoever wants to say something about it.
 * @throws Refusal idea_unknown (404); idea_merged (409) where it lives on in another
 */
export async function openIdea(db: Db | Trx, map: IdeaMap, number: number): Promise<OpenIdea> {
	const found = await db
		.selectFrom('ideas')
		.select(['id', 'number', 'title', 'participant', 'status', 'mergedInto'])
		.where('activityId', '=', map.activityId)
		.where('number', '=', number)
		.where('visibility', '=', 'public')
		.executeTakeFirst();
	if (!found) throw new Refusal('missing', 'idea_unknown');
	const { mergedInto, ...idea } = found;
	if (mergedInto) throw new Refusal('conflict', 'idea_merged');
	return idea;
}

/** The idea and everything that was merged into it: what people said about any of them is said about it. */
export async function familyOf(db: Db | Trx, ideaId: string): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		with recursive family (id) as (
			select ${ideaId}::uuid
			union
			select i.id from ideas i join family f on i.merged_into = f.id
		)
		select id from family`.execute(db);
	return rows.map(({ id }) => id);
}
