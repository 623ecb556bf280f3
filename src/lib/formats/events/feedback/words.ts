import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Face, FeedbackAudience } from './faces.ts';

export const faceNames: Readonly<Record<Face, () => string>> = {
	5: m.eventsfeedback_face_5,
	4: m.eventsfeedback_face_4,
	3: m.eventsfeedback_face_3,
	2: m.eventsfeedback_face_2,
	1: m.eventsfeedback_face_1
};

export const audienceNames: Readonly<Record<FeedbackAudience, () => string>> = {
	visitors: m.eventsfeedback_visitors,
	exhibitors: m.eventsfeedback_exhibitors
};
