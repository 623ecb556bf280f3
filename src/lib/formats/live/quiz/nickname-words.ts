/**
 * The words of which players' names are made. Kind ones only, in every language: no body, no origin, no animal that is
 * a term of abuse somewhere. A name is kept as places in these lists, so words are added at the end and never taken out.
 */
export type Adjective = Readonly<{
	/** Takes the endings -er, -e, -es. */
	de: string;
	en: string;
	/** Masculine; the feminine adds ة. */
	ar: string;
}>;

export const adjectives: readonly Adjective[] = [
	{ de: 'flink', en: 'quick', ar: 'سريع' },
	{ de: 'heiter', en: 'cheerful', ar: 'مرح' },
	{ de: 'munter', en: 'lively', ar: 'نشيط' },
	{ de: 'klug', en: 'clever', ar: 'ذكي' },
	{ de: 'froh', en: 'happy', ar: 'سعيد' },
	{ de: 'mutig', en: 'brave', ar: 'شجاع' },
	{ de: 'sanft', en: 'gentle', ar: 'لطيف' },
	{ de: 'ruhig', en: 'calm', ar: 'هادئ' },
	{ de: 'wach', en: 'alert', ar: 'يقظ' },
	{ de: 'freundlich', en: 'friendly', ar: 'ودود' },
	{ de: 'stark', en: 'strong', ar: 'قوي' },
	{ de: 'treu', en: 'loyal', ar: 'وفي' },
	{ de: 'großzügig', en: 'generous', ar: 'كريم' },
	{ de: 'höflich', en: 'polite', ar: 'مهذب' },
	{ de: 'lustig', en: 'funny', ar: 'ظريف' },
	{ de: 'fleißig', en: 'busy', ar: 'مجتهد' },
	{ de: 'geschickt', en: 'skilful', ar: 'ماهر' },
	{ de: 'weis', en: 'wise', ar: 'حكيم' },
	{ de: 'ehrlich', en: 'honest', ar: 'صادق' },
	{ de: 'strahlend', en: 'bright', ar: 'مشرق' },
	{ de: 'kreativ', en: 'creative', ar: 'مبدع' },
	{ de: 'aufmerksam', en: 'attentive', ar: 'منتبه' },
	{ de: 'zuversichtlich', en: 'hopeful', ar: 'متفائل' },
	{ de: 'gelassen', en: 'relaxed', ar: 'رزين' }
];

export type Animal = Readonly<{
	de: string;
	/** Of the German noun. */
	gender: 'm' | 'f' | 'n';
	en: string;
	ar: string;
	/** The Arabic noun is feminine. */
	feminine: boolean;
}>;

const animal = (
	de: string,
	gender: Animal['gender'],
	en: string,
	ar: string,
	feminine = false
): Animal => ({ de, gender, en, ar, feminine });

export const animals: readonly Animal[] = [
	animal('Igel', 'm', 'hedgehog', 'قنفذ'),
	animal('Schmetterling', 'm', 'butterfly', 'فراشة', true),
	animal('Schwalbe', 'f', 'swallow', 'سنونوة', true),
	animal('Delfin', 'm', 'dolphin', 'دلفين'),
	animal('Reh', 'n', 'deer', 'غزال'),
	animal('Spatz', 'm', 'sparrow', 'عصفور'),
	animal('Falke', 'm', 'falcon', 'صقر'),
	animal('Pferd', 'n', 'horse', 'حصان'),
	animal('Biene', 'f', 'bee', 'نحلة', true),
	animal('Hase', 'm', 'hare', 'أرنب'),
	animal('Eichhörnchen', 'n', 'squirrel', 'سنجاب'),
	animal('Schildkröte', 'f', 'turtle', 'سلحفاة', true),
	animal('Storch', 'm', 'stork', 'لقلق'),
	animal('Schwan', 'm', 'swan', 'بجعة', true),
	animal('Robbe', 'f', 'seal', 'فقمة', true),
	animal('Pinguin', 'm', 'penguin', 'بطريق'),
	animal('Löwe', 'm', 'lion', 'أسد'),
	animal('Tiger', 'm', 'tiger', 'نمر'),
	animal('Giraffe', 'f', 'giraffe', 'زرافة', true),
	animal('Taube', 'f', 'dove', 'حمامة', true),
	animal('Nachtigall', 'f', 'nightingale', 'بلبل'),
	animal('Känguru', 'n', 'kangaroo', 'كنغر'),
	animal('Marienkäfer', 'm', 'ladybird', 'دعسوقة', true),
	animal('Libelle', 'f', 'dragonfly', 'يعسوب'),
	animal('Adler', 'm', 'eagle', 'نسر'),
	animal('Luchs', 'm', 'lynx', 'وشق'),
	animal('Fohlen', 'n', 'foal', 'مهر'),
	animal('Katze', 'f', 'cat', 'قطة', true),
	animal('Fisch', 'm', 'fish', 'سمكة', true),
	animal('Frosch', 'm', 'frog', 'ضفدع'),
	animal('Biber', 'm', 'beaver', 'قندس'),
	animal('Ente', 'f', 'duck', 'بطة', true),
	animal('Küken', 'n', 'chick', 'كتكوت')
];
