/** Maps on a page come alive. Without this script the page shows a picture and the list. */
import { openMap } from './base-map.ts';
import { configOf } from './config.ts';
import { followView } from './markers.ts';
import { pickPoint } from './pick.ts';

for (const frame of document.querySelectorAll<HTMLElement>('[data-map]:not([data-alive])')) {
	frame.dataset['alive'] = '';
	const config = configOf(frame);
	const map = openMap(frame, config);
	if (config.features) followView(frame, map, config.features);
	if (config.pick) pickPoint(frame, map, config.pick);
}
