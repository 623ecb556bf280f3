import { electronicFormatIBAN, friendlyFormatIBAN, isSEPACountry, isValidIBAN } from 'ibantools';
import { westernText } from './decimal.ts';
import { isolated } from './i18n/numbers.ts';

/** Why something typed is no account that money can be sent to. Texts: money-problem.ts. */
export type IbanProblem = 'iban_missing' | 'iban_invalid' | 'iban_country';

/** An IBAN as it is stored: capitals and digits, no spaces. Or why it is none. */
export type IbanReading = Readonly<{ iban: string }> | Readonly<{ problem: IbanProblem }>;

/**
 * Albania, Montenegro, Moldova, North Macedonia and Serbia joined the payment area in 2024 and 2025; the library's list
 * is older. Source: European Payments Council, EPC409-09, List of SEPA Scheme Countries.
 */
const joinedLater = ['AL', 'ME', 'MD', 'MK', 'RS'];

/**
 * Reads an IBAN however it is grouped, with a leading "IBAN", also with Arabic digits. Length and inner structure of its
 * country and both check digits must be right (ISO 13616), and a SEPA transfer must reach it.
 */
export function readIban(typed: string): IbanReading {
	const text = westernText(typed).replace(/\p{Cf}/gu, '');
	const iban = electronicFormatIBAN(text.replace(/^IBAN\b[ :]*/i, ''));
	if (!iban) return { problem: 'iban_missing' };
	if (!isValidIBAN(iban)) return { problem: 'iban_invalid' };
	const country = iban.slice(0, 2);
	const reached = isSEPACountry(country) || joinedLater.includes(country);
	return reached ? { iban } : { problem: 'iban_country' };
}

/** "DE89 3704 0044 0532 0130 00", set apart so that its groups keep their order in Arabic text. */
export const ibanInGroups = (iban: string): string => isolated(friendlyFormatIBAN(iban) ?? iban);

/** "•••• 3000": enough to recognise one's own account, not enough to know somebody else's. */
export const ibanMasked = (iban: string): string => isolated(`•••• ${iban.slice(-4)}`);
