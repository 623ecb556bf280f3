import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import type { SubmitFunction } from '@sveltejs/kit';

/**
 * Without a new page: the finger, the focus and the place on the page stay where they are. Also after a refusal the
 * newest state is fetched, for the usual reason is that somebody else pressed first.
 */
export const pressed: SubmitFunction = () => {
	return async ({ result }) => {
		if (result.type === 'redirect') await applyAction({ type: 'success', status: 200, data: {} });
		else await applyAction(result);
		await invalidateAll();
	};
};
