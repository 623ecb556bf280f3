import { textOf } from '../../../../../../form-text.ts';

/** Longer than any text that is taken: what is too long is refused with a reason, not cut. */
const most = 20_000;

/** The report's fields of one page as typed. */
export const typedReport = (
	form: FormData,
	fields: readonly string[]
): Readonly<Record<string, string>> =>
	Object.fromEntries(fields.map((name) => [name, textOf(form, name).slice(0, most)]));
