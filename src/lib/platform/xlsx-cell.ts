import type { CellValue } from 'hucre/xlsx';
import type { CsvCell } from './csv.ts';
import { writableInXml } from './xml-text.ts';

/**
 * A cell of a workbook that says what was said: without what makes the file unreadable, and with `_x0041_` as it was
 * typed, which spreadsheets otherwise read as "A" (ST_Xstring, ECMA-376-1, 22.9.2.19).
 */
export const xlsxCell = (cell: CsvCell): CellValue =>
	typeof cell === 'string'
		? writableInXml(cell).replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
		: (cell ?? null);
