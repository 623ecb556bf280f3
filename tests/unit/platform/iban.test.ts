import { expect, test } from 'vitest';
import { ibanInGroups, ibanMasked, readIban } from '#lib/platform/iban.ts';
import { moneyProblems } from '#lib/platform/money-problem.ts';

// The examples of the IBAN registry.
const german = 'DE89370400440532013000';

test.for([
	german,
	'DE89 3704 0044 0532 0130 00',
	'de89-3704-0044-0532-0130-00',
	'IBAN: DE89 3704 0044 0532 0130 00',
	'IBAN DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000',
	'\u2068DE89 3704 0044 0532 0130 00\u2069',
	'DE٨٩ ٣٧٠٤ ٠٠٤٤ ٠٥٣٢ ٠١٣٠ ٠٠'
])('"%s" is one account', (typed) => {
	expect(readIban(typed)).toEqual({ iban: german });
});

test.for([
	['', 'iban_missing'],
	[' - ', 'iban_missing'],
	['mein Konto', 'iban_invalid'],
	['DE88 3704 0044 0532 0130 00', 'iban_invalid'],
	['DE89 3704 0044 0532 0103 00', 'iban_invalid'],
	['DE89 3704 0044 0532 0130 0', 'iban_invalid'],
	['XX89 3704 0044 0532 0130 00', 'iban_invalid'],
	['TR33 0006 1005 1978 6457 8413 26', 'iban_country'],
	['UA21 3223 1300 0002 6007 2335 6600 1', 'iban_country']
] as [string, string][])('"%s" is refused: %s', ([typed, problem]) => {
	expect(readIban(typed)).toEqual({ problem });
	expect(moneyProblems[problem as keyof typeof moneyProblems]).toBeTypeOf('function');
});

test.for([
	'NL91 ABNA 0417 1643 00',
	'CH93 0076 2011 6238 5295 7',
	'GB29 NWBK 6016 1331 9268 19',
	'RS35 2600 0560 1001 6113 79',
	'AL47 2121 1009 0000 0002 3569 8741',
	'MK07 2501 2000 0058 984'
])('a transfer reaches %s', (typed) => {
	expect(readIban(typed)).toEqual({ iban: typed.replaceAll(' ', '') });
});

test('an account is shown in groups, or only by its end, and keeps its order in Arabic text', () => {
	expect(ibanInGroups(german)).toBe('\u2068DE89 3704 0044 0532 0130 00\u2069');
	expect(ibanMasked(german)).toBe('\u2068•••• 3000\u2069');
});
