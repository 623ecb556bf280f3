import { z } from 'zod';
import { askBody, askedBody, supportedBody } from '../ask/api-schemas.ts';
import type { ApiOperation } from '../../../platform/http/openapi.ts';
import {
	askListSchema,
	ballotInput,
	ballotOutput,
	joinInput,
	joinOutput,
	reactionInput,
	reactionOutput,
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
			409: 'session_ended, session_locked',
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
				'first an event of type `clock` with the server’s time in milliseconds since 1970; then events of type `state` whose data is a session as JSON, now and after each change',
			schema: z.string(),
			mediaType: 'text/event-stream'
		},
		problems: { ...noSession, 503: 'streams_full; Retry-After says when to try again' }
	},
	{
		...ofSession,
		method: 'post',
		path: '/api/v1/live/{code}/reactions',
		summary: 'Tap a sign; more than one a second by the same participant are not counted',
		participant: true,
		body: reactionInput,
		answer: { description: 'taken', schema: reactionOutput },
		problems: {
			...badBody,
			401: 'participant_unknown',
			403: 'origin_foreign',
			...noSession,
			409: 'reactions_off',
			422: 'input_invalid'
		}
	},
	{
		...ofSession,
		method: 'get',
		path: '/api/v1/live/{code}/asks',
		summary: "Residents' own questions as everybody sees them",
		answer: { description: 'the newest list', schema: askListSchema },
		problems: noSession
	},
	{
		...ofSession,
		method: 'post',
		path: '/api/v1/live/{code}/asks',
		summary: 'Ask a question. It may wait for a moderator; who asks it supports it.',
		participant: true,
		body: askBody,
		answer: { description: 'stored', schema: askedBody },
		problems: {
			...badBody,
			401: 'participant_unknown',
			403: 'origin_foreign',
			...noSession,
			409: 'asks_closed, too_many_open',
			422: 'ask_missing, ask_too_long, personal_unconfirmed, input_invalid',
			429: 'asks_busy'
		}
	},
	...(['put', 'delete'] as const).map((method) => ({
		parameters: { ...ofSession.parameters, ask: 'id of the question' },
		method,
		path: '/api/v1/live/{code}/asks/{ask}/support',
		summary:
			method === 'put'
				? 'Want this question answered too; once more is harmless'
				: 'Take the support back; once more is harmless',
		participant: true,
		answer: { description: 'done', schema: supportedBody },
		problems: {
			401: 'participant_unknown',
			403: 'origin_foreign',
			404: 'ask_unknown, code_unknown',
			409: 'asks_closed',
			410: 'code_expired'
		}
	})),
	{
		...ofSession,
		method: 'get',
		path: '/api/v1/live/{code}/asks/stream',
		summary:
			'Follow the questions: server-sent `state` events, each a full list, at most one a second',
		answer: {
			description: 'events of type `state` whose data is a list as JSON, now and after each change',
			schema: z.string(),
			mediaType: 'text/event-stream'
		},
		problems: { ...noSession, 503: 'streams_full; Retry-After says when to try again' }
	}
];
