/** News agencies and bodies, from general knowledge. One a line: canonical name | other names | how its country's people are called. */

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
