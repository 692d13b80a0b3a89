/** Lists of English words that several rules share, all in lower case. */

export const wordSet = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

export const WEEKDAYS = wordSet('monday tuesday wednesday thursday friday saturday sunday');
export const MONTHS = wordSet(
  `january february march april may june july august september october november december
  jan jan. feb feb. mar. apr apr. jun. jul. aug aug. sept sept. sep sep. oct oct. nov nov. dec dec.`,
);
/** Nouns that say when: never a source or content. */
export const TIME_NOUNS = wordSet(
  `today yesterday tomorrow tonight morning afternoon evening night noon midnight day days week weeks weekend month months
  year years quarter hour hours minute minutes time moment earlier later ago decade midday dawn`,
);
export const TIME_MODIFIERS = wordSet(
  'this last next late early earlier later the that same previous following past on in at during since by two three several a few one',
);

/** How something was said: "in a statement", "at a briefing". */
export const MANNER_NOUNS = wordSet(
  `statement statements interview interviews email emails e-mail e-mails letter letters tweet tweets post posts speech speeches
  briefing briefings conference conferences call calls telephone phone remarks testimony message messages memo memorandum
  press release releases note notes filing filings report reports court column article op-ed editorial debate hearing rally
  appearance broadcast video address text texts memoir book blog commentary comments announcement presentation
  event meeting forum panel podcast lawsuit complaint affidavit document documents document twitter facebook television tv radio
  telegram x dispatch bulletin story response reply reaction`,
);

export const PERSONAL = wordSet('i he she it they we you');
export const POSSESSIVES = wordSet('my his her its their our your whose');
export const RELATIVES = wordSet('who which that whom');
export const CONJUNCTIONS = wordSet('and but or nor yet so plus');

/** Nouns for speakers, and titles before names. */
export const TITLES = wordSet(
  `president vice-president premier chancellor minister ministers secretary undersecretary ambassador envoy governor mayor senator
  congressman congresswoman representative lawmaker lawmakers legislator councilman councilwoman deputy spokesman spokeswoman spokesperson spokespeople
  chief chairman chairwoman chair chairperson director executive ceo cfo coo cto founder co-founder cofounder owner manager head leader leaders
  general colonel lieutenant major captain commander sergeant admiral marshal officer commissioner inspector sheriff superintendent detective
  judge justice attorney lawyer prosecutor solicitor counsel advocate professor doctor dr dr. economist analyst strategist historian scientist
  researcher author writer journalist reporter correspondent editor editor-in-chief columnist anchor host commentator critic activist campaigner
  king queen prince princess pope cardinal archbishop bishop rabbi imam ayatollah sheikh sultan emir reverend pastor father sister
  mr mr. mrs mrs. ms ms. sir lord lady dame miss gen gen. sen sen. rep rep. gov gov. lt lt. col col. maj maj. capt capt. sgt sgt. prof prof. rev rev. adm adm.
  trader investor banker broker partner adviser advisor aide official officials negotiator diplomat coach player actor actress singer
  candidate nominee politician treasurer comptroller auditor registrar speaker whip teacher principal student farmer doctor nurse surgeon physician
  physicist engineer consultant expert pilot witness resident neighbour neighbor victim survivor husband wife mother brother son daughter
  lead co-chair co-author coordinator organizer organiser volunteer worker member vice senior former acting interim first prime foreign`,
);

/** Nouns for people: unnamed sources in the plural, or with "a" or "one". */
export const PEOPLE = wordSet(
  `official officials source sources analyst analysts expert experts critic critics supporter supporters opponent opponents observer observers
  people person witness witnesses eyewitness eyewitnesses bystander bystanders medic medics paramedic paramedics rescuer rescuers relative resident residents diplomat diplomats economist economists trader traders investor investors insider insiders
  aide aides lawyer lawyers researcher researchers scientist scientists doctor doctors activist activists survivor survivors local locals
  lawmaker lawmakers executive executives employee employees worker workers student students parent parents farmer farmers police
  some others many most several few someone everyone everybody somebody nobody anyone skeptics sceptics proponents advocates commentators historians
  strategists consultants pollsters voters fans users customers consumers neighbors neighbours relatives friends colleagues prosecutors investigators
  authorities leaders dealers brokers managers fishermen refugees soldiers rebels militants protesters demonstrators union unions spokespeople academics
  correspondent correspondents journalist journalists reporter reporters man woman men women passenger passengers veteran veterans operatives operative
  politicians officers officer adviser advisers advisor advisors staff staffer staffers member members informant informants whistleblower trader dealer
  broker participants participant bankers banker economists shareholders republicans democrats conservatives liberals delegates senators rivals detractors
  attendant attendants consultant tenant tenants defendant defendants guard guards pilot pilots shepherd shepherds priest priests monk monks nun nuns guide guides spy spies elder elders clerk clerks chef captains
  those one ones team crew scholars scholar specialists specialist engineers engineer teachers teacher coach patients patient nurse nurses sailors`,
);

/** Nouns for documents that speak: "a Russian news report said". */
export const DOCUMENTS = wordSet(
  `report reports study studies survey surveys poll polls statement document documents article articles letter story stories newspaper newspapers media
  paper memo filing filings lawsuit suit complaint indictment affidavit research data figures website site account accounts dispatch editorial
  images image video videos footage minutes book review analysis broadcast programme program rumor rumors rumour rumours tweet post bulletin communique commentary census findings
  index note transcript ruling verdict resolution audit leak leaks cable cables press news headline headlines outlet outlets agency agencies intelligence
  charter textbook diary ledger ledgers logbook archives dataset recording recordings invoices receipts prospectus memoir guidelines manifesto brochure leaflet constitution
  assessment evidence estimate estimates email emails records record papers warrant petition notice`,
);

/** Nouns for bodies that speak. */
export const BODIES = wordSet(
  `government ministry consulate department agency office council committee commission court parliament congress senate house cabinet bank company firm corporation
  family couple crew group organization organisation union association party team army military navy police force forces authority authorities administration embassy
  university institute institution center centre foundation fund board bureau service services secretariat kremlin pentagon palace
  prosecutor regime campaign network channel broadcaster newspaper daily weekly magazine outlet publication site website portal station
  charity watchdog regulator airline carrier maker automaker bank lender retailer utility manufacturer developer operator studio league federation
  club hospital school church coalition alliance delegation mission junta rebels militia command staff state city county town village country nation
  delegation panel jury tribunal college museum tribe clinic diocese archdiocese municipality exchange brokerage consortium body think-tank monitor task industry opposition leadership directorate headquarters branch`,
);

export const HEARSAY_ADVERBS = wordSet('reportedly allegedly purportedly supposedly ostensibly rumoredly');
