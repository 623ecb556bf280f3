import { m } from '../../platform/i18n/paraglide/messages.js';
import { formatCents } from '../../platform/money.ts';
import type { Cost } from './choices.ts';

type Costs = Readonly<{ cost: Cost; costCents: number | null; costText: string }>;

/** What somebody pays, as the host said it. */
export function costText({ cost, costCents, costText: text }: Costs, locale: string): string {
	if (cost === 'cents') return formatCents(costCents ?? 0, locale);
	return cost === 'text' ? text : m.events_cost_free();
}
