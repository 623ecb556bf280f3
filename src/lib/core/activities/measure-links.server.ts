import type { Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';

/** Sets which measures an activity serves. @throws Refusal measure_unknown, also for a retired one that it did not serve before */
export async function linkMeasures(
	trx: Trx,
	activityId: string,
	codes: readonly string[]
): Promise<void> {
	const before = await trx
		.deleteFrom('activityMeasures')
		.where('activityId', '=', activityId)
		.returning('measureCode')
		.execute();
	if (codes.length === 0) return;
	const served = before.map(({ measureCode }) => measureCode);
	const known = await trx
		.selectFrom('measures')
		.select('code')
		.where('code', 'in', codes)
		.where(({ or, eb }) =>
			or([eb('retiredAt', 'is', null), eb('code', '=', eb.fn.any(eb.val(served)))])
		)
		.execute();
	if (known.length < new Set(codes).size) {
		throw new Refusal('invalid', 'measure_unknown', { measures: 'measure_unknown' });
	}
	await trx
		.insertInto('activityMeasures')
		.values(known.map(({ code }) => ({ activityId, measureCode: code })))
		.execute();
}
