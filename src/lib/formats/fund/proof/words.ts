import { dayText } from '../../../platform/i18n/dates.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { getLocale } from '../../../platform/i18n/paraglide/runtime.js';
import { formatCents } from '../../../platform/money.ts';
import { costNames, fundingNames } from '../state-text.ts';
import type { PlanLine } from '../staff/read-application.server.ts';
import type { CostCategory, FundingCategory } from '../states.ts';
import type { CheckKey } from './checks.ts';
import type { ComparedLine, Overrun } from './compare.ts';
import type { againChoices, returnWays, successes } from './report.ts';

/** What kind of cost or money a line is. */
export const kindName = ({ side, category }: Pick<PlanLine, 'side' | 'category'>): string =>
	side === 'cost'
		? costNames[category as CostCategory]()
		: fundingNames[category as FundingCategory]();

/** "Material: Töpfe und Zutaten" */
export const lineName = (line: Pick<PlanLine, 'side' | 'category' | 'label'>): string =>
	line.label === '' ? kindName(line) : `${kindName(line)}: ${line.label}`;

/** A sum in the reader's language; nothing told is a dash. */
export const sumText = (cents: number | null): string =>
	cents === null ? '–' : formatCents(cents, getLocale());

/** Spent or come in; work without pay with its hours. */
export function actualText({ actualCents, actualMinutes }: ComparedLine): string {
	if (actualMinutes === null) return sumText(actualCents);
	const hours = m.fundproof_hours({ hours: formatHours(actualMinutes) });
	return `${hours} (${sumText(actualCents)})`;
}

/** Hours with one decimal at most, "7,5". */
export const formatHours = (minutes: number): string =>
	new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 1 }).format(minutes / 60);

export const overrunNames: Readonly<Record<Exclude<Overrun, 'none'>, () => string>> = {
	within: m.fundproof_overrun_within,
	above: m.fundproof_overrun_above
};

export const checkNames: Readonly<Record<CheckKey, () => string>> = {
	report: m.fundproof_check_report,
	period: m.fundproof_check_period,
	pictures: m.fundproof_check_pictures,
	money: m.fundproof_check_money,
	why: m.fundproof_check_why,
	returns: m.fundproof_check_returns
};

export const successNames: Readonly<Record<(typeof successes)[number], () => string>> = {
	yes: m.fundproof_success_yes,
	partly: m.fundproof_success_partly,
	no: m.fundproof_success_no
};

export const againNames: Readonly<Record<(typeof againChoices)[number], () => string>> = {
	yes: m.fundproof_again_yes,
	unsure: m.fundproof_again_unsure,
	no: m.fundproof_again_no
};

export const returnNames: Readonly<Record<(typeof returnWays)[number], () => string>> = {
	sent: m.fundproof_returns_sent,
	afterCheck: m.fundproof_returns_after_check
};

/** "1. März 2026 bis 30. September 2026"; a dash where it is not told. */
export const spanText = (from: string | null, to: string | null): string =>
	from === null || to === null ? '–' : m.fundproof_span({ from: dayText(from), to: dayText(to) });

export const countText = (count: number | null): string =>
	count === null ? '–' : formatCount(count, getLocale());
