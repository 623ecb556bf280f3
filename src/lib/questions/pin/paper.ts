import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { PaperForm } from '../contract.ts';
import { columnName } from '../grid.ts';
import type { PinConfig } from './index.ts';

/** The empty grid: the map with the same fields hangs beside it. */
export function pinPaper({ columns, rows }: PinConfig, locale: string): PaperForm {
	return {
		kind: 'grid',
		rule: m.questionsplaces_grid_paper_rule({}, inLocale(locale)),
		columns: Array.from({ length: columns }, (_, column) => columnName(column)),
		rows: Array.from({ length: rows }, (_, row) => String(row + 1))
	};
}
