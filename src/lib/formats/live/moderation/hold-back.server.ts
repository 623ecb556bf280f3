import type { Pool } from 'pg';
import { needsCaution, type CautionList } from '../../../core/moderation/words/match.ts';
import { ballotKey } from '../../../questions/contract.ts';

/** An entry that a moderator has looked at already does not wait a second time. */
const statement = `
insert into live_hidden_keys (round_id, key, waits)
select $1::uuid, key, true from unnest($2::text[]) key
where not exists (select from live_cleared_keys c where c.round_id = $1::uuid and c.key = key.key)
on conflict do nothing`;

/**
 * Lets entries with a word of the caution list wait for a moderator, before their ballot is counted: nothing is on the
 * stage even for a moment. Of the others nothing is asked of the database.
 */
export async function holdKeysBack(
	pool: Pool,
	roundId: string,
	caution: CautionList,
	tallyKeys: readonly string[]
): Promise<void> {
	const waiting = tallyKeys.filter((key) => key !== ballotKey && needsCaution(caution, key));
	if (waiting.length > 0) await pool.query(statement, [roundId, waiting]);
}
