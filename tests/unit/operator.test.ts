import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOperator } from '#lib/platform/operator.server.ts';

const city = {
	name: 'Stadt Musterstadt',
	street: 'Rathausplatz 1',
	city: '12345 Musterstadt',
	representedBy: 'Oberbürgermeisterin Erika Mustermann',
	email: 'beteiligung@musterstadt.example'
};
const folder = (content?: string) => {
	const dir = mkdtempSync(join(tmpdir(), 'palaver-operator-'));
	if (content !== undefined) writeFileSync(join(dir, 'operator.json'), content);
	return dir;
};

test('the operator of the house is read from the data folder', async () => {
	expect(await readOperator(folder(JSON.stringify(city)))).toEqual(city);
});

test('a change is seen without a restart', async () => {
	const dir = folder();
	expect(await readOperator(dir)).toBeNull();
	writeFileSync(join(dir, 'operator.json'), JSON.stringify(city));
	expect(await readOperator(dir)).toEqual(city);
});

test.each([
	['no JSON', '{'],
	['a missing name', JSON.stringify({ ...city, name: undefined })],
	['a misspelt field', JSON.stringify({ ...city, fone: '1' })],
	['an address that is none', JSON.stringify({ ...city, email: 'rathaus' })],
	[
		'a link that runs script',
		JSON.stringify({ ...city, privacyAuthority: { name: 'LDI', url: 'javascript:alert(1)' } })
	]
])('a file with %s shows nothing half-right', async (_, content) => {
	expect(await readOperator(folder(content))).toBeNull();
});
