import type { z } from 'zod';
import { Refusal } from './errors.ts';

/**
 * Reads input by a schema whose messages are reason codes.
 * @throws Refusal `invalid` with one reason code per field
 */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
	const read = schema.safeParse(input);
	if (read.success) return read.data;
	const fields: Record<string, string> = {};
	for (const issue of read.error.issues) fields[issue.path.join('.')] ??= issue.message;
	throw new Refusal('invalid', 'input_invalid', fields);
}
