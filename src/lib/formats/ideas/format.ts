import type { Format } from '../contract.ts';
import { addressesOf } from './addresses.server.ts';
import { ideaFacts } from './facts.server.ts';
import { historyTexts } from './history-text.ts';
import { ideaModeration } from './moderation.server.ts';
import { permissions } from './permissions.ts';
import { showsPicture } from './photos.server.ts';
import { tidy } from './retention.server.ts';
import { defaultRetentionDays } from './rules.ts';

/** Platzpalaver: people pin ideas, barriers and wishes on a map of their quarter and see what becomes of them. */
export const ideas = {
	key: 'ideas',
	names: { one: 'ideas_format_one', many: 'ideas_format_many' },
	navigation: { staff: '/staff/ideas', resident: (slug) => `/ideas/${slug}` },
	addresses: addressesOf,
	history: { texts: historyTexts, page: (id) => `/staff/ideas/${id}` },
	permissions,
	facts: ideaFacts,
	showsPicture,
	moderation: ideaModeration,
	tidy,
	retentionDays: defaultRetentionDays
} satisfies Format;
