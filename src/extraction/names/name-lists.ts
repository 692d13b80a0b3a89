/** Names that news stories cite, from general knowledge. One a line: canonical name | other names | demonym. */

/** Agencies, wires and press services. */
export const AGENCIES = `
TASS | ITAR-TASS | Russian
Interfax | | Russian
RIA Novosti | RIA | Russian
Sputnik | | Russian
Interfax-Ukraine | | Ukrainian
Ukrinform | | Ukrainian
UNIAN | | Ukrainian
BelTA | Belta | Belarusian
Yonhap | Yonhap News Agency, Yonhap News | South Korean
Newsis | | South Korean
KCNA | Korean Central News Agency | North Korean
Kyodo | Kyodo News, Kyodo News Agency | Japanese
Jiji Press | Jiji | Japanese
Xinhua | Xinhua News Agency, New China News Agency | Chinese
China News Service | | Chinese
IANS | Indo-Asian News Service | Indian
PTI | Press Trust of India | Indian
ANI | Asian News International | Indian
APP | Associated Press of Pakistan | Pakistani
Antara | | Indonesian
Bernama | | Malaysian
VNA | Vietnam News Agency | Vietnamese
CNA | Central News Agency | Taiwanese
Anadolu | Anadolu Agency, Anadolu Ajansi | Turkish
IRNA | Islamic Republic News Agency | Iranian
Fars | Fars News Agency, Fars News | Iranian
Tasnim | Tasnim News Agency, Tasnim News | Iranian
Mehr | Mehr News Agency, Mehr News | Iranian
ISNA | | Iranian
SANA | Syrian Arab News Agency | Syrian
Saudi Press Agency | SPA | Saudi
WAM | Emirates News Agency | Emirati
QNA | Qatar News Agency | Qatari
KUNA | Kuwait News Agency | Kuwaiti
Petra | Petra News Agency | Jordanian
WAFA | | Palestinian
NNA | National News Agency | Lebanese
MENA | Middle East News Agency | Egyptian
INA | Iraqi News Agency | Iraqi
Reuters | Reuters news agency, Thomson Reuters | British
PA Media | PA news agency, Press Association | British
AP | Associated Press | American
UPI | United Press International | American
Bloomberg | Bloomberg News | American
Dow Jones | Dow Jones Newswires | American
AFP | Agence France-Presse, Agence France Presse | French
dpa | DPA, Deutsche Presse-Agentur | German
EFE | Efe | Spanish
Europa Press | | Spanish
ANSA | Ansa | Italian
AGI | | Italian
Lusa | | Portuguese
APA | Austria Presse Agentur | Austrian
Keystone-SDA | | Swiss
Belga | | Belgian
ANP | | Dutch
Ritzau | | Danish
NTB | | Norwegian
TT | | Swedish
STT | | Finnish
PAP | Polish Press Agency | Polish
CTK | ČTK | Czech
TASR | | Slovak
MTI | | Hungarian
Agerpres | | Romanian
BTA | | Bulgarian
Tanjug | | Serbian
Hina | HINA | Croatian
Beta | | Serbian
BNS | Baltic News Service | Lithuanian
LETA | | Latvian
Kazinform | | Kazakh
Trend | | Azerbaijani
Armenpress | | Armenian
AAP | Australian Associated Press | Australian
The Canadian Press | Canadian Press | Canadian
Notimex | | Mexican
Telam | Télam | Argentine
Prensa Latina | | Cuban
Agencia Brasil | Agência Brasil | Brazilian
NAN | News Agency of Nigeria | Nigerian
SAPA | | South African
`;

/** International bodies, and national ones that the news calls by a name of their own. */
export const BODIES_KNOWN = `
Russian Security Council | Security Council of Russia, Security Council of the Russian Federation, Russia's Security Council | Russian
UN Security Council | United Nations Security Council, U.N. Security Council | United Nations
United Nations | UN, U.N. | United Nations
IAEA | International Atomic Energy Agency | United Nations
World Health Organization | WHO, World Health Organisation | United Nations
International Monetary Fund | IMF | International
World Bank | | International
European Union | EU, E.U. | European
European Commission | | European
European Central Bank | ECB | European
NATO | Nato, North Atlantic Treaty Organization | International
OPEC | | International
Kremlin | | Russian
FSB | Federal Security Service | Russian
White House | | American
Pentagon | | American
FBI | Federal Bureau of Investigation | American
CIA | Central Intelligence Agency | American
Federal Reserve | the Fed | American
SEC | Securities and Exchange Commission | American
Multilateral Sanctions Monitoring Team | MSMT | International
Joint Chiefs of Staff | JCS | South Korean
National Intelligence Service | NIS | South Korean
Amnesty International | Amnesty | International
Human Rights Watch | HRW | International
Red Cross | International Committee of the Red Cross, ICRC | International
Hamas | | Palestinian
Hezbollah | Hizbollah, Hizbullah | Lebanese
Taliban | | Afghan
`;

