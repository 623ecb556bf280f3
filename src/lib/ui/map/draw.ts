import * as L from 'leaflet/dist/leaflet-src.esm.js';
import { openMap } from './base-map.ts';
import { phrase, say, type MapConfig } from './config.ts';
import { crosshair } from './crosshair.ts';

/** Takes corners back; what the buttons beside the map do. */
export type Drawing = Readonly<{ takeBack(): void; clear(): void; close(): void }>;

/**
 * Drawing an area: each tap, or Enter at the crosshair, sets the next corner; dragging moves one. The corners stand in a
 * text field, one a line as latitude and longitude: it is what the form sends, and typing there draws too.
 */
export function drawArea(
	frame: HTMLElement,
	config: MapConfig,
	field: HTMLTextAreaElement
): Drawing {
	const map = openMap(frame, config);
	const area = L.polygon([], { className: 'map-outline', interactive: false }).addTo(map);
	const corners = L.layerGroup().addTo(map);
	let points = pointsIn(field.value);

	function show(): void {
		area.setLatLngs(points);
		corners.clearLayers();
		points.forEach((at, index) => cornerAt(at, (moved) => move(index, moved)).addTo(corners));
	}
	function change(next: L.LatLng[]): void {
		points = next;
		field.value = points.map(({ lat, lng }) => `${lat.toFixed(6)}, ${lng.toFixed(6)}`).join('\n');
		field.dispatchEvent(new Event('change', { bubbles: true }));
		say(frame, phrase(frame, 'corners', { n: points.length }));
		show();
	}
	const move = (index: number, to: L.LatLng) =>
		change(points.map((at, nth) => (nth === index ? to : at)));

	const typed = () => {
		points = pointsIn(field.value);
		show();
	};
	field.addEventListener('input', typed);
	map.on('click', ({ latlng }: L.LeafletMouseEvent) => change([...points, latlng]));
	crosshair(frame, map, (at) => change([...points, at]));
	show();
	return {
		takeBack: () => change(points.slice(0, -1)),
		clear: () => change([]),
		close: () => {
			field.removeEventListener('input', typed);
			map.remove();
		}
	};
}

function cornerAt(at: L.LatLng, moved: (to: L.LatLng) => void): L.Marker {
	const sign = document.createElement('span');
	sign.className = 'map-corner';
	const icon = L.divIcon({ html: sign, className: 'map-at', iconSize: [32, 32] });
	const corner = L.marker(at, { icon, draggable: true, keyboard: false });
	return corner.on('dragend', () => moved(corner.getLatLng()));
}

/** Lines that are not yet a point are left out: they are being typed, and the server reads them properly. */
function pointsIn(text: string): L.LatLng[] {
	return text.split('\n').flatMap((line) => {
		const [lat, lng, more] = line.split(',').map((part) => Number(part.trim() || NaN));
		const isPoint = more === undefined && Math.abs(lat!) <= 90 && Math.abs(lng!) <= 180;
		return isPoint ? [L.latLng(lat!, lng!)] : [];
	});
}
