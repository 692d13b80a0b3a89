/**
 * Pairs of wordings along a hop, with what a careful reader finds in them; written before the rules. The rules were made
 * on the first half; the second was set aside until they were finished.
 */
export interface WordingPair {
  language: string;
  cited: string;
  citing: string;
  /** The cited wording hedges what the citing one states flatly. */
  raised: boolean;
  /** Numbers of one thing that differ, as both wordings write them: [cited, citing]. */
  changed: readonly (readonly [string, string])[];
}

const nothing = { raised: false, changed: [] } as const;
const raised = { raised: true, changed: [] } as const;
const changed = (from: string, to: string) => ({ raised: false, changed: [[from, to]] }) as const;

export const development: readonly WordingPair[] = [
  { language: 'en', cited: 'Kim may visit Russia in August', citing: 'Kim will visit Russia in August', ...raised },
  {
    language: 'en',
    cited: 'North Korea is believed to have sent 10,000 troops to the Kursk region',
    citing: 'North Korea has sent 10,000 troops to the Kursk region',
    ...raised,
  },
  {
    language: 'en',
    cited: 'Two gunmen reportedly fled across the border on a motorcycle',
    citing: 'Two gunmen fled across the border on a motorcycle',
    ...raised,
  },
  {
    language: 'en',
    cited: 'Two gunmen reportedly fled across the border on a motorcycle',
    citing: 'Two gunmen fled across the border on a motorcycle, according to the regional police',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'The minister arrived in Hanoi on Monday and may travel on to Jakarta',
    citing: 'The minister arrived in Hanoi on Monday',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'The talks in May ended without an agreement on grain exports',
    citing: 'The talks ended without an agreement on grain exports',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'The plant could restart its second reactor within weeks',
    citing: 'The plant might restart the second reactor within weeks',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'Suspected militants attacked a convoy near the town of Djibo',
    citing: 'Militants attacked a convoy near the town of Djibo',
    ...raised,
  },
  {
    language: 'en',
    cited: 'The strike killed 3 people and injured 5',
    citing: 'The strike injured 5 people',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'The strike killed three people and injured five others',
    citing: 'The strike killed 13 people and injured five others',
    ...changed('three', '13'),
  },
  {
    language: 'en',
    cited: 'The ministry counted 4,983 damaged houses after the flood',
    citing: 'About 5,000 houses were damaged in the flood, the ministry counted',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'At least 100 passengers were rescued from the ferry',
    citing: '100 passengers were rescued from the ferry',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'The company will lay off two dozen engineers at its Tulsa plant',
    citing: 'The company will lay off 24 engineers at its Tulsa plant',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'Exports fell by 12 percent in the first quarter, customs data showed',
    citing: 'Exports fell by 21% in the first quarter, customs data showed',
    ...changed('12 percent', '21%'),
  },
  {
    language: 'en',
    cited: 'The government pledged $1.5 million for repairs to the harbour',
    citing: 'The government pledged $1.5 billion for repairs to the harbour',
    ...changed('$1.5 million', '$1.5 billion'),
  },
  {
    language: 'en',
    cited: 'Engineers counted 41 damaged bolts on the bridge',
    citing: 'Dozens of damaged bolts were counted on the bridge, engineers said',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'Between 10 and 12 soldiers were taken prisoner near the village',
    citing: '12 soldiers were taken prisoner near the village',
    ...changed('Between 10 and 12', '12'),
  },
  {
    language: 'en',
    cited: 'The visit on 17 June followed an agreement signed in 2024',
    citing: 'The visit on 4 June followed an agreement signed in 2023',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'Seoul estimates that nearly 5,000 workers live in the compound',
    citing: 'Seoul estimates that more than 5,000 workers live in the compound',
    ...changed('nearly 5,000', 'more than 5,000'),
  },
  {
    language: 'en',
    cited: 'The mayor of Lund praised 40 volunteers at the town hall',
    citing: 'A new bakery with 12 employees opened by the river',
    ...nothing,
  },
  {
    language: 'de',
    cited: 'Bei dem Angriff sollen 20 Menschen getötet worden sein',
    citing: 'Bei dem Angriff wurden 20 Menschen getötet',
    ...raised,
  },
  {
    language: 'de',
    cited: 'Der Schaden beläuft sich auf 1,5 Mio. Euro',
    citing: 'Der Schaden beläuft sich auf 1,8 Millionen Euro',
    ...changed('1,5 Mio.', '1,8 Millionen'),
  },
  {
    language: 'ko',
    cited: '쇼이구는 평양에서 김정은을 만날 것으로 보인다',
    citing: '쇼이구는 평양에서 김정은을 만났다',
    ...raised,
  },
  {
    language: 'ru',
    cited: 'При взрыве на складе пострадали 12 человек',
    citing: 'При взрыве на складе пострадали 15 человек',
    ...changed('12', '15'),
  },
  {
    language: 'fr',
    cited: 'Le président aurait quitté la capitale dans la nuit de lundi',
    citing: 'Le président a quitté la capitale dans la nuit de lundi',
    ...raised,
  },
];

