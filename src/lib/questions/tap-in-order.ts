/**
 * On a phone an order is made by tapping: `TapInOrder.svelte` stands beside a row of selects, one per place, and this
 * fills them. The selects stay what is sent; without this script they are what people see.
 */
export function keepTapsInOrder(): void {
	document.addEventListener('click', (event) => {
		const button = (event.target as Element).closest<HTMLElement>('[data-taps] [data-step]');
		if (!button) return;
		const group = button.closest('fieldset')!;
		const id = button.closest<HTMLElement>('[data-tap]')!.dataset['tap']!;
		heard(group, step(group, id, button.dataset['step']!), id);
		showTaps(group);
		// A row that moved takes the focus along, also where its button has gone.
		const kept = button.hidden
			? button.parentElement!.querySelector<HTMLElement>('button')!
			: button;
		kept.focus();
	});
}

/** Brings the buttons in line with the selects: after drawing, filling in or tapping. */
export function showTapsInOrder(root: ParentNode): void {
	for (const taps of root.querySelectorAll('[data-taps]')) showTaps(taps.closest('fieldset')!);
}

function step(group: Element, id: string, kind: string): 'placed' | 'takenBack' | 'full' {
	const places = selectsOf(group);
	const order = orderOf(group);
	const at = order.indexOf(id);
	if (kind === 'pick' && at >= 0) order.splice(at, 1);
	else if (kind === 'pick' && order.length === places.length) return 'full';
	else if (kind === 'pick') order.push(id);
	else {
		const to = Math.max(0, Math.min(order.length - 1, at + (kind === 'up' ? -1 : 1)));
		order.splice(to, 0, ...order.splice(at, 1));
	}
	places.forEach((select, n) => (select.value = order[n] ?? ''));
	places[0]!.dispatchEvent(new Event('input', { bubbles: true }));
	return order.includes(id) ? 'placed' : 'takenBack';
}

const selectsOf = (group: Element) => [
	...group.querySelectorAll<HTMLSelectElement>('[data-places] select')
];
const orderOf = (group: Element) =>
	selectsOf(group)
		.map(({ value }) => value)
		.filter((value) => value !== '');

/** The rows in order, those without a place behind them as they were asked. */
function showTaps(group: Element): void {
	const taps = group.querySelector<HTMLElement>('[data-taps]')!;
	const order = orderOf(group);
	taps.hidden = false;
	group.querySelector<HTMLElement>('[data-places]')!.hidden = true;
	const rows = [...taps.querySelectorAll<HTMLElement>('[data-tap]')];
	const asked = [...selectsOf(group)[0]!.options].map(({ value }) => value);
	const placeOf = ({ dataset }: HTMLElement) => {
		const place = order.indexOf(dataset['tap']!);
		return place < 0 ? asked.length + asked.indexOf(dataset['tap']!) : place;
	};
	rows.sort((a, b) => placeOf(a) - placeOf(b));
	rows[0]?.parentElement!.append(...rows);
	for (const row of rows) showRow(row, order.indexOf(row.dataset['tap']!), order.length);
}

function showRow(row: HTMLElement, place: number, placed: number): void {
	const [pick, up, down] = row.querySelectorAll('button');
	const isPlaced = place >= 0;
	pick!.setAttribute('aria-pressed', String(isPlaced));
	row.querySelector('[data-number]')!.textContent = isPlaced ? numbers().format(place + 1) : '';
	up!.hidden = !isPlaced || place === 0;
	down!.hidden = !isPlaced || place === placed - 1;
}

/** What has happened, for those who do not see it. */
function heard(group: Element, what: 'placed' | 'takenBack' | 'full', id: string): void {
	const taps = group.querySelector<HTMLElement>('[data-taps]')!;
	const label = taps.querySelector(`[data-tap="${CSS.escape(id)}"] [data-label]`)!.textContent;
	const place = numbers().format(orderOf(group).indexOf(id) + 1);
	const said = taps.dataset[what]!.replace('{label}', label ?? '').replace('{place}', place);
	taps.querySelector('[data-heard]')!.textContent = said;
}

const numbers = () => new Intl.NumberFormat(document.documentElement.lang);
