/** Newspapers, broadcasters and other outlets, from general knowledge. One a line: canonical name | other names | nationality. */

/** Printed, daily or weekly, or once printed. */
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
