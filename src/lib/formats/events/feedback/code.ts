import { typedCode } from '../../../core/receipts/receipt-code.ts';

/** 40 bits. A code opens an empty form once, and leads to nobody. */
export const feedbackCodeLength = 8;

/** The code that somebody typed, or null for what cannot be one. */
export const feedbackCode = (typed: string): string | null => typedCode(typed, feedbackCodeLength);

/** As it stands on paper. */
export const spokenFeedbackCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** Short, to be typed from a slip of paper. */
export const feedbackPath = (code: string): string => `/f/${spokenFeedbackCode(code)}`;
