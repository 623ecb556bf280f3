import * as L from 'leaflet/dist/leaflet-src.esm.js';
import { phrase, say } from './config.ts';
import { crosshair, nearestName } from './crosshair.ts';

/** So long a phone may look for itself; longer waits are the most frequent complaint about such maps. */
const positionMs = 8000;
const nearEnough = 17;

/**
 * Choosing a point: by tap, by dragging the pin, by the phone's position, or by a crosshair that the arrow keys move, plus
 * and minus bring nearer and Enter takes. The point goes into two fields of the form, for whatever device sends it.
 */
export function pickPoint(
	frame: HTMLElement,
	map: L.Map,
	fields: Readonly<{ lat: string; lng: string }>
): void {
	const [lat, lng] = [fields.lat, fields.lng].map(
		(id) => document.getElementById(id) as HTMLInputElement
	) as [HTMLInputElement, HTMLInputElement];
	let pin: L.Marker | undefined;

	function take(at: L.LatLng, how: string): void {
		lat.value = at.lat.toFixed(6);
		lng.value = at.lng.toFixed(6);
		for (const field of [lat, lng]) field.dispatchEvent(new Event('change', { bubbles: true }));
		pin ??= chosenPin(at, take).addTo(map);
		pin.setLatLng(at);
		say(frame, phrase(frame, how, { place: nearestName(frame, at) }));
	}

	map.on('click', ({ latlng }: L.LeafletMouseEvent) => take(latlng, 'picked'));
	crosshair(frame, map, (at) => take(at, 'picked'));
	offerPosition(
		frame,
		(at) => {
			map.setView(at, nearEnough);
			take(at, 'pickedPosition');
		},
		map
	);
	if (lat.value && lng.value) {
		const at = L.latLng(Number(lat.value), Number(lng.value));
		map.setView(at, nearEnough, { animate: false });
		take(at, 'picked');
	}
}

function chosenPin(at: L.LatLng, take: (at: L.LatLng, how: string) => void): L.Marker {
	const sign = document.createElement('span');
	sign.className = 'map-chosen';
	const icon = L.divIcon({ html: sign, className: 'map-at', iconSize: [44, 44] });
	const pin = L.marker(at, { icon, draggable: true, keyboard: false });
	return pin.on('dragend', () => take(pin.getLatLng(), 'picked'));
}

/** The button "use my position", with a way on whatever comes of it. */
export function offerPosition(frame: HTMLElement, take: (at: L.LatLng) => void, map: L.Map): void {
	const button = frame.parentElement!.querySelector<HTMLButtonElement>('[data-do="position"]');
	if (!button) return;
	button.hidden = !('geolocation' in navigator);
	button.addEventListener('click', () => {
		button.disabled = true;
		say(frame, phrase(frame, 'positionWaiting'));
		void position().then((found) => {
			button.disabled = false;
			if (typeof found === 'string') return say(frame, phrase(frame, found));
			if (!withinArea(map, found)) return say(frame, phrase(frame, 'positionOutside'));
			take(found);
		});
	});
}

/** The phone's own limit does not count the time in which it asks for permission, so there is a second clock. */
function position(): Promise<L.LatLng | 'positionDenied' | 'positionLate'> {
	return new Promise((resolve) => {
		const late = setTimeout(() => resolve('positionLate'), positionMs);
		navigator.geolocation.getCurrentPosition(
			({ coords }) => {
				clearTimeout(late);
				resolve(L.latLng(coords.latitude, coords.longitude));
			},
			({ code }) => {
				clearTimeout(late);
				resolve(code === 1 ? 'positionDenied' : 'positionLate');
			},
			{ enableHighAccuracy: true, timeout: positionMs, maximumAge: 30_000 }
		);
	});
}

function withinArea(map: L.Map, at: L.LatLng): boolean {
	let area: L.LatLngBounds | undefined;
	map.eachLayer((layer) => {
		if (layer instanceof L.Polygon && layer.getBounds().isValid()) area = layer.getBounds();
	});
	return !area || area.contains(at);
}
