import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { personalHints } from '#lib/core/moderation/personal-hints.ts';

const kindsIn = (text: string) => personalHints(text).map(({ kind, text }) => [kind, text]);

describe('somebody is warned of', () => {
	test.each([
		['name', 'Frau Müller', 'Bitte fragen Sie Frau Müller vom Kiosk.'],
		['name', 'Herrn Dr. Yılmaz', 'Ich habe mit Herrn Dr. Yılmaz gesprochen'],
		['name', 'Familie El-Amin', 'Familie El-Amin wohnt hier'],
		['name', 'Mrs. O’Brien', 'Ask Mrs. O’Brien about it'],
		['name', 'Ich heiße Aylin Yıldız', 'Ich heiße Aylin Yıldız und wohne hier'],
		['name', 'Frau Dr. Müller-Lüdenscheidt', 'Frau Dr. Müller-Lüdenscheidt war da'],
		['name', 'اسمي أحمد', 'اسمي أحمد'],
		['name', 'السيدة فاطمة', 'تحدثوا مع السيدة فاطمة'],
		['phone', '0521 51-12345', 'Anrufen: 0521 51-12345'],
		['phone', '+49 (0)176 12345678', 'Tel. +49 (0)176 12345678.'],
		['phone', '0521 / 51-2345', 'Ruf mich an: 0521 / 51-2345'],
		['phone', '0176/1234567', 'mein Handy 0176/1234567'],
		['phone', '(0521) 12 34 56', 'unter (0521) 12 34 56'],
		['phone', '٠١٧٦ ١٢٣٤٥٦٧', 'رقمي ٠١٧٦ ١٢٣٤٥٦٧'],
		['email', 'erika.m@beispiel.example', 'schreibt an erika.m@beispiel.example!'],
		['iban', 'DE89 3704 0044 0532 0130 00', 'Konto DE89 3704 0044 0532 0130 00'],
		['plate', 'BI-AB 123', 'Der graue Kombi BI-AB 123 parkt hier'],
		['plate', 'BI AB 1234E', 'Das Auto BI AB 1234E steht da'],
		['plate', 'B-X 7', 'B-X 7 steht immer da'],
		['home', 'Bahnhofstraße 12', 'Ich wohne Bahnhofstraße 12.'],
		['home', 'Herforder Str. 5a', 'in der Herforder Str. 5a'],
		['home', 'August-Bebel-Straße 90', 'August-Bebel-Straße 90'],
		['home', 'Siegfriedplatz 3', 'Siegfriedplatz 3 links'],
		['home', '12 Station Road', 'I live at 12 Station Road'],
		['home', 'شارع الملك فيصل ١٢', 'أسكن في شارع الملك فيصل ١٢']
	])('%s: %s', (kind, found, text) => {
		expect(kindsIn(text)).toEqual([[kind, found]]);
	});

	test('each thing once, in the order of the text', () => {
		expect(kindsIn('BI-AB 123, noch mal BI-AB 123, gehört Herrn Klein')).toEqual([
			['plate', 'BI-AB 123'],
			['name', 'Herrn Klein']
		]);
	});
});

test.each([
	'Auf Platz 3 fehlt eine Bank.',
	'Am 01.02.2026 war Markt, am 1.2.26 auch, seit 2024-2026.',
	'Geöffnet 08.00 - 18.00 Uhr und 08:00-18:00.',
	'Buslinie 25 fährt alle 10 Minuten, Gleis 3.',
	'Der Schulweg 5 Minuten weiter ist dunkel.',
	'Frauen und Männer, eine Frau sagte das auch.',
	'100 000 Euro für 2.500 Quadratmeter, 0,5 Prozent.',
	'Die B 66 und die A 2 sind laut.',
	'Auf dem Weg 3 Laternen kaputt, am Platz 20 Leute.',
	'Haltestelle Jahnplatz, Kesselbrink, Rathaus',
	'DE12 ist kein Konto',
	'في الساحة ٣ مقاعد',
	'Am 01.02.2026 um 18:30 Uhr war es dunkel.',
	'100 % mehr Bänke, 25 Stück für 1.500.000 Euro',
	'Die Linie 2 und der Bus 21 kommen nie',
	'Im Jahr 2026 sind 12345 Menschen umgezogen',
	'Postleitzahl 33602 Bielefeld',
	'Open 9-17, 3 benches, Platform 12'
])('no false alarm: %s', (text) => {
	expect(kindsIn(text)).toEqual([]);
});

test('any text is read in time that grows with its length only', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
			for (const { text: found } of personalHints(text)) expect(text).toContain(found);
		})
	);
	const long = `${'0 1-'.repeat(700)} ${'Aa '.repeat(900)}`;
	expect(personalHints(long).length).toBeLessThanOrEqual(10);
});
