import type { TypedComment } from '#lib/formats/ideas/talk/forms.server.ts';

/** What a form's action may have refused. */
type Refused = Readonly<{
	reason: string;
	fields: Readonly<Record<string, string>>;
	typed: { form: string; opened: string } & Partial<TypedComment & { email: string }>;
}>;

/** The refusal for the form of the page that was sent; the others show none. */
export function refusedForms(form: Refused | null | undefined) {
	const of = (name: string) => (form?.typed.form === name ? form : undefined);
	const [comment, follow] = [of('comment'), of('follow')];
	return {
		support: of('support'),
		comment: comment && { ...comment, typed: comment.typed as TypedComment },
		follow: follow && { ...follow, email: follow.typed.email ?? '' }
	};
}
