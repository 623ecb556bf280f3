import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openVirusScanner } from '#lib/platform/documents/virus-scanner.server.ts';
import { eicar, realClamd } from '../../../fixture/clamd.ts';
import { pdf } from '../../../fixture/documents.ts';
import { jpeg } from '../../../fixture/photos.ts';

test("ClamAV's own daemon understands us, finds what it knows and passes the rest", async () => {
	const scanner = openVirusScanner(await realClamd());
	const infected = { status: 422, reason: 'document_infected' };
	await expect(scanner.demandClean(eicar)).rejects.toMatchObject(infected);
	const hidden = pdf({ objects: [`<< /Note (${eicar.toString('latin1')}) >>`] });
	await expect(scanner.demandClean(hidden)).rejects.toMatchObject(infected);

	await scanner.demandClean(pdf());
	await scanner.demandClean(await jpeg());
	await scanner.demandClean(randomBytes(10 * 1024 * 1024));
	// More than it takes: it breaks off, and that is no yes.
	await expect(scanner.demandClean(randomBytes(12 * 1024 * 1024))).rejects.toMatchObject({
		reason: 'scan_away'
	});
}, 30_000);
