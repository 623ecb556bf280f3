import { one, phrase } from './page.ts';

/** After this many milliseconds the list is quicker. */
const patience = 10_000;

/** "Use my position": fills in the point, or says what to do instead. */
export function offerPosition(form: HTMLFormElement): void {
	const offer = one('[data-position]');
	const button = offer?.querySelector('button');
	const status = offer?.querySelector('[role=status]');
	if (!offer || !button || !status || !('geolocation' in navigator) || !window.isSecureContext)
		return;
	offer.hidden = false;
	button.addEventListener('click', () => {
		status.textContent = phrase('searching');
		navigator.geolocation.getCurrentPosition(
			({ coords }) => {
				setPoint(form, coords.latitude, coords.longitude);
				status.textContent = phrase('located');
			},
			({ code, PERMISSION_DENIED }) => {
				status.textContent = phrase(code === PERMISSION_DENIED ? 'denied' : 'lost');
			},
			{ enableHighAccuracy: true, timeout: patience, maximumAge: 60_000 }
		);
	});
}

/** Six digits are 10 cm. */
const digits = 6;

export function setPoint(form: HTMLFormElement, lat: number, lng: number): void {
	const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
	field('lat').value = lat.toFixed(digits);
	field('lng').value = lng.toFixed(digits);
	field('spot').value = '';
	const pin = form.querySelector<HTMLElement>('[data-pin]')!;
	pin.hidden = false;
	pin.querySelector<HTMLInputElement>('input[type=radio]')!.checked = true;
}
