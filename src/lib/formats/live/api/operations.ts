import { z } from 'zod';
import type { ApiOperation } from '../../../platform/http/openapi.ts';
import {
	ballotInput,
	ballotOutput,
	joinInput,
	joinOutput,
	snapshotSchema,
	tallySchema
} from './schemas.ts';

const ofSession = { parameters: { code: 'the six digits of the session' } };
const noSession = { 404: 'code_unknown', 410: 'code_expired' };
const badBody = { 400: 'not_json', 413: 'body_too_large', 415: 'not_json_type' };
const comeAgain = {
	429: 'busy, joins_busy; Retry-After says when to try again',
	503: 'unavailable; Retry-After says when to try again'
};

/** The live session's part of the OpenAPI document. */
export const liveOperations: readonly ApiOperation[] = [
	{
		...ofSession,
		method: 'post',
		path: '/api/v1/live/{code}/join',
		summary:
			'Take part; sets the participant cookie. Who is known already stays the same participant.',
		body: joinInput,
		bodyOptional: true,
		answer: { description: 'the participant and the session as it is now', schema: joinOutput },
		problems: {
			...badBody,
			403: 'origin_foreign, seat_needed',
			...noSession,
			409: 'session_ended',
			422: 'organisation_missing, organisation_unknown, organisation_too_long, input_invalid',
			...comeAgain
		}
	},
	{
		...ofSession,
		method: 'get',
		path: '/api/v1/live/{code}',
		summary: 'The session as everybody may know it now',
		answer: { description: 'the newest state', schema: snapshotSchema },
		problems: noSession
	},
	{
		...ofSession,
		method: 'post',
		path: '/api/v1/live/{code}/ballots',
		summary:
			'Vote. The same ballot again is harmless; another one replaces it where votes may change.',
		participant: true,
		body: ballotInput,
		answer: { description: 'counted: committed to the database', schema: ballotOutput },
		problems: {
			...badBody,
			401: 'participant_unknown',
			403: 'origin_foreign',
			...noSession,
			409: 'question_closed, round_over, vote_final',
			422: 'answer_invalid, input_invalid',
			...comeAgain
		}
	},
	{
		...ofSession,
		method: 'get',
		path: '/api/v1/live/{code}/results',
		summary: 'The tally of the shown question, once it is revealed',
		answer: { description: 'as the stage shows it', schema: tallySchema },
		problems: { 404: 'results_hidden, code_unknown', 410: 'code_expired' }
	},
	{
		...ofSession,
		method: 'get',
		path: '/api/v1/live/{code}/stream',
		summary:
			'Follow the session: server-sent `state` events, each a full state, at most five a second',
		answer: {
			description:
				'events of type `state` whose data is a session as JSON, now and after each change',
			schema: z.string(),
			mediaType: 'text/event-stream'
		},
		problems: { ...noSession, 503: 'streams_full; Retry-After says when to try again' }
	}
];
