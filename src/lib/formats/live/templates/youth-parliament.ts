import { choice, points, ranking, rightChoice, texts, type Template } from './contract.ts';

/** Measure 510-1: a sitting of the children's and youth parliament, from the first question to the vote on a motion. */
export const youthParliament: Template = {
	key: 'jugendparlament',
	title: texts(
		'Jugendparlament: Themen, Geld und Anträge',
		'Youth parliament: topics, money and motions',
		'Jugend-Parlament: Themen, Geld und Anträge',
		'برلمان الشباب: مواضيع ومال واقتراحات'
	),
	purpose: texts(
		'Für eine Sitzung des Kinder- und Jugendparlaments. Fragen aus dem Publikum sind an und werden vorher gelesen. Die Abstimmung stellen Sie für jeden Antrag erneut.',
		'For a sitting of the children’s and youth parliament. Questions from the audience are on and are read before. Ask the vote again for each motion.',
		'Für ein Treffen vom Kinder-Parlament und Jugend-Parlament. Alle können Fragen stellen. Am Ende stimmen alle ab.',
		'لجلسة برلمان الأطفال والشباب. أسئلة الحضور مفتوحة وتُقرأ قبل عرضها. يُعاد التصويت لكل اقتراح.'
	),
	organisationField: 'off',
	rules: { asks: 'checked' },
	questions: [
		rightChoice(
			texts(
				'Zum Aufwärmen: Ab welchem Alter darf man in Nordrhein-Westfalen den Stadtrat mitwählen?',
				'To warm up: from what age may people vote for the city council in North Rhine-Westphalia?',
				'Zum Anfang: Ab wann darf man bei uns den Stadt-Rat wählen?',
				'للتمهيد: من أي عمر يحق انتخاب مجلس المدينة في شمال الراين - وستفاليا؟'
			),
			{
				vierzehn: texts('Ab 14', 'From 14', 'Ab 14 Jahren', 'من 14 سنة'),
				sechzehn: texts('Ab 16', 'From 16', 'Ab 16 Jahren', 'من 16 سنة'),
				achtzehn: texts('Ab 18', 'From 18', 'Ab 18 Jahren', 'من 18 سنة')
			},
			'sechzehn'
		),
		ranking(
			texts(
				'Was soll das Jugendparlament zuerst angehen, und was danach?',
				'What should the youth parliament take on first, and what next?',
				'Was soll das Jugend-Parlament zuerst machen? Und was danach?',
				'ما الذي ينبغي أن يبدأ به برلمان الشباب، وما الذي يليه؟'
			),
			{
				treffpunkte: texts(
					'Orte, an denen wir sein dürfen',
					'Places where we may be',
					'Orte für Jugendliche',
					'أماكن يُسمح لنا بالبقاء فيها'
				),
				wege: texts(
					'Bus, Bahn und Rad',
					'Bus, train and bike',
					'Bus, Bahn und Rad',
					'الحافلة والقطار والدراجة'
				),
				schule: texts(
					'Schule und Mitbestimmung',
					'School and having a say',
					'Schule und Mitreden',
					'المدرسة وإبداء الرأي'
				),
				sport: texts(
					'Sport und Freizeit',
					'Sports and leisure',
					'Sport und Freizeit',
					'الرياضة وأوقات الفراغ'
				),
				umwelt: texts(
					'Klima und Natur',
					'Climate and nature',
					'Klima und Natur',
					'المناخ والطبيعة'
				),
				miteinander: texts(
					'Gegen Ausgrenzung und Rassismus',
					'Against exclusion and racism',
					'Alle gehören dazu. Niemand wird ausgeschlossen',
					'ضد الإقصاء والعنصرية'
				)
			},
			3
		),
		points(
			texts(
				'Wofür soll das Geld des Jugendparlaments da sein? Verteile zehn Punkte.',
				'What should the youth parliament’s money be for? Share out ten points.',
				'Wofür soll das Geld da sein? Verteile 10 Punkte.',
				'لأي شيء ينبغي أن تُستخدم أموال برلمان الشباب؟ وزّعوا عشر نقاط.'
			),
			{
				projekte: texts(
					'Projekte von Jugendlichen',
					'Projects by young people',
					'Projekte von Jugendlichen',
					'مشاريع الشباب'
				),
				plaetze: texts(
					'Plätze und Treffpunkte',
					'Squares and places to meet',
					'Plätze und Treff-Punkte',
					'الساحات وأماكن اللقاء'
				),
				veranstaltungen: texts(
					'Feste und Konzerte',
					'Festivals and concerts',
					'Feste und Konzerte',
					'حفلات ومهرجانات'
				),
				hilfe: texts(
					'Hilfe für alle, denen Geld fehlt',
					'Help for everybody who lacks money',
					'Hilfe für alle mit wenig Geld',
					'مساعدة من ينقصهم المال'
				)
			},
			10
		),
		choice(
			texts(
				'Stimmst du dem Antrag zu? Das Präsidium liest ihn vor.',
				'Do you agree to the motion? The chair reads it out.',
				'Bist du für den Antrag? Wir lesen den Antrag vor.',
				'هل توافقون على الاقتراح؟ تقرؤه الرئاسة بصوت عالٍ.'
			),
			{
				ja: texts('Ja', 'Yes', 'Ja', 'نعم'),
				nein: texts('Nein', 'No', 'Nein', 'لا'),
				enthaltung: texts('Enthaltung', 'Abstention', 'Ich stimme nicht ab', 'امتناع')
			},
			1,
			false
		)
	]
};
