import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import type { SubmitFunction } from '@sveltejs/kit';

/**
 * Without a new page: the finger, the focus and the place on the page stay where they are. Also after a refusal the
 * newest state is fetched, for the usual reason is that somebody else pressed first.
 */
export const pressed: SubmitFunction = ({ submitter }) => {
	const had = submitter !== null && submitter === document.activeElement;
	return async ({ result }) => {
		if (result.type === 'redirect') await applyAction({ type: 'success', status: 200, data: {} });
		else await applyAction(result);
		await invalidateAll();
		// After a success the framework gives the focus to the page: whoever uses the keyboard would begin at its top.
		const isLost = document.activeElement === document.body;
		if (had && isLost && submitter.isConnected) submitter.focus({ preventScroll: true });
	};
};
