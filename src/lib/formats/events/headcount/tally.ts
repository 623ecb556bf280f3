/**
 * Counting with the thumb: + and − only edit the number fields, the form stays what it is. What was tapped outlives a
 * reload, because a phone that is short of memory forgets the page while somebody takes a picture.
 */
const form = document.querySelector<HTMLFormElement>('[data-counting]');
if (form) count(form);

function count(form: HTMLFormElement): void {
	if (!form.querySelector('[aria-invalid]')) bringBack(form);
	let sum = sumOfAges(form);
	form.addEventListener('click', ({ target }) => {
		const button = (target as Element).closest<HTMLElement>('[data-tally]');
		if (button) step(form, button);
	});
	form.addEventListener('input', () => {
		sum = follow(form, sum);
		keep(form);
	});
}

function step(form: HTMLFormElement, { dataset }: HTMLElement): void {
	const field = form.querySelector<HTMLInputElement>(`#${dataset['for']}`)!;
	const next = Math.max(0, numberIn(field) + Number(dataset['tally']));
	field.value = String(next);
	form.querySelector(`output[for="${field.id}"]`)!.textContent = field.value;
	field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The total goes with the ages as long as nobody wrote another one. @returns what the ages come to now */
function follow(form: HTMLFormElement, before: number): number {
	const total = form.querySelector<HTMLInputElement>('[name="people"]')!;
	const sum = sumOfAges(form);
	if (sum !== before && (total.value === '' || numberIn(total) === before))
		total.value = String(sum);
	return sum;
}

function fieldsOf(form: HTMLFormElement): HTMLInputElement[] {
	return [...form.querySelectorAll<HTMLInputElement>('[inputmode="numeric"]')];
}

function numberIn({ value }: HTMLInputElement): number {
	return /^\d{1,6}$/.test(value) ? Number(value) : 0;
}

function sumOfAges(form: HTMLFormElement): number {
	const ages = fieldsOf(form).filter(({ name }) => name !== 'people');
	return ages.reduce((sum, field) => sum + numberIn(field), 0);
}

/** Of this form alone: once somebody counted, its next one begins with their number. */
function keyOf({ dataset }: HTMLFormElement): string {
	return `${location.pathname}#${dataset['counting']}`;
}

function keep(form: HTMLFormElement): void {
	const values = fieldsOf(form).map(({ name, value }) => [name, value]);
	try {
		sessionStorage.setItem(keyOf(form), JSON.stringify(values));
	} catch {
		// Without storage a reload begins anew, as every other form does.
	}
}

function bringBack(form: HTMLFormElement): void {
	try {
		const values = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? '[]') as [string, string][];
		const kept = new Map(values);
		for (const field of fieldsOf(form)) field.value = kept.get(field.name) ?? field.value;
	} catch {
		// As above.
	}
}
