import { expect, test } from '@playwright/test';
import { run } from '../load/crash.ts';

test('app and PostgreSQL are killed while phones vote: nothing acknowledged is lost or counted twice', async () => {
	test.setTimeout(180_000);
	const figures = (await run(['--quick'])) as { acknowledged: number };
	expect(figures).toMatchObject({ kills: 2, lost: 0, doubled: 0 });
	expect(figures.acknowledged).toBeGreaterThan(200);
});
