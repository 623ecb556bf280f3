import type { Format } from '../contract.ts';
import { addressesOf } from './addresses.server.ts';
import { bankKind } from './bank/kind.ts';
import { liveFacts } from './facts.server.ts';
import { historyTexts } from './history-text.ts';
import { showsPicture } from './pictures/in-questions.server.ts';
import { permissions } from './permissions.ts';
import { tidy } from './retention.server.ts';
import { defaultRetentionDays } from './rules.ts';

/** A moderated session: people vote on their phones, the result stands on the stage. */
export const live = {
	key: 'live',
	names: { one: 'live_format_one', many: 'live_format_many' },
	navigation: { staff: '/staff', resident: (code) => `/j/${code}` },
	addresses: addressesOf,
	history: {
		texts: historyTexts,
		page: (id) => `/staff/live/${id}`,
		pages: { [bankKind]: (id) => `/staff/live/bank/${id}` }
	},
	permissions,
	facts: liveFacts,
	showsPicture,
	tidy,
	retentionDays: defaultRetentionDays
} satisfies Format;
