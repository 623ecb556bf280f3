/**
 * RFC 4180 with a byte-order mark, so that spreadsheets read UTF-8. A cell that a spreadsheet would take for a formula
 * (=, +, -, @, tab, return) gets an apostrophe in front (OWASP, CSV injection); numbers stay numbers.
 */
export function toCsv(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
	const lines = [header, ...rows].map((cells) => cells.map(csvCell).join(','));
	return `\uFEFF${lines.join('\r\n')}\r\n`;
}

export type CsvCell = string | number | boolean | null | undefined;

export function csvCell(value: CsvCell): string {
	if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value);
	const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
