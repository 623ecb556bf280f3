import type { IndicatorView } from '../indicators/reads.server.ts';
import { goalWords } from '../indicators/wording.ts';
import { toCsv } from '../../platform/csv.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import type { Locale } from '../../platform/i18n/paraglide/runtime.js';

/** All released values of a measure as they may be shown; withheld numbers are empty and say why. */
export function valuesAsCsv(indicators: readonly IndicatorView[], locale: Locale): string {
	const header = [
		m.measures_csv_indicator({}, { locale }),
		m.measures_csv_label({}, { locale }),
		m.measures_csv_unit({}, { locale }),
		m.measures_released_on({}, { locale }),
		m.measures_value({}, { locale }),
		m.measures_csv_numerator({}, { locale }),
		m.measures_csv_denominator({}, { locale }),
		m.measures_contributions({}, { locale }),
		m.measures_missing({}, { locale }),
		m.measures_csv_withheld({}, { locale }),
		m.measures_definition_version({}, { locale }),
		m.measures_inputs_hash({}, { locale }),
		m.measures_csv_source({}, { locale }),
		m.measures_csv_from({}, { locale }),
		m.measures_csv_to({}, { locale }),
		m.measures_evidence_link({}, { locale }),
		m.measures_evidence_document({}, { locale }),
		m.measures_evidence_origin({}, { locale }),
		m.measures_evidence_note({}, { locale }),
		m.measures_note({}, { locale }),
		m.measures_status({}, { locale })
	];
	const rows = indicators.flatMap(({ key, labels, units, series, current, goal }) =>
		series.map((one) => [
			key,
			textFor(labels, locale),
			units && textFor(units, locale),
			one.releasedAt.toISOString(),
			one.value,
			one.numerator,
			one.denominator,
			one.n,
			one.missing,
			one.withheld,
			one.definitionVersion,
			one.inputsHash,
			one.entry ? m.measures_entered({}, { locale }) : m.measures_computed({}, { locale }),
			one.entry?.periodFrom,
			one.entry?.periodTo,
			one.entry?.evidence.url,
			one.entry?.evidence.document,
			one.entry?.evidence.origin,
			one.entry?.evidence.note,
			one.correctedById ? m.measures_corrected({}, { locale }) : one.correctionReason,
			one === current ? goalWords[goal]({}, { locale }) : ''
		])
	);
	return toCsv(header, rows);
}
