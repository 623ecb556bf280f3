import { forgetMessage } from './kept-message.ts';

// Whoever stands here has sent what was kept.
forgetMessage();

/** A button prints the page with its code; without this script the browser's own menu does. */
const offer = document.querySelector<HTMLElement>('[data-print]');
if (offer) {
	offer.hidden = false;
	offer.querySelector('button')!.addEventListener('click', () => window.print());
}
