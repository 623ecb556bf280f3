import { z } from 'zod';

/** One call of the API as its part describes it, beside the schemas that check it. */
export type ApiOperation = Readonly<{
	method: 'get' | 'post' | 'put' | 'delete';
	/** With parameters in braces, as in `/api/v1/live/{code}`. */
	path: string;
	summary: string;
	/** Path parameter to what it is. */
	parameters: Readonly<Record<string, string>>;
	/** Query parameter to what it is; all may be left out. */
	query?: Readonly<Record<string, string>>;
	/** Schema of the JSON body; absent: none is taken. */
	body?: z.ZodType;
	/** Whether a body may be left out. */
	bodyOptional?: boolean;
	/** The answer when all is well. */
	answer: Readonly<{ description: string; schema: z.ZodType; mediaType?: string }>;
	/** Statuses of the problem documents that it may answer with, and when. */
	problems: Readonly<Record<number, string>>;
	/** Known to the participant by cookie or bearer token. */
	participant?: boolean;
}>;

/** RFC 9457, with the reason as a stable code and, where input is wrong, a text for each field. */
export const problemSchema = z.object({
	type: z.string(),
	title: z.string().meta({ description: 'in the language of ?locale or Accept-Language' }),
	status: z.int(),
	reason: z.string().meta({ description: 'stable code' }),
	fields: z.record(z.string(), z.object({ reason: z.string(), text: z.string() })).optional(),
	reference: z.string().optional().meta({ description: 'of a fault of ours, for asking about it' })
});

/** The OpenAPI 3.1 document of these operations. */
export function openApiDocument(operations: readonly ApiOperation[], origin: string): object {
	const paths: Record<string, Record<string, object>> = {};
	for (const operation of operations)
		(paths[operation.path] ??= {})[operation.method] = describe(operation);
	return {
		openapi: '3.1.0',
		info: {
			title: 'Palaver',
			version: '1',
			description:
				'Join and follow live sessions, vote, read idea maps, events, offers, measures and their indicators.',
			license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' }
		},
		servers: [{ url: origin }],
		paths,
		components: {
			schemas: { Problem: jsonSchema(problemSchema, 'output') },
			securitySchemes: {
				participant: {
					type: 'http',
					scheme: 'bearer',
					description: 'the participant that joining answered with; browsers have it as a cookie'
				}
			}
		}
	};
}

function describe(operation: ApiOperation): object {
	const { answer, body } = operation;
	return {
		summary: operation.summary,
		parameters: [...pathParameters(operation), ...queryParameters(operation), localeParameter],
		...(operation.participant && { security: [{ participant: [] }] }),
		...(body && {
			requestBody: {
				required: !operation.bodyOptional,
				content: { 'application/json': { schema: jsonSchema(body, 'input') } }
			}
		}),
		responses: {
			200: {
				description: answer.description,
				content: {
					[answer.mediaType ?? 'application/json']: { schema: jsonSchema(answer.schema, 'output') }
				}
			},
			...Object.fromEntries(Object.entries(operation.problems).map(problemResponse))
		}
	};
}

const pathParameters = ({ parameters }: ApiOperation) =>
	Object.entries(parameters).map(([name, description]) => ({
		name,
		in: 'path',
		required: true,
		description,
		schema: { type: 'string' }
	}));

const queryParameters = ({ query = {} }: ApiOperation) =>
	Object.entries(query).map(([name, description]) => ({
		name,
		in: 'query',
		description,
		schema: { type: 'string' }
	}));

const localeParameter = {
	name: 'locale',
	in: 'query',
	description: 'language of the texts in problems; otherwise Accept-Language decides',
	schema: { type: 'string' }
};

const problemResponse = ([status, description]: [string, string]) => [
	status,
	{
		description,
		content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
	}
];

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
	const { $schema: _, ...plain } = z.toJSONSchema(schema, { io });
	return plain;
}
