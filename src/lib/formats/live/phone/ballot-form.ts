import { searchField } from '../../../questions/address-search.ts';
import type { Fields } from './memory.ts';

const ours = new Set(['question', 'round', 'free', 'warned', searchField]);

/** What the person has put into the form so far. */
export function fieldsOf(form: HTMLFormElement): Fields {
	return [...new FormData(form)].flatMap(([name, value]) =>
		ours.has(name) ? [] : [[name, String(value)] as const]
	);
}

/** All that is somebody's work: the answer so far, and what they search for. */
export const workIn = (form: HTMLFormElement): Fields => [
	...fieldsOf(form),
	[searchField, String(new FormData(form).get(searchField) ?? '')]
];

/** The same before anybody had searched: what the server has found for them is their work too. */
export function workBeforeSearch(form: HTMLFormElement): Fields {
	const found = [...form.querySelectorAll<HTMLSelectElement>('select[data-found]')];
	const chosen = found.map(({ selectedIndex }) => selectedIndex);
	for (const select of found) select.value = '';
	const fields = fieldsOf(form);
	found.forEach((select, n) => (select.selectedIndex = chosen[n]!));
	return [...fields, [searchField, '']];
}

/** Puts kept fields back into a form; what is searched for, and what the server has just found, stays. */
export function fill(form: HTMLFormElement, fields: Fields): void {
	const left = fields.map(([name, value]) => [name, value]);
	const take = (name: string, value?: string) => {
		const found = left.findIndex((entry) => entry[0] === name && (value ?? entry[1]) === entry[1]);
		return found < 0 ? undefined : left.splice(found, 1)[0]![1];
	};
	for (const control of form.elements) {
		if (control instanceof HTMLElement && 'found' in control.dataset) continue;
		if (control instanceof HTMLInputElement && control.name === searchField) continue;
		if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type)) {
			control.checked = take(control.name, control.value) !== undefined;
		} else if (
			(control instanceof HTMLInputElement && control.type !== 'hidden') ||
			control instanceof HTMLTextAreaElement ||
			control instanceof HTMLSelectElement
		) {
			control.value = take(control.name) ?? '';
		}
	}
}

/**
 * The fields as the person reads them: labels of what is ticked, and what was typed, behind what the field carries as
 * `data-before` (which item it is about).
 */
export function textOf(form: HTMLFormElement): string {
	const texts = [...form.elements].map((control) => {
		const isAnswer = !ours.has((control as HTMLInputElement).name);
		const text = control instanceof HTMLElement && isAnswer ? textIn(control) : '';
		const before = (control as HTMLElement).dataset['before'];
		return text && before ? `${before} ${text}` : text;
	});
	return texts.filter(Boolean).join(', ');
}

function textIn(control: HTMLElement): string {
	if (control instanceof HTMLTextAreaElement) return control.value.trim();
	if (control instanceof HTMLSelectElement)
		return control.value && control.selectedOptions[0]!.text.trim();
	if (!(control instanceof HTMLInputElement)) return '';
	// Where sending alone says it, the field has it in words.
	if (control.type === 'hidden') return control.dataset['said'] ?? '';
	if (!/^(radio|checkbox)$/.test(control.type)) return control.value.trim();
	const label = control.labels?.[0];
	return control.checked ? (label?.textContent ?? control.value).replace(/\s+/g, ' ').trim() : '';
}

/** The answer as the API takes it; `shape` comes with the form from the question's type. */
export function answerOf(fields: Fields, shape: string): unknown {
	if (shape === 'parts') return partsOf(fields);
	const values = fields.filter(([name]) => name === 'answer').map(([, value]) => value);
	if (shape === 'list') return values.filter((value) => value.trim() !== '');
	const [value] = values;
	if (shape === 'number' && value !== undefined && /^-?\d+([.]\d+)?$/.test(value))
		return Number(value);
	return value ?? '';
}

/** Fields `answer.<part>` as `partsField` reads them on the server. */
const partsOf = (fields: Fields) =>
	Object.fromEntries(
		fields.flatMap(([name, value]) =>
			name.startsWith('answer.') && value.trim() !== ''
				? [[name.slice('answer.'.length), value.trim()]]
				: []
		)
	);

/** The first that can be seen: of a field with two ways to fill it in one is hidden. */
export const firstField = (form: HTMLFormElement) =>
	[
		...form.querySelectorAll<HTMLElement>(
			'input:not([type=hidden]), textarea, select, fieldset button'
		)
	].find((field) => field.getClientRects().length > 0);
