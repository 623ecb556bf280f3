import { m } from '../../../platform/i18n/paraglide/messages.js';

/** What a setting of a question's config is called; those that nobody tells apart have one name. */
const names: Readonly<Record<string, () => string>> = {
	from: m.livebank_setting_scale,
	to: m.livebank_setting_scale,
	steps: m.livebank_setting_scale,
	step: m.livebank_setting_scale,
	first: m.livebank_setting_scale,
	last: m.livebank_setting_scale,
	min: m.livebank_setting_least,
	max: m.livebank_setting_most,
	maxWords: m.livebank_setting_most,
	maxLength: m.livebank_setting_most,
	total: m.livebank_setting_sum,
	budgetCents: m.livebank_setting_sum,
	costCents: m.livebank_setting_cost,
	noneOfThese: m.livebank_setting_none_of_these,
	dontKnow: m.livebank_setting_dont_know,
	columns: m.livebank_setting_fields,
	rows: m.livebank_setting_fields,
	right: m.livebank_setting_right
};

export const settingName = (setting: string): string =>
	(Object.hasOwn(names, setting) ? names[setting]! : m.livebank_setting_other)();