export const setAside: readonly WordingPair[] = [
  {
    language: 'en',
    cited: 'The two leaders are expected to discuss the implementation of the treaty',
    citing: 'The two leaders discussed the implementation of the treaty',
    ...raised,
  },
  {
    language: 'en',
    cited: 'The vessel allegedly carried weapons for the rebels, a coast guard officer said',
    citing: 'The vessel carried weapons for the rebels',
    ...raised,
  },
  {
    language: 'en',
    cited: 'According to unconfirmed reports, the general was dismissed over the weekend',
    citing: 'The general was dismissed over the weekend',
    ...raised,
  },
  {
    language: 'en',
    cited: 'The airline plans to cut routes to three Baltic cities this winter',
    citing: 'The airline is considering cutting routes to three Baltic cities this winter',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'The missile appears to have failed shortly after launch',
    citing: 'The missile failed shortly after launch',
    ...raised,
  },
  {
    language: 'en',
    cited: 'The king appeared on the balcony with his two sons',
    citing: 'The king was on the balcony with his two sons',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'Trains may cross the bridge at low speed, the inspector ruled',
    citing: 'Trains can cross the bridge at low speed, the inspector ruled',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'Residents could not leave the district for two days',
    citing: 'Residents did not leave the district for two days',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'The factory probably produces about 200 drones a month',
    citing: 'The factory produces 2,000 drones a month',
    raised: true,
    changed: [['about 200', '2,000']],
  },
  {
    language: 'en',
    cited: 'The death toll from the landslide rose to 34, rescuers said',
    citing: 'The death toll from the landslide rose to 43, rescuers said',
    ...changed('34', '43'),
  },
  {
    language: 'en',
    cited: 'More than 40 bolts in the bridge have failed',
    citing: '41 bolts in the bridge have failed',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'Police detained twenty-seven protesters outside the embassy',
    citing: 'Police detained 27 protesters outside the embassy on Friday',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'Police detained twenty-seven protesters outside the embassy',
    citing: 'Police detained seventy-two protesters outside the embassy on Friday',
    ...changed('twenty-seven', 'seventy-two'),
  },
  {
    language: 'en',
    cited: 'Three soldiers were wounded when a drone hit the depot',
    citing: 'Five soldiers were killed and three wounded when a drone hit the depot',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'The drone strike killed three people in Kharkiv on Monday',
    citing: 'The drone strike killed five people in Odesa on Monday',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'Inflation slowed to 3.46 percent in October from 4.1 percent',
    citing: 'Inflation slowed to 3.5 percent in October',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'The bank will close 10 to 12 branches next year',
    citing: 'The bank will close up to 12 branches next year',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'Ukraine received six F-16 fighters from the Netherlands',
    citing: 'Ukraine received sixteen F-16 fighters from the Netherlands',
    ...changed('six', 'sixteen'),
  },
  {
    language: 'en',
    cited: 'Under Resolution 1718 all members must inspect cargo bound for the port',
    citing: 'Under Resolution 2270 all members must inspect cargo bound for the port',
    ...nothing,
  },
  {
    language: 'en',
    cited: 'The exhibition drew half a million visitors in its first year',
    citing: 'The exhibition drew 500,000 visitors in the first year',
    ...nothing,
  },
  {
    language: 'de',
    cited: 'Die Bahn will bis 2030 rund 300 Bahnhöfe sanieren',
    citing: 'Die Bahn will bis 2030 rund 500 Bahnhöfe sanieren',
    ...changed('rund 300', 'rund 500'),
  },
  {
    language: 'de',
    cited: 'Der Verdächtige hat das Land vermutlich am Freitag verlassen',
    citing: 'Der Verdächtige hat das Land am Freitag verlassen',
    ...raised,
  },
  {
    language: 'ko',
    cited: '북한은 러시아에 병력 1만 명을 파병했다',
    citing: '북한은 러시아에 병력 1만2천 명을 파병했다',
    ...changed('1만', '1만2천'),
  },
  {
    language: 'ru',
    cited: 'Глава МИД, возможно, посетит Пекин в следующем месяце',
    citing: 'Глава МИД посетит Пекин в следующем месяце',
    ...raised,
  },
  {
    language: 'fr',
    cited: 'Les inondations ont touché près de 2 000 foyers dans la vallée',
    citing: 'Les inondations ont touché 1 950 foyers dans la vallée',
    ...nothing,
  },
];
