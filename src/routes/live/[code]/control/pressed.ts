import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import type { SubmitFunction } from '@sveltejs/kit';
import { tick } from 'svelte';

/**
 * Without a new page: the finger, the focus and the place on the page stay where they are. Also after a refusal the
 * newest state is fetched, for the usual reason is that somebody else pressed first.
 */
export const pressed: SubmitFunction = ({ submitter }) => {
	const had = submitter !== null && submitter === document.activeElement;
	const does = submitter && meaningOf(submitter);
	const around = submitter?.parentElement?.closest<HTMLElement>('[tabindex="-1"]');
	return async ({ result }) => {
		if (result.type === 'redirect') await applyAction({ type: 'success', status: 200, data: {} });
		else await applyAction(result);
		await invalidateAll();
		// Only then do the buttons say what they mean now.
		await tick();
		// After a success the framework may give the focus to the page: whoever uses the keyboard would begin at its top.
		const { activeElement } = document;
		if (!had || (activeElement !== document.body && activeElement !== submitter)) return;
		// The big button means something else after each press: a second Enter must not go on in the session.
		const isSame = submitter.isConnected && meaningOf(submitter) === does;
		const next = isSame ? submitter : around;
		next?.focus({ preventScroll: true });
	};
};

/** Where a button leads the session; the same for what is taken back by the same press, as an entry that is hidden. */
function meaningOf(button: HTMLElement): string {
	return button.hasAttribute('aria-pressed') ? '' : (button.dataset['command'] ?? '');
}

/** A key that is held down presses once: the next state is pressed by whoever has seen it. */
export function pressOnce(event: KeyboardEvent): void {
	const isOnButton = event.target instanceof HTMLButtonElement;
	if (event.repeat && event.key === 'Enter' && isOnButton) event.preventDefault();
}
