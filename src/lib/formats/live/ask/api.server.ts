import { participantToken } from '../../../core/activities/participant-request.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import {
	answered,
	json,
	readJson,
	type ApiAnswer,
	type ApiRequest
} from '../../../platform/http/api.server.ts';
import { participantCookie, type LiveService } from '../service.ts';
import { liveProblemText } from '../api/problem-text.ts';
import { askBody } from './api-schemas.ts';
import type { Asker } from './board.server.ts';
import type { AskDesk } from './desk.server.ts';

/** Residents' questions for programs: what the pages do, by the same desk. */
export type AskApi = Readonly<{
	list(request: ApiRequest, code: string): Promise<ApiAnswer>;
	ask(request: ApiRequest, code: string): Promise<ApiAnswer>;
	support(request: ApiRequest, code: string, id: string): Promise<ApiAnswer>;
	withdrawSupport(request: ApiRequest, code: string, id: string): Promise<ApiAnswer>;
}>;

export function askApi(live: LiveService, desk: AskDesk, origin: string): AskApi {
	return {
		list: (request, code) =>
			answered(request, liveProblemText, async () => json(await live.asks(code))),

		ask: (request, code) =>
			answered(request, liveProblemText, async () => {
				const asker = await demandAsker(request, code);
				const body = askBody.safeParse(await readJson(request));
				if (!body.success) throw new Refusal('invalid', 'input_invalid');
				return json(await desk.ask(asker, body.data));
			}),

		support: (request, code, id) =>
			answered(request, liveProblemText, async () => {
				await desk.support(await demandAsker(request, code), known(id));
				return json({ supported: true });
			}),

		withdrawSupport: (request, code, id) =>
			answered(request, liveProblemText, async () => {
				await desk.withdrawSupport(await demandAsker(request, code), known(id));
				return json({ supported: false });
			})
	};

	async function demandAsker(request: ApiRequest, code: string): Promise<Asker> {
		const token = participantToken(request, participantCookie(code), origin);
		const { activityId, participant } = await live.person({ code, token });
		if (!participant) throw new Refusal('unauthenticated', 'participant_unknown');
		return { activityId, participant };
	}
}

function known(id: string): string {
	if (!isUuid(id)) throw new Refusal('missing', 'ask_unknown');
	return id;
}
