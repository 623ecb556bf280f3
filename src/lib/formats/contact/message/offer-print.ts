/** A button prints the page with its code; without this script the browser's own menu does. */
const printing = document.querySelector<HTMLElement>('[data-print]');
if (printing) {
	printing.hidden = false;
	printing.querySelector('button')!.addEventListener('click', () => window.print());
}
