import type { Format } from '../contract.ts';
import { addressesOf } from './addresses.server.ts';
import { showsPicture } from './documentation/photos.server.ts';
import { eventFacts } from './facts.server.ts';
import { historyTexts } from './history-text.ts';
import { permissions } from './permissions.ts';
import { defaultRetentionDays, tidy } from './retention.server.ts';

/** Aktionswochen and running series: many hosts enter events, moderators publish them, gaps turn into invitations. */
export const events = {
	key: 'events',
	names: { one: 'events_format_one', many: 'events_format_many' },
	navigation: { staff: '/staff/events', resident: (slug) => `/events/${slug}` },
	addresses: addressesOf,
	history: { texts: historyTexts, page: (id) => `/staff/events/${id}` },
	permissions,
	facts: eventFacts,
	showsPicture,
	tidy,
	retentionDays: defaultRetentionDays
} satisfies Format;
