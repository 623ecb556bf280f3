import * as L from 'leaflet/dist/leaflet-src.esm.js';
import { phrase, say } from './config.ts';

/** Pixels per press of an arrow key; with Shift a hand's breadth. */
const step = 20;

/** A mark in the middle that the arrow keys move over the map; plus and minus bring nearer, Enter takes the point under it. */
export function crosshair(frame: HTMLElement, map: L.Map, take: (at: L.LatLng) => void): void {
	const canvas = map.getContainer();
	const cross = document.createElement('div');
	cross.className = 'map-crosshair';
	cross.setAttribute('aria-hidden', 'true');
	canvas.append(cross);
	map.keyboard.disable();
	canvas.tabIndex = 0;
	canvas.setAttribute('aria-label', phrase(frame, 'crosshair'));
	const moves: Record<string, [number, number]> = {
		ArrowUp: [0, -step],
		ArrowDown: [0, step],
		ArrowLeft: [-step, 0],
		ArrowRight: [step, 0]
	};
	canvas.addEventListener('keydown', (event) => {
		if (event.target !== canvas || event.ctrlKey || event.altKey || event.metaKey) return;
		const move = moves[event.key];
		if (move) {
			map.panBy(L.point(move).multiplyBy(event.shiftKey ? 6 : 1), { animate: false });
			say(frame, phrase(frame, 'at', { place: nearestName(frame, map.getCenter()) }));
		} else if (event.key === '+' || event.key === '=') map.zoomIn();
		else if (event.key === '-') map.zoomOut();
		else if (event.key === 'Enter' || event.key === ' ') take(map.getCenter());
		else return;
		event.preventDefault();
	});
}

/** The known place nearest to a point, for saying where it is; empty without places. */
export function nearestName(frame: HTMLElement, at: L.LatLng): string {
	const { places } = JSON.parse(frame.dataset['map']!) as {
		places: { name: string; lat: number; lng: number }[];
	};
	const [nearest] = places
		.map(({ name, lat, lng }) => ({ name, far: at.distanceTo([lat, lng]) }))
		.sort((a, b) => a.far - b.far);
	const point = `${at.lat.toFixed(4)}, ${at.lng.toFixed(4)}`;
	return nearest
		? phrase(frame, 'nearPlace', { place: nearest.name, metres: Math.round(nearest.far / 10) * 10 })
		: point;
}
