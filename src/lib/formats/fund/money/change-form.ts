import { Refusal } from '../../../platform/errors.ts';
import { readCents } from '../../../platform/money.ts';
import type { ChangeInput } from './change.ts';

const lineField = 'line.';

/** Name of the field for the new sum of a cost line. */
export const fieldOfLine = (lineId: string): string => lineField + lineId;

/**
 * What an applicant typed into the form for a change. Fields that still show what holds are harmless: they change
 * nothing.
 * @throws Refusal input_invalid (422) with the reason at each field that is no sum
 */
export function changeOfForm(
	text: (name: string) => string,
	names: readonly string[]
): ChangeInput {
	const problems: Record<string, string> = {};
	const sum = (name: string): number => {
		const read = readCents(text(name));
		if ('cents' in read) return read.cents;
		problems[name] = read.problem;
		return 0;
	};
	const change = {
		endsOn: text('endsOn') || null,
		grantedCents: text('grantedCents') === '' ? null : sum('grantedCents'),
		lines: names
			.filter((name) => name.startsWith(lineField) && text(name) !== '')
			.map((name) => ({ lineId: name.slice(lineField.length), cents: sum(name) })),
		reason: text('reason')
	};
	if (Object.keys(problems).length > 0) throw new Refusal('invalid', 'input_invalid', problems);
	return change;
}
