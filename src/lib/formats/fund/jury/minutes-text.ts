import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { isolated } from '../../../platform/i18n/numbers.ts';
import { formatCents } from '../../../platform/money.ts';
import { outcomeNames } from '../state-text.ts';
import { choiceNames } from './jury-text.ts';
import { choices, type ClosedVote, type Proposal, type Votes } from './vote.ts';

/** "Bewilligt: 900,00 €" */
export function proposalText({ outcome, grantedCents }: Proposal, locale: string): string {
	const name = outcomeNames[outcome]({}, inLocale(locale));
	return grantedCents === null ? name : `${name}: ${formatCents(grantedCents, locale)}`;
}

/** "3 Ja, 1 Nein, 0 Enthaltungen" */
export const votesText = ({ yes, no, abstain }: Votes, locale: string): string =>
	m.fundjury_votes_sentence({ yes, no, abstain }, inLocale(locale));

/** Who voted how, one choice after the other; empty for a secret vote. */
export function castTexts({ cast }: ClosedVote, locale: string): string[] {
	return choices.flatMap((choice) => {
		const names = cast.filter((one) => one.choice === choice).map(({ name }) => name);
		return names.length === 0
			? []
			: [`${choiceNames[choice]({}, inLocale(locale))}: ${namesText(names, locale)}`];
	});
}

/** "Ada, Bo und Cem", each name kept in its own writing direction. */
export const namesText = (names: readonly string[], locale: string): string =>
	new Intl.ListFormat(locale, { type: 'conjunction' }).format(names.map(isolated));
