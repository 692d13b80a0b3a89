/**
 * Nations, one a line: country code (ISO 3166-1) | demonym | names of the country | the name of its state as a source, where
 * sources are known to belong to it | other names of the state. Only demonyms and names that mean one country alone: no
 * "Korean", "Chinese" is the People's Republic's, and Georgia is a state of the US too.
 */
export const NATIONS = `
AF | Afghan | Afghanistan | |
AM | Armenian | Armenia | Armenian state | en:Republic of Armenia
AR | Argentine | Argentina | Argentine state | en:Argentine Republic, es:República Argentina
AT | Austrian | Austria | Austrian state | en:Republic of Austria, de:Republik Österreich
AU | Australian | Australia | Australian state | en:Commonwealth of Australia
AZ | Azerbaijani | Azerbaijan | Azerbaijani state | en:Republic of Azerbaijan
BE | Belgian | Belgium | Belgian state | en:Kingdom of Belgium
BG | Bulgarian | Bulgaria | Bulgarian state | en:Republic of Bulgaria, bg:Република България
BR | Brazilian | Brazil | Brazilian state | en:Federative Republic of Brazil, pt:República Federativa do Brasil
BY | Belarusian | Belarus | Belarusian state | en:Republic of Belarus, ru:Республика Беларусь
CA | Canadian | Canada | Canadian state |
CH | Swiss | Switzerland | Swiss state | en:Swiss Confederation
CN | Chinese | China | Chinese state | en:People's Republic of China, zh-Hans:中华人民共和国
CU | Cuban | Cuba | Cuban state | en:Republic of Cuba, es:República de Cuba
CZ | Czech | Czechia, Czech Republic | Czech state | cs:Česká republika
DE | German | Germany | German state | en:Federal Republic of Germany, de:Bundesrepublik Deutschland
DK | Danish | Denmark | Danish state | en:Kingdom of Denmark
EG | Egyptian | Egypt | Egyptian state | en:Arab Republic of Egypt, ar:جمهورية مصر العربية
AE | Emirati | United Arab Emirates, UAE | Emirati state | ar:الإمارات العربية المتحدة
ES | Spanish | Spain | Spanish state | en:Kingdom of Spain, es:Reino de España
FI | Finnish | Finland | Finnish state | en:Republic of Finland
FR | French | France | French state | en:French Republic, fr:République française
GB | British | United Kingdom, UK, Britain, Great Britain | British state |
HK | Hong Kong | Hong Kong | |
HR | Croatian | Croatia | Croatian state | en:Republic of Croatia
HU | Hungarian | Hungary | Hungarian state |
ID | Indonesian | Indonesia | Indonesian state | en:Republic of Indonesia
IE | Irish | | |
IL | Israeli | Israel | Israeli state | en:State of Israel
IN | Indian | India | Indian state | en:Republic of India
IQ | Iraqi | Iraq | Iraqi state | en:Republic of Iraq
IR | Iranian | Iran | Iranian state | en:Islamic Republic of Iran, fa:جمهوری اسلامی ایران
IT | Italian | Italy | Italian state | en:Italian Republic, it:Repubblica Italiana
JO | Jordanian | Jordan | Jordanian state | en:Hashemite Kingdom of Jordan
JP | Japanese | Japan | Japanese state |
KP | North Korean | North Korea, DPRK | North Korean state | en:Democratic People's Republic of Korea, ko:조선민주주의인민공화국
KR | South Korean | South Korea | South Korean state | en:Republic of Korea, ko:대한민국
KW | Kuwaiti | Kuwait | Kuwaiti state | en:State of Kuwait
KZ | Kazakh | Kazakhstan | Kazakh state | en:Republic of Kazakhstan
LB | Lebanese | Lebanon | Lebanese state | en:Lebanese Republic
LT | Lithuanian | Lithuania | Lithuanian state | en:Republic of Lithuania
LV | Latvian | Latvia | Latvian state | en:Republic of Latvia
MT | Maltese | Malta | Maltese state | en:Republic of Malta
MX | Mexican | Mexico | Mexican state | en:United Mexican States
MY | Malaysian | Malaysia | Malaysian state |
NG | Nigerian | Nigeria | Nigerian state | en:Federal Republic of Nigeria
NL | Dutch | Netherlands | Dutch state | en:Kingdom of the Netherlands
NO | Norwegian | Norway | Norwegian state | en:Kingdom of Norway
PK | Pakistani | Pakistan | Pakistani state | en:Islamic Republic of Pakistan
PL | Polish | Poland | Polish state | en:Republic of Poland, pl:Rzeczpospolita Polska
PS | Palestinian | | |
PT | Portuguese | Portugal | Portuguese state | en:Portuguese Republic
QA | Qatari | Qatar | Qatari state | en:State of Qatar, ar:دولة قطر
RO | Romanian | Romania | Romanian state |
RS | Serbian | Serbia | Serbian state | en:Republic of Serbia
RU | Russian | Russia | Russian state | en:Russian Federation, ru:Российская Федерация
SA | Saudi | Saudi Arabia | Saudi state | en:Kingdom of Saudi Arabia, ar:المملكة العربية السعودية
SE | Swedish | Sweden | Swedish state | en:Kingdom of Sweden
SG | Singaporean | Singapore | Singaporean state | en:Republic of Singapore
SK | Slovak | Slovakia | Slovak state | en:Slovak Republic
SY | Syrian | Syria | Syrian state | en:Syrian Arab Republic, ar:الجمهورية العربية السورية
TR | Turkish | Turkey, Türkiye | Turkish state | en:Republic of Türkiye, en:Republic of Turkey, tr:Türkiye Cumhuriyeti
TW | Taiwanese | Taiwan | |
UA | Ukrainian | Ukraine | Ukrainian state |
US | American | United States, US, USA, United States of America | US federal government | en:US government, en:U.S. government, en:United States government
VE | Venezuelan | Venezuela | Venezuelan state |
VN | Vietnamese | Vietnam | Vietnamese state | en:Socialist Republic of Vietnam
ZA | South African | South Africa | South African state | en:Republic of South Africa
`;

