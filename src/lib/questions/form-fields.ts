/** All texts of a repeated field; files that somebody sends instead are left out. */
export const textsField = (form: FormData, name: string): string[] =>
	form.getAll(name).filter((value): value is string => typeof value === 'string');

const textField = (form: FormData, name: string): string => textsField(form, name)[0] ?? '';

/** A number as typed: null when empty, NaN (which every schema refuses) when it is none. */
export function numberField(form: FormData, name: string): number | null {
	const typed = textField(form, name).trim();
	return typed === '' ? null : Number(typed);
}

/** The lines of a textarea, trimmed; empty lines at the end do not count, those between keep their place. */
export function linesField(form: FormData, name: string): string[] {
	const typed = textField(form, name).trimEnd();
	return typed === '' ? [] : typed.split(/\r\n|\r|\n/).map((line) => line.trim());
}

/** A translated text: the main (first) language always, so that its schema misses it; others only where typed. */
export function localesWithText(
	locales: readonly string[],
	textIn: (locale: string, index: number) => string
): Record<string, string> {
	const texts = locales.map((locale, index): [string, string] => [locale, textIn(locale, index)]);
	return Object.fromEntries(texts.filter(([, text], index) => index === 0 || text !== ''));
}

/** A translated text from fields `name.de`, `name.en` and so on. */
export const translatedField = (form: FormData, name: string, locales: readonly string[]) =>
	localesWithText(locales, (locale) => textField(form, `${name}.${locale}`).trim());

/** Fields `<name>.<part>` as part to text; those left empty are not there. */
export const partsField = (form: FormData, name: string): Record<string, string> =>
	Object.fromEntries(
		[...form].flatMap(([field, value]) =>
			field.startsWith(`${name}.`) && typeof value === 'string' && value.trim() !== ''
				? [[field.slice(name.length + 1), value.trim()]]
				: []
		)
	);

/** The fields of one question of a form with several, under the names that the question alone would have. */
export function formPart(form: FormData, namePrefix: string): FormData {
	const part = new FormData();
	for (const [name, value] of form)
		if (name.startsWith(namePrefix)) part.append(name.slice(namePrefix.length), value);
	return part;
}
