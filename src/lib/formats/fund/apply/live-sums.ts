/**
 * The plan adds up while somebody types: sums, what is missing, how each amount is read. Without this script the button
 * "check" does the same (SumsBox.svelte draws both).
 */
import { formatCents } from '../../../platform/money.ts';
import { amountRead, neededShare, sumsOf } from './sums.ts';

const box = document.querySelector<HTMLElement>('[data-sums]');
const form = box?.closest('form');
if (box && form) form.addEventListener('input', () => show(box, form));

function show(box: HTMLElement, form: HTMLFormElement): void {
	const { locale = 'de', hour, counted, percent, costs, money } = box.dataset;
	const amounts = (name: string) =>
		[...form.querySelectorAll<HTMLInputElement>(`[data-amount="${name}"]`)].map((input) => {
			understood(input, locale);
			return { amount: input.value };
		});
	const typed = { costs: amounts('costs'), funding: amounts('funding'), grant: amounts('grant') };
	const hours = form.querySelector<HTMLInputElement>('[name="hours"]')?.value ?? '';
	const sums = sumsOf({ ...typed, grant: typed.grant[0]?.amount ?? '', hours }, Number(hour));
	// Each page has one of the two plans; of the other it knows the sum.
	const isCostPage = typed.grant.length === 0;
	const shownCosts = isCostPage ? sums.costs : Number(costs);
	const shownMoney = isCostPage ? Number(money) : sums.grant + sums.elsewhere;
	const gap = shownCosts - shownMoney;
	const needed = neededShare(shownCosts, Number(percent));
	const share = sums.elsewhere + (counted === 'true' ? sums.inKind : 0);
	const texts = { costs: shownCosts, money: shownMoney, gap: Math.abs(gap), needed };
	for (const [name, cents] of Object.entries({ ...texts, inKind: sums.inKind }))
		for (const place of form.querySelectorAll(`[data-sum="${name}"]`))
			place.textContent = formatCents(cents, locale);
	say(box, 'even', gap === 0 && shownCosts > 0);
	say(box, 'short', gap > 0);
	say(box, 'over', gap < 0);
	// The page of costs does not know where its money comes from.
	if (!isCostPage) say(box, 'share', share < needed);
	const worth = form.querySelector<HTMLElement>('[data-worth]');
	if (worth) worth.hidden = sums.inKind === 0;
}

function say(box: HTMLElement, what: string, holds: boolean): void {
	const words = box.querySelector<HTMLElement>(`[data-says="${what}"]`);
	if (words) words.hidden = !holds;
}

/** Beside the field: how we read it. */
function understood(input: HTMLInputElement, locale: string): void {
	const output = input.parentElement?.querySelector('output');
	if (output) output.textContent = amountRead(input.value, locale);
}
