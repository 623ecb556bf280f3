import { typedCode } from '../../../core/receipts/receipt-code.ts';

/** 60 bits for a mail's link, 40 on paper would do; both are typed the same way. */
export const followUpCodeLength = 12;

/** The code that somebody typed, or null for what cannot be one. */
export const followUpCode = (typed: string): string | null => typedCode(typed, followUpCodeLength);

/** As it stands on paper. */
export const spokenFollowUpCode = (code: string): string => code.match(/.{1,4}/g)!.join('-');

/** Where somebody answers, without the language. */
export const followUpPath = (code: string): string => `/later/${spokenFollowUpCode(code)}`;

/** Where they say that they want no more mails. */
export const followUpStopPath = (code: string): string => `${followUpPath(code)}/stop`;
