import type { Format } from '../contract.ts';
import { addressesOf } from './addresses.server.ts';
import { contactFacts } from './facts.server.ts';
import { historyTexts } from './history-text.ts';
import { permissions } from './permissions.ts';
import { defaultRetentionDays, tidy } from './retention.server.ts';

/** Sprechstunde: people write or talk to the team of their quarter; what is kept is topic and place, not the person. */
export const contact = {
	key: 'contact',
	names: { one: 'contact_format_one', many: 'contact_format_many' },
	navigation: { staff: '/staff/contact', resident: (slug) => `/contact/${slug}` },
	addresses: addressesOf,
	history: { texts: historyTexts, page: (id) => `/staff/contact/${id}` },
	permissions,
	facts: contactFacts,
	tidy,
	retentionDays: defaultRetentionDays
} satisfies Format;
