import { expect, test } from 'vitest';
import { bodyLimitOf } from '#lib/platform/http/body-limit.ts';
import { uploadBudget } from '#lib/platform/http/upload-budget.ts';

const megabytes = 1024 * 1024;

test('photos on their way take 200 MB at most; text still gets through, and memory is given back', async () => {
	const within = uploadBudget();
	let arrive!: () => void;
	const slow = new Promise<void>((resolve) => (arrive = resolve));
	const uploads = Array.from({ length: 5 }, () => within(40 * megabytes, () => slow));
	await expect(within(40 * megabytes, () => Promise.resolve())).rejects.toMatchObject({
		reason: 'uploads_busy',
		status: 503
	});
	await expect(within(10_000, () => Promise.resolve('text'))).resolves.toBe('text');
	arrive();
	await Promise.all(uploads);
	await expect(within(40 * megabytes, () => Promise.resolve('next'))).resolves.toBe('next');
});

test('only the contribution of an idea takes photos, and a receipt of a funded project one document', () => {
	expect(bodyLimitOf('/(site)/ideas/[slug]/new')).toBe(40 * megabytes);
	const receipts = '/(site)/fund/[slug]/mine/[key]/proof/receipts';
	expect(bodyLimitOf(`${receipts}/new`)).toBe(11 * megabytes);
	expect(bodyLimitOf(`${receipts}/[receipt=uuid]`)).toBe(11 * megabytes);
	expect(bodyLimitOf('/(site)/fund/[slug]/mine/[key]/proof/report')).toBe(megabytes / 2);
	const door = '/(site)/events/[slug]/host/[key]/[event=uuid]/door/[date=uuid]';
	expect(bodyLimitOf(`${door}/document`)).toBe(13 * megabytes);
	expect(bodyLimitOf(door)).toBe(megabytes / 2);
	expect(bodyLimitOf('/(site)/sign-in')).toBe(megabytes / 2);
	expect(bodyLimitOf(null)).toBe(megabytes / 2);
});
