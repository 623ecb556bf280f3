import type { Translated } from '../../../../platform/i18n/translated.ts';
import { ruleValuesOf, type RoundValues } from '../round-form.ts';
import { usualRules, type FundRules } from '../rules.ts';
import { districtBudget } from './district-budget.ts';
import { networkMoney } from './network-money.ts';
import { participationFund } from './participation-fund.ts';

/** A round ready to be used: its texts exist in all four content languages, all can be changed afterwards. */
export type Template = Readonly<{
	key: string;
	title: Translated;
	/** For whom and when it is meant. */
	purpose: Translated;
	intro: Translated;
	rules: FundRules;
}>;

/** Ready rounds to start from, in the order in which they are offered. */
export const templates: readonly Template[] = [networkMoney, participationFund, districtBudget];

export const templateOf = (key: string | null | undefined): Template | null =>
	templates.find((template) => template.key === key) ?? null;

type Beginning = Omit<RoundValues, 'placeId' | 'retainUntil' | 'slug' | 'potId'>;

/** What the form of a new round begins with. */
export const beginningOf = (template: Template | null, locales: readonly string[]): Beginning => ({
	title: template?.title ?? {},
	main: 'de',
	locales: template ? locales : ['de'],
	startsAt: '',
	endsAt: '',
	measures: [],
	organisationId: '',
	intro: template?.intro ?? {},
	rules: ruleValuesOf(template?.rules ?? usualRules)
});
