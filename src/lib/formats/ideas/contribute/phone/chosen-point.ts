/** A point chosen on the map (ui/map writes it into the two fields) becomes the chosen place of the form. */
export function followChosenPoint(form: HTMLFormElement): void {
	const pin = form.querySelector<HTMLElement>('[data-pin]')!;
	const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
	field('lng').addEventListener('change', () => {
		pin.hidden = false;
		pin.querySelector<HTMLInputElement>('input[type=radio]')!.checked = true;
		if (isThePointFromBefore(form)) return;
		field('spot').value = '';
		pin.querySelector('[data-spot]')!.textContent = pin.dataset['pin']!;
	});
}

/** The map shows a point that is there already by choosing it again; its name from the address search stays. */
function isThePointFromBefore(form: HTMLFormElement): boolean {
	const { lat, lng } = form.dataset;
	const value = (name: string) => Number((form.elements.namedItem(name) as HTMLInputElement).value);
	return lat !== '' && value('lat') === Number(lat) && value('lng') === Number(lng);
}
