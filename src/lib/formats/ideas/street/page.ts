import { find, phrase } from '../../../ui/phrases.ts';

/** What the server rendered and the script works with. */
export const root = () => document.getElementById('street')!;
export const form = () => document.querySelector<HTMLFormElement>('#collect')!;

/** How many ideas are still on this phone and nowhere else. */
export function showWaiting(count: number): void {
	const badge = find('#unsent');
	badge.textContent = count === 0 ? phrase('all_sent') : phrase('unsent', { n: count });
	badge.dataset['waiting'] = String(count > 0);
	find('#wipe-warning').hidden = count === 0;
	find('#wipe-warning').textContent = phrase('wipe_warning', { n: count });
}
