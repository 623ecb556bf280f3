import type { Format } from '../contract.ts';
import { addressesOf } from './addresses.server.ts';
import { fundFacts } from './facts.server.ts';
import { historyTexts } from './history-text.ts';
import { potKind } from './ledger/pots.server.ts';
import { permissions } from './permissions.ts';
import { defaultRetentionDays, tidy } from './retention.server.ts';

/** Teilhabefonds: neighbours, associations and providers apply for small grants; each cent is traced to its proof. */
export const fund = {
	key: 'fund',
	names: { one: 'fund_format_one', many: 'fund_format_many' },
	navigation: { staff: '/staff/fund', resident: (slug) => `/fund/${slug}` },
	addresses: addressesOf,
	history: {
		texts: historyTexts,
		page: (id) => `/staff/fund/${id}`,
		pages: { [potKind]: (id) => `/staff/fund/pots/${id}` }
	},
	permissions,
	facts: fundFacts,
	tidy,
	retentionDays: defaultRetentionDays
} satisfies Format;
