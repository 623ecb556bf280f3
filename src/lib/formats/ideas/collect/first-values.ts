import { localDay } from '../../../platform/local-time.ts';
import type { IdeaMap } from '../map.server.ts';
import type { CollectedValues } from './collect-form.ts';

/** The form before anybody has typed. */
export const firstValues = (
	map: Pick<IdeaMap, 'locales' | 'placeId'>,
	source: 'street' | 'walk' | 'paper',
	now: Date
): CollectedValues => ({
	clientKey: crypto.randomUUID(),
	categoryId: '',
	locale: map.locales[0]!,
	title: '',
	body: '',
	where: source === 'paper' ? 'quarter' : 'place',
	placeId: map.placeId,
	lat: '',
	lng: '',
	blur: false,
	source,
	way: source === 'paper' ? 'letter' : 'conversation',
	walkId: '',
	saidOn: localDay(now),
	cardCode: '',
	consent: false
});
