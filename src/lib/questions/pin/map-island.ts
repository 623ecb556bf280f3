/**
 * The map of a question comes alive: a tap, Enter at the crosshair or the phone's position chooses a field, which is what
 * the list beside it then says. Without this script the list and a drawn map are there.
 */
import * as L from 'leaflet/dist/leaflet-src.esm.js';
import { openMap } from '../../ui/map/base-map.ts';
import { configOf, phrase, say, type MapConfig } from '../../ui/map/config.ts';
import { crosshair } from '../../ui/map/crosshair.ts';
import { offerPosition } from '../../ui/map/pick.ts';
import { fieldAt, positionOf, type Grid } from '../grid.ts';

type FieldMap = MapConfig & {
	grid: Grid & Readonly<{ fields: readonly string[]; select: string }>;
};

async function comeAlive(frame: HTMLElement): Promise<void> {
	frame.dataset['alive'] = '';
	const config = { ...(configOf(frame) as FieldMap), ...(await tilesOfTheHouse()) };
	const select = document.getElementById(config.grid.select);
	// The next question may be here by now.
	if (!frame.isConnected || !(select instanceof HTMLSelectElement)) return;
	const map = openMap(frame, config);
	// The fields fill the frame: between two zooms there is room for them, too.
	map.options.zoomSnap = 0.25;
	const [west, south, east, north] = config.box;
	map.fitBounds(
		[
			[south, west],
			[north, east]
		],
		{ animate: false }
	);
	const chosen = L.rectangle([[0, 0]], { className: 'map-field-chosen', interactive: false });
	for (const field of config.grid.fields)
		L.rectangle(boundsOf(config, field), { className: 'map-field', interactive: false }).addTo(map);

	function show(): void {
		const { value } = select as HTMLSelectElement;
		if (!value) return void chosen.remove();
		chosen.setBounds(boundsOf(config, value));
		chosen.addTo(map);
		say(frame, phrase(frame, 'chosen', { field: textOf(select as HTMLSelectElement, value) }));
	}

	function take({ lat, lng }: L.LatLng): void {
		const field = fieldAt(
			config.grid,
			(lng - west) / (east - west),
			(north - lat) / (north - south)
		);
		if (!field || !config.grid.fields.includes(field)) return say(frame, phrase(frame, 'outside'));
		(select as HTMLSelectElement).value = field;
		for (const kind of ['input', 'change'])
			select!.dispatchEvent(new Event(kind, { bubbles: true }));
	}

	select.addEventListener('change', show);
	map.on('click', ({ latlng }: L.LeafletMouseEvent) => take(latlng));
	crosshair(frame, map, take);
	offerPosition(frame, take, map);
	show();
}

/** The last option of this value is the field itself; those before it are places in it. */
const textOf = (select: HTMLSelectElement, value: string): string =>
	[...select.options].findLast((option) => option.value === value)?.text ?? value;

function boundsOf({ box, grid }: FieldMap, field: string): L.LatLngBoundsExpression {
	const [west, south, east, north] = box;
	const { column, row } = positionOf(grid, field) ?? { column: 0, row: 0 };
	const [wide, high] = [(east - west) / grid.columns, (north - south) / grid.rows];
	return [
		[north - (row + 1) * high, west + column * wide],
		[north - row * high, west + (column + 1) * wide]
	];
}

/** A question does not know what maps the house has: that is the operator's, and may change. */
async function tilesOfTheHouse(): Promise<Pick<MapConfig, 'tiles' | 'attribution'>> {
	try {
		const response = await fetch('/tiles');
		if (!response.ok) throw new Error(String(response.status));
		return (await response.json()) as Pick<MapConfig, 'tiles' | 'attribution'>;
	} catch {
		// The map is of use without tiles: it has the outline, the fields and names.
		return { tiles: '', attribution: '' };
	}
}

function look(): void {
	for (const frame of document.querySelectorAll<HTMLElement>('[data-map]:not([data-alive])'))
		void comeAlive(frame);
}

look();
document.addEventListener('map-waits', look);
