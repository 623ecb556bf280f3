import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.server.ts';
import { markSign, writtenLanguages } from '../../questions/entry-language.ts';

const sign = `chr(${markSign.codePointAt(0)})`;
const languages = `array[${writtenLanguages.map((language) => `'${language}'`).join()}]`;

/**
 * SQL: a stored key is something that was said, and not the mark of its language. By a pattern, because the planner knows
 * how many rows that leaves: of a function it took it for few, and sorted the whole round for each snapshot.
 */
export const isSaid = (key: string) => `${key} not like '%' || ${sign} || '%'`;

/**
 * SQL: how often each of these entries was written in which language, by its marks; null: nobody knows of any. Looked up
 * by their keys: a join read all marks of the round.
 */
export const marksOfEntries = (round: string, counts: string) => `(
	select jsonb_object_agg(mark.key, mark.ballots) from live_tallies mark
	where mark.round_id = ${round} and mark.ballots > 0 and mark.key = any (array(
		select said.key || ${sign} || spoken.language
		from jsonb_object_keys(${counts}) said(key), unnest(${languages}) spoken(language)
	))
)`;

/** The same for entries that have been read already. */
export async function readMarks(
	db: Db,
	roundId: string,
	counts: Readonly<Record<string, number>>
): Promise<Readonly<Record<string, number>> | null> {
	const { rows } = await sql<{ marks: Record<string, number> | null }>`
		select ${sql.raw(marksOfEntries('r.id', 'r.counts'))} as marks
		from (select ${roundId}::uuid as id, ${JSON.stringify(counts)}::jsonb as counts) r`.execute(db);
	return rows[0]!.marks;
}
