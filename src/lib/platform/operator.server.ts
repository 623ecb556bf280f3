import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { log } from './log.ts';

const line = z.string().trim().min(1).max(200);
const contact = z.strictObject({
	name: line,
	email: z.email().optional(),
	phone: line.optional(),
	url: z.httpUrl().optional()
});

/** Who runs this house, as the law wants it told (§ 5 DDG, Art. 13 GDPR, § 12b BGG and the laws of the states). */
const operatorSchema = z.strictObject({
	name: line,
	street: line,
	city: line,
	representedBy: line,
	email: z.email(),
	phone: line.optional(),
	vatId: line.optional(),
	supervisoryAuthority: line.optional(),
	privacyOfficer: contact.optional(),
	privacyAuthority: contact.optional(),
	/** Where the server stands and who runs it for the operator. */
	hosting: line.optional(),
	accessibilityContact: contact.optional(),
	/** Whom to turn to when the operator does not answer ("Durchsetzungsstelle", "Schlichtungsstelle"). */
	accessibilityEnforcement: contact.optional(),
	/** Known barriers, one text each, as the operator's own check found them. */
	knownBarriers: z.array(line).optional(),
	/** Day of the accessibility statement's last check. */
	accessibilityCheckedOn: z.iso.date().optional()
});
export type Operator = z.infer<typeof operatorSchema>;
export type Contact = z.infer<typeof contact>;

/**
 * Reads `operator.json` in the data folder, anew for each page that shows it, so that a change needs no restart.
 * Null where there is none or it cannot be used: the page then says so, and the log says why.
 */
export async function readOperator(dataDir: string): Promise<Operator | null> {
	const file = join(dataDir, 'operator.json');
	try {
		return operatorSchema.parse(JSON.parse(await readFile(file, 'utf8')));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
		log.error({ file, reason }, 'operator.json cannot be used');
		return null;
	}
}
