import type { FoundIdea } from '#lib/formats/ideas/talk/idea-view.ts';

/** An idea that was there and is no longer shown is gone; one that waits is not there yet. */
export function statusOf({ state }: FoundIdea): number {
	if (state === 'shown') return 200;
	return state === 'waiting' ? 404 : 410;
}
