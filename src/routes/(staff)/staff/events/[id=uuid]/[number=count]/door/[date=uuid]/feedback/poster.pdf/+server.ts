import { posterFile } from '../../../../../../../../../event-feedback.server.ts';
import { atDoor } from '../../at-door.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => posterFile(event, await atDoor(event));
