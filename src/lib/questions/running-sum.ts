import { formatSum } from '../platform/money.ts';

/**
 * Says under a list of ticked things how much of the sum is left, while somebody ticks. For every page with such a list:
 * `OptionField.svelte` carries the costs, `RunningSum.svelte` the sum and the sentences.
 */
export function keepRunningSums(): void {
	document.addEventListener('change', (event) => {
		const group = (event.target as Element).closest('fieldset');
		const line = group?.querySelector<HTMLElement>('[data-sum]');
		if (group && line) sayWhatIsLeft(group, line);
	});
}

function sayWhatIsLeft(group: Element, line: HTMLElement): void {
	const ticked = [...group.querySelectorAll<HTMLInputElement>('input[data-cost]:checked')];
	const spent = ticked.reduce((sum, { dataset }) => sum + Number(dataset['cost']), 0);
	const left = Number(line.dataset['sum']) - spent;
	const sentence = left < 0 ? line.dataset['over'] : line.dataset['left'];
	const amount = formatSum(Math.abs(left), document.documentElement.lang);
	line.textContent = (sentence ?? '').replace('{}', amount);
	line.classList.toggle('over', left < 0);
}
