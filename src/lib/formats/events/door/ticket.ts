import { typedCode } from '../../../core/receipts/receipt-code.ts';

/** Letters and digits of a ticket: 29 bits, to be read aloud at a door. */
export const ticketLength = 6;

/** The number that somebody typed or a camera read, or null for what cannot be one. */
export const ticketNumber = (typed: string): string | null => typedCode(typed, ticketLength);

/** As people read it: in two groups of three. */
export const spokenTicket = (number: string): string =>
	`${number.slice(0, ticketLength / 2)}-${number.slice(ticketLength / 2)}`;
