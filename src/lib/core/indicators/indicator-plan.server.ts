import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Plan } from '../measures/plan.ts';
import { planOf } from '../measures/plan-state.server.ts';

/** Whose plan an indicator stands in: the subject of every permission on it. @throws Refusal indicator_unknown */
export async function planOfIndicator(
	db: Db,
	key: string
): Promise<Plan & { placeId: string | null; measureCode: string }> {
	const found = await db
		.selectFrom('indicators as i')
		.innerJoin('measures as m', 'm.code', 'i.measureCode')
		.select(['m.placeId', 'm.code as measureCode'])
		.where('i.key', '=', key)
		.executeTakeFirst();
	if (!found) throw new Refusal('missing', 'indicator_unknown');
	return { ...(await planOf(db, found.placeId)), ...found };
}