/** Ministries that are often cited, as a story wouldn't name them; written as in the lists of names. */
export const MINISTRIES = `
Ministry of Foreign Affairs of Russia | Russian foreign ministry, Russian Foreign Ministry, Ministry of Foreign Affairs of the Russian Federation | Russian | part-of Russian state | https://mid.ru | ru:Министерство иностранных дел Российской Федерации | ru:МИД России
Ministry of Defence of Russia | Russian defence ministry, Russian defense ministry, Ministry of Defence of the Russian Federation | Russian | part-of Russian state | https://mil.ru | ru:Министерство обороны Российской Федерации | ru:Минобороны России
Ministry of Foreign Affairs of North Korea | North Korean foreign ministry | North Korean | part-of North Korean state | ko:조선민주주의인민공화국 외무성
Ministry of Foreign Affairs of China | Chinese foreign ministry, Ministry of Foreign Affairs of the People's Republic of China | Chinese | part-of Chinese state | zh-Hans:中华人民共和国外交部
Ministry of National Defense of China | Chinese defence ministry, Chinese defense ministry | Chinese | part-of Chinese state | zh-Hans:中华人民共和国国防部
Ministry of Foreign Affairs of Ukraine | Ukrainian foreign ministry | Ukrainian | part-of Ukrainian state | https://mfa.gov.ua | uk:Міністерство закордонних справ України
Ministry of Defence of Ukraine | Ukrainian defence ministry, Ukrainian defense ministry | Ukrainian | part-of Ukrainian state | https://mod.gov.ua | uk:Міністерство оборони України
Ministry of Foreign Affairs of South Korea | South Korean foreign ministry, Ministry of Foreign Affairs of the Republic of Korea | South Korean | part-of South Korean state | https://www.mofa.go.kr | ko:대한민국 외교부
Ministry of National Defense of South Korea | South Korean defence ministry, South Korean defense ministry | South Korean | part-of South Korean state | https://www.mnd.go.kr | ko:대한민국 국방부
Ministry of Unification of South Korea | South Korean unification ministry | South Korean | part-of South Korean state | https://www.unikorea.go.kr | ko:대한민국 통일부
Ministry of Foreign Affairs of Japan | Japanese foreign ministry | Japanese | part-of Japanese state | https://www.mofa.go.jp | ja:日本国外務省
Ministry of Defence of Japan | Japanese defence ministry, Japanese defense ministry, Ministry of Defense of Japan | Japanese | part-of Japanese state | https://www.mod.go.jp | ja:日本国防衛省
Ministry of External Affairs of India | Indian foreign ministry, Indian external affairs ministry | Indian | part-of Indian state | https://www.mea.gov.in
Ministry of Foreign Affairs of Iran | Iranian foreign ministry | Iranian | part-of Iranian state
Ministry of Foreign Affairs of Turkey | Turkish foreign ministry, Ministry of Foreign Affairs of Türkiye | Turkish | part-of Turkish state | https://www.mfa.gov.tr | tr:Türkiye Cumhuriyeti Dışişleri Bakanlığı
Ministry of Foreign Affairs of Israel | Israeli foreign ministry | Israeli | part-of Israeli state
Ministry of Defence of the United Kingdom | UK Ministry of Defence, British Ministry of Defence, British defence ministry | British | part-of British state
German Federal Foreign Office | Federal Foreign Office of Germany, German foreign ministry | German | part-of German state | https://www.auswaertiges-amt.de | de:Auswärtiges Amt
US Department of State | US State Department, U.S. State Department, United States Department of State | American | part-of US federal government | https://www.state.gov
`;
