import { needsCaution } from '../../../core/moderation/words/match.ts';
import { cautionList } from '../../../core/moderation/words/word-list.server.ts';
import type { Trx } from '../../../platform/db/database.server.ts';

/** Whether a text waits for a moderator even where texts are shown at once. */
export async function needsModerator(trx: Trx, texts: readonly string[]): Promise<boolean> {
	const list = await cautionList(trx);
	return texts.some((text) => needsCaution(list, text));
}
