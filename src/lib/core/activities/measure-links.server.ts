import type { Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';

/** Sets which measures an activity serves. @throws Refusal measure_unknown */
export async function linkMeasures(
	trx: Trx,
	activityId: string,
	codes: readonly string[]
): Promise<void> {
	await trx.deleteFrom('activityMeasures').where('activityId', '=', activityId).execute();
	if (codes.length === 0) return;
	const known = await trx
		.selectFrom('measures')
		.select('code')
		.where('code', 'in', codes)
		.where('retiredAt', 'is', null)
		.execute();
	if (known.length < new Set(codes).size) {
		throw new Refusal('invalid', 'measure_unknown', { measures: 'measure_unknown' });
	}
	await trx
		.insertInto('activityMeasures')
		.values(known.map(({ code }) => ({ activityId, measureCode: code })))
		.execute();
}
