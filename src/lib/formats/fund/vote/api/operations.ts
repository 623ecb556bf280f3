import type { ApiOperation } from '../../../../platform/http/openapi.ts';
import { ballotInput, ballotOutput, joinOutput, resultOutput, voteOutput } from './schemas.ts';

const ofRound = { parameters: { slug: "the last part of the address of the fund's round" } };
const noVote = { 404: 'vote_unknown' };
const comeAgain = {
	429: 'joins_busy; Retry-After says when to try again',
	503: 'unavailable; Retry-After says when to try again'
};

/** The residents' votes' part of the OpenAPI document. */
export const voteOperations: readonly ApiOperation[] = [
	{
		...ofRound,
		method: 'get',
		path: '/api/v1/fund/{slug}/vote',
		summary: "The residents' vote of a round: question, options, rule",
		answer: { description: 'the vote as everybody may know it now', schema: voteOutput },
		problems: noVote
	},
	{
		...ofRound,
		method: 'post',
		path: '/api/v1/fund/{slug}/vote/join',
		summary:
			'Take part; sets the participant cookie. Who is known already stays the same participant.',
		answer: { description: 'the participant', schema: joinOutput },
		problems: { 403: 'origin_foreign', ...noVote, 409: 'vote_closed', ...comeAgain }
	},
	{
		...ofRound,
		method: 'post',
		path: '/api/v1/fund/{slug}/vote/ballots',
		summary:
			'Vote. The same ballot again is harmless; another one replaces it until the vote closes.',
		participant: true,
		body: ballotInput,
		answer: { description: 'counted: committed to the database', schema: ballotOutput },
		problems: {
			400: 'not_json',
			401: 'participant_unknown',
			403: 'origin_foreign',
			...noVote,
			409: 'vote_closed',
			413: 'body_too_large',
			415: 'not_json_type',
			422: 'answer_invalid, input_invalid',
			...comeAgain
		}
	},
	{
		...ofRound,
		method: 'get',
		path: '/api/v1/fund/{slug}/vote/results',
		summary: 'Winners, every step of the rule and the ballots it was computed from',
		answer: { description: 'everything to compute it again', schema: resultOutput },
		problems: { 404: 'vote_unknown, results_hidden' }
	}
];
