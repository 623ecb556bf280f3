import { expect, test } from 'vitest';
import { personalHints } from '#lib/core/moderation/personal-hints.ts';

test.each([
	['Ruf mich an: 0521 / 51-2345', 'phone', '0521 / 51-2345'],
	['+49 (0)521 512345', 'phone', '+49 (0)521 512345'],
	['schreib an aylin.y@example.org bitte', 'email', 'aylin.y@example.org'],
	['Der Wagen BI-AB 123 parkt immer hier', 'plate', 'BI-AB 123'],
	['DE02 1203 0000 0000 2020 51', 'iban', 'DE02 1203 0000 0000 2020 51'],
	['Frau Dr. Müller-Lüdenscheidt war da', 'name', 'Frau Dr. Müller-Lüdenscheidt'],
	['Ich heiße Aylin Yıldız', 'name', 'Ich heiße Aylin Yıldız'],
	['اسمي أحمد', 'name', 'اسمي أحمد'],
	['In der Herforder Straße, also Wilhelmstraße 12a', 'home', 'Wilhelmstraße 12a']
])('"%s" has a hint of the kind %s', (text, kind, found) => {
	expect(personalHints(text)).toContainEqual({ kind, text: found });
});

test.each([
	'Am 01.02.2026 um 18:30 Uhr war es dunkel.',
	'100 % mehr Bänke, 25 Stück für 1.500.000 Euro',
	'Die Linie 2 und der Bus 21 kommen nie',
	'Frauen und Familien brauchen Licht',
	'Im Jahr 2026 sind 12345 Menschen umgezogen',
	'Postleitzahl 33602 Bielefeld'
])('"%s" names nobody', (text) => {
	expect(personalHints(text)).toEqual([]);
});
