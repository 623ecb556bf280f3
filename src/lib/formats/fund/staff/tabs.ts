import { m } from '../../../platform/i18n/paraglide/messages.js';

/** The pages of one application for those who work with it; `path` goes behind its own address. */
export const applicationTabs = [
	{ key: 'application', path: '', label: m.fund_tab_application },
	{ key: 'jury', path: '/jury', label: m.fund_tab_jury },
	{ key: 'money', path: '/money', label: m.fund_tab_money },
	{ key: 'proof', path: '/proof', label: m.fund_tab_proof }
] as const;
export type ApplicationTab = (typeof applicationTabs)[number]['key'];
