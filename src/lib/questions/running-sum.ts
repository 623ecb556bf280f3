import { formatCount } from '../platform/i18n/numbers.ts';
import { formatSum } from '../platform/money.ts';

/**
 * Says under a list how much of the sum is left, while somebody ticks or types. For every page with such a list: what is
 * ticked carries its cost (`OptionField.svelte`), a field for an amount carries `data-amount`, and `RunningSum.svelte`
 * the sum and the sentences.
 */
export function keepRunningSums(): void {
	document.addEventListener('input', (event) => {
		const group = (event.target as Element).closest('fieldset');
		const line = group?.querySelector<HTMLElement>('[data-sum]');
		if (group && line) sayWhatIsLeft(group, line);
	});
}

function sayWhatIsLeft(group: Element, line: HTMLElement): void {
	const { sum, unit, left: saysLeft, over: saysOver } = line.dataset;
	const given = [...group.querySelectorAll<HTMLInputElement>('[data-cost]:checked, [data-amount]')];
	const spent = given.reduce((total, field) => total + amountOf(field), 0);
	const left = Number(sum) - spent;
	const format = unit === 'cents' ? formatSum : formatCount;
	const amount = format(Math.abs(left), document.documentElement.lang);
	line.textContent = ((left < 0 ? saysOver : saysLeft) ?? '').replace('{}', amount);
	line.classList.toggle('over', left < 0);
}

const amountOf = ({ dataset, value }: HTMLInputElement): number =>
	Number(dataset['cost'] ?? value) || 0;
