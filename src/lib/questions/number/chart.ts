import type { ColumnsChart } from '../chart.ts';
import type { Tally } from '../contract.ts';
import { meanOf } from '../means.ts';
import { binsOf, farOut, outsideOf } from './bins.ts';
import type { NumberConfig } from './index.ts';
import { holdsRight, saidNumbers } from './result.ts';
import { formatValue, withUnit } from './values.ts';

/** A column for each range of numbers; what lies far out has none and is counted apart, see `farOut`. */
export function numberChart(config: NumberConfig, tally: Tally, locale: string): ColumnsChart {
	const said = saidNumbers(config, tally);
	const bins = binsOf(said, config, farOut(said));
	const outside = meanOf(outsideOf(said, bins)).given;
	return {
		kind: 'columns',
		...(outside > 0 && { outside }),
		columns: bins.map((bin) => ({
			key: String(bin.from),
			tick: formatValue(bin.from, locale),
			count: bin.count,
			...(holdsRight(config, bin) && { right: withUnit(config, config.right!, locale) })
		}))
	};
}