/** Printed now or once. */
export const NEWSPAPERS = `
The New York Times | New York Times, NYT | American
The Washington Post | Washington Post | American
The Wall Street Journal | Wall Street Journal, WSJ | American
USA Today | | American
Los Angeles Times | The Los Angeles Times, LA Times | American
Chicago Tribune | The Chicago Tribune | American
The Boston Globe | Boston Globe | American
New York Post | The New York Post | American
Miami Herald | The Miami Herald | American
San Francisco Chronicle | | American
The Guardian | Guardian | British
The Times of London | Times of London | British
The Daily Telegraph | Daily Telegraph, The Telegraph | British
Financial Times | The Financial Times, FT | British
The Independent | | British
Daily Mail | The Daily Mail | British
The Sun | | British
The Economist | | British
Le Monde | | French
Le Figaro | | French
Libération | Liberation | French
Süddeutsche Zeitung | Sueddeutsche Zeitung | German
Frankfurter Allgemeine Zeitung | FAZ | German
Bild | | German
Die Zeit | | German
Die Welt | | German
Handelsblatt | | German
Der Spiegel | Spiegel | German
El País | El Pais | Spanish
El Mundo | | Spanish
La Repubblica | | Italian
Corriere della Sera | | Italian
La Stampa | | Italian
Haaretz | | Israeli
The Jerusalem Post | Jerusalem Post | Israeli
Yedioth Ahronoth | | Israeli
Kommersant | | Russian
Vedomosti | | Russian
Izvestia | | Russian
Novaya Gazeta | | Russian
Rossiyskaya Gazeta | | Russian
Pravda | | Russian
Kyiv Independent | The Kyiv Independent | Ukrainian
Ukrainska Pravda | | Ukrainian
The Asahi Shimbun | Asahi Shimbun, Asahi | Japanese
Yomiuri Shimbun | The Yomiuri Shimbun, Yomiuri | Japanese
Mainichi Shimbun | Mainichi | Japanese
Nikkei | Nihon Keizai Shimbun | Japanese
Chosun Ilbo | The Chosun Ilbo | South Korean
JoongAng Ilbo | | South Korean
Dong-A Ilbo | | South Korean
Hankyoreh | | South Korean
Rodong Sinmun | | North Korean
Global Times | The Global Times | Chinese
People's Daily | The People's Daily | Chinese
China Daily | | Chinese
South China Morning Post | The South China Morning Post, SCMP | Hong Kong
The Hindu | | Indian
The Times of India | Times of India | Indian
Hindustan Times | | Indian
The Indian Express | Indian Express | Indian
Dawn | | Pakistani
The Straits Times | Straits Times | Singaporean
Sydney Morning Herald | The Sydney Morning Herald | Australian
The Australian | | Australian
The Globe and Mail | Globe and Mail | Canadian
Toronto Star | The Toronto Star | Canadian
Hürriyet | Hurriyet | Turkish
Al-Ahram | | Egyptian
Asharq Al-Awsat | | Saudi
Gazeta Wyborcza | | Polish
Rzeczpospolita | | Polish
O Globo | | Brazilian
Folha de S.Paulo | | Brazilian
La Nación | | Argentine
Clarín | | Argentine
`;

/** Radio and television. */
export const BROADCASTERS = `
BBC | British Broadcasting Corporation, BBC News | British
ITV | ITV News | British
Sky News | | British
Channel 4 News | Channel 4 | British
CNN | Cable News Network | American
Fox News | Fox | American
NBC | NBC News | American
MSNBC | | American
CNBC | | American
CBS | CBS News | American
ABC | ABC News | American
NPR | National Public Radio | American
PBS | PBS NewsHour | American
Voice of America | VOA | American
Radio Free Europe | RFE/RL, Radio Free Europe/Radio Liberty | American
Radio Free Asia | RFA | American
Al Jazeera | Al-Jazeera | Qatari
Al Arabiya | Al-Arabiya | Saudi
Al Mayadeen | | Lebanese
Press TV | | Iranian
RT | Russia Today | Russian
Rossiya 1 | | Russian
Channel One | | Russian
CCTV | China Central Television | Chinese
CGTN | | Chinese
NHK | | Japanese
KBS | Korean Broadcasting System | South Korean
MBC | | South Korean
SBS | | South Korean
NDTV | | Indian
Deutsche Welle | DW | German
ARD | | German
ZDF | | German
France 24 | France24 | French
BFM TV | BFMTV | French
France Info | Franceinfo | French
RAI | | Italian
RTVE | | Spanish
Euronews | | European
CBC | | Canadian
TRT | TRT World | Turkish
RTÉ | RTE | Irish
NOS | | Dutch
SVT | | Swedish
YLE | Yle | Finnish
NRK | | Norwegian
DR | | Danish
Telesur | | Venezuelan
Suspilne | | Ukrainian
Channel 12 | | Israeli
Kan | | Israeli
`;

/** Sites and magazines. */
export const OUTLETS = `
Politico | | American
Axios | | American
HuffPost | The Huffington Post, Huffington Post | American
BuzzFeed News | BuzzFeed | American
Breitbart | Breitbart News | American
The Atlantic | | American
The New Yorker | New Yorker | American
Time magazine | | American
Newsweek | | American
Vox | | American
The Hill | | American
Daily Beast | The Daily Beast | American
ProPublica | | American
The Intercept | | American
Business Insider | | American
Foreign Policy | | American
Bellingcat | | British
Meduza | | Russian
Mediazona | | Russian
The Insider | | Russian
RBC | RBK | Russian
Nexta | | Belarusian
NK News | | American
38 North | | American
Daily NK | | South Korean
Caixin | | Chinese
The Diplomat | | American
Mediapart | | French
`;
