import { typedCollected, valuesOfCollected, type collectedOf } from '../collect/collect-form.ts';
import { find, phrase } from '../../../ui/phrases.ts';
import { form } from './page.ts';
import type { Refused } from './sync.ts';

/** Where the last person stood, while an idea of another day and place is being mended. */
let standing: ReturnType<typeof typedCollected> | null = null;

/** The idea that is being mended; null: a new one is being written. */
export const mendedKey = (): string | null => (standing ? field('clientKey').value : null);

/** Whether somebody's words would be lost if the form were filled with others. */
export const hasWords = (): boolean =>
	field('title').value.trim() !== '' || field('body').value.trim() !== '';

/** Ready for the next person, who stands where the last one stood: same place, language, way and walk. */
export function emptyForm(): void {
	if (standing) write(standing);
	standing = null;
	for (const name of ['title', 'body', 'cardCode']) field(name).value = '';
	field('clientKey').value = crypto.randomUUID();
	for (const ticked of form().querySelectorAll<HTMLInputElement>(
		'[name="consent"], [name="blur"], [name="categoryId"]'
	))
		ticked.checked = false;
	tellPosition();
	find('#mending').hidden = true;
	field('title').focus();
}

/** An idea that did not fit, to be mended; what stood in the form before comes back afterwards. */
export function mend({ item, clientKey }: Refused): void {
	if (!item) return;
	standing ??= typedCollected(new FormData(form()));
	write({ ...valuesOfCollected(item as ReturnType<typeof collectedOf>), clientKey });
	tellPosition();
	find('#mending').hidden = false;
	field('title').focus();
}

function write(values: Readonly<Record<string, unknown>>): void {
	for (const [name, value] of Object.entries(values)) {
		const control = form().elements.namedItem(name);
		if (control instanceof RadioNodeList) control.value = String(value);
		else if (control instanceof HTMLInputElement && /checkbox|radio/.test(control.type))
			control.checked = value === true || value === control.value;
		else if (control) (control as HTMLInputElement).value = String(value);
	}
}

/** The point that a sentence speaks of must be the one that is sent. */
function tellPosition(): void {
	const known = field('lat').value !== '';
	find('[data-position]').textContent = known ? phrase('position_kept') : '';
}

export const field = (name: string) => form().elements.namedItem(name) as HTMLInputElement;
