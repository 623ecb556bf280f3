import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { organisationKey } from '#lib/core/people/organisations/name-key.ts';
import { hashPassword, verifyPassword } from '#lib/core/people/passwords/hashing.server.ts';
import { passwordWeakness } from '#lib/core/people/passwords/rules.server.ts';
import { deviceLabel } from '#lib/core/people/sessions/device.ts';
import { localPath } from '../../src/routes/local-path.ts';

describe('names of organisations', () => {
	test.each([
		['AWO  Kreisverband e. V.', 'awo kreisverband E.V.'],
		['„Haus der Begegnung“', 'Haus der Begegnung'],
		['Bethel – regional', 'Bethel-Regional'],
		['Große Straße', 'GROSSE STRASSE'],
		['Cafe\u0301 Welt', 'Café Welt'],
		['Kinder & Jugend', 'Kinder&Jugend']
	])('%s and %s are one', (a, b) => {
		expect(organisationKey(a)).toBe(organisationKey(b));
	});

	test('different names stay different', () => {
		const names = ['AWO', 'Diakonie', 'AWO Heepen', 'جمعية الأمل', 'جمعية'];
		expect(new Set(names.map(organisationKey)).size).toBe(names.length);
	});

	test('a key is its own key', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (name) => {
				expect(organisationKey(organisationKey(name))).toBe(organisationKey(name));
			})
		);
	});
});

describe('passwords', () => {
	const email = 'jutta.meyer@stadt.example';

	test.each([
		['elf zeichen', 'password_too_short'],
		['x'.repeat(6) + '👍'.repeat(5), 'password_too_short'],
		['wort '.repeat(26), 'password_too_long'],
		['ich-bin-Jutta.Meyer!', 'password_contains_email'],
		['password1234', 'password_common'],
		['123456789012', 'password_common'],
		['Passwort2026!!', 'password_common'],
		['passwortpasswort', 'password_common'],
		['abcabcabcabcabc', 'password_common'],
		['!!!Sommer!!!1234', 'password_common'],
		['aaaaaaaaaaaaaaaa', 'password_common']
	])('%s is refused: %s', async (password, reason) => {
		expect(await passwordWeakness(password, email)).toBe(reason);
	});

	test.each([
		'gurke wolke traktor mond',
		'nurkleinbuchstabendoch',
		'شجرة تحت القمر البعيد',
		'🌳🌳🐿🍄🌧🌈🦔🍁🪵🐌🕷🦉'
	])('%s is fine: length counts, not kinds of characters', async (password) => {
		expect(await passwordWeakness(password, email)).toBeNull();
	});

	test('a short mail name forbids nothing', async () => {
		expect(await passwordWeakness('gurke wolke al traktor', 'al@stadt.example')).toBeNull();
	});

	test('are stored as PHC strings with a salt of their own', async () => {
		const [one, two] = [await hashPassword('gurke wolke'), await hashPassword('gurke wolke')];
		expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$=]{22}\$[^$=]{43}$/);
		expect(one).not.toBe(two);
		expect(await verifyPassword('gurke wolke', one)).toBe(true);
		expect(await verifyPassword('gurke Wolke', one)).toBe(false);
	});

	test(
		'a flood is asked to come back, and those in line are served',
		{ timeout: 60_000 },
		async () => {
			const tries = Array.from({ length: 100 }, () => verifyPassword('x', null));
			const outcomes = await Promise.allSettled(tries);
			const refused = outcomes.filter(({ status }) => status === 'rejected');
			expect(refused).toHaveLength(100 - 2 - 64);
			expect(refused[0]).toMatchObject({ reason: { kind: 'busy', reason: 'too_many_sign_ins' } });
			expect(await verifyPassword('x', null)).toBe(false);
		}
	);
});

describe('where to go after signing in', () => {
	test.each(['/plan', '/en/admin/people?search=a', '/'])('%s is of this house', (path) => {
		expect(localPath(path, '/account')).toBe(path);
	});

	test.each([
		'https://evil.example',
		'//evil.example',
		'/\\evil.example',
		'/\t/evil.example',
		'/.//evil.example',
		'javascript:alert(1)',
		'plan',
		'',
		null
	])('%s leads elsewhere and is dropped', (path) => {
		expect(localPath(path, '/account')).toBe('/account');
	});

	test('nothing leads to another host', () => {
		fc.assert(
			fc.property(fc.string(), (rest) => {
				const target = new URL(localPath(`/${rest}`, '/account'), 'https://palaver.example');
				expect(target.host).toBe('palaver.example');
			})
		);
	});
});

describe('devices in the list of sessions', () => {
	test.each([
		['Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'Firefox, Android'],
		[
			'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
			'Safari, iPhone'
		],
		[
			'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
			'Edge, Windows'
		],
		['curl/8', ''],
		[null, '']
	])('%s', (userAgent, label) => {
		expect(deviceLabel(userAgent)).toBe(label);
	});
});
