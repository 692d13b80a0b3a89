/**
 * Names that news stories cite, from general knowledge. One a line: canonical name | other names | demonym, and then, as far
 * as it is certain, in any order: its parent, its homepage, its names in other languages, its Wikidata item, and its country
 * where the demonym doesn't tell (`--` for none). `~` marks a name that others have too: a story may well mean this one, but
 * a record is not made of it without asking. Owners are no parents: a newsroom may be independent of its owner.
 */

/** Agencies, wires and press services. */
export const AGENCIES = `
TASS | ITAR-TASS | Russian | controlled-by Russian state | https://tass.com | ru:ТАСС | ru:ИТАР-ТАСС
Interfax | | Russian | https://interfax.com | ru:Интерфакс
RIA Novosti | RIA | Russian | controlled-by Russian state | https://ria.ru | ru:РИА Новости
Sputnik | | Russian | controlled-by Russian state | ru:Спутник
Interfax-Ukraine | | Ukrainian | https://en.interfax.com.ua | uk:Інтерфакс-Україна
Ukrinform | | Ukrainian | controlled-by Ukrainian state | https://www.ukrinform.net | uk:Укрінформ
UNIAN | | Ukrainian | https://www.unian.net | uk:УНІАН
BelTA | Belta | Belarusian | controlled-by Belarusian state | https://eng.belta.by | ru:БелТА
Yonhap | Yonhap News Agency, Yonhap News | South Korean | https://en.yna.co.kr | ko:연합뉴스
Newsis | | South Korean | https://www.newsis.com | ko:뉴시스
KCNA | Korean Central News Agency | North Korean | controlled-by North Korean state | ko:조선중앙통신
Kyodo | Kyodo News, Kyodo News Agency | Japanese | https://english.kyodonews.net | ja:共同通信 | ja:共同通信社
Jiji Press | Jiji | Japanese | https://www.jiji.com | ja:時事通信 | ja:時事通信社
Xinhua | Xinhua News Agency, New China News Agency | Chinese | controlled-by Chinese state | https://www.news.cn | zh-Hans:新华社 | zh-Hans:新华通讯社
China News Service | | Chinese | controlled-by Chinese state | https://www.chinanews.com.cn | zh-Hans:中国新闻社 | zh-Hans:中新社
IANS | Indo-Asian News Service | Indian | https://ianslive.in
PTI | Press Trust of India | Indian | https://www.ptinews.com | hi:प्रेस ट्रस्ट ऑफ इंडिया
ANI | Asian News International | Indian | https://www.aninews.in
~APP | Associated Press of Pakistan | Pakistani | controlled-by Pakistani state | https://www.app.com.pk
Antara | | Indonesian | controlled-by Indonesian state | https://www.antaranews.com
Bernama | | Malaysian | controlled-by Malaysian state | https://www.bernama.com
~VNA | Vietnam News Agency | Vietnamese | controlled-by Vietnamese state | https://vnanet.vn | vi:Thông tấn xã Việt Nam
~CNA | Central News Agency | Taiwanese | https://www.cna.com.tw | zh-Hant:中央通訊社 | zh-Hant:中央社
Anadolu | Anadolu Agency, Anadolu Ajansi | Turkish | controlled-by Turkish state | https://www.aa.com.tr | tr:Anadolu Ajansı
IRNA | Islamic Republic News Agency | Iranian | controlled-by Iranian state | https://www.irna.ir | fa:ایرنا | fa:خبرگزاری جمهوری اسلامی
Fars | Fars News Agency, Fars News | Iranian | https://farsnews.ir | fa:خبرگزاری فارس
Tasnim | Tasnim News Agency, Tasnim News | Iranian | https://www.tasnimnews.com | fa:خبرگزاری تسنیم
Mehr | Mehr News Agency, Mehr News | Iranian | https://www.mehrnews.com | fa:خبرگزاری مهر
ISNA | | Iranian | https://www.isna.ir | fa:ایسنا
SANA | Syrian Arab News Agency | Syrian | controlled-by Syrian state | https://sana.sy | ar:سانا | ar:الوكالة العربية السورية للأنباء
Saudi Press Agency | ~SPA | Saudi | controlled-by Saudi state | https://www.spa.gov.sa | ar:وكالة الأنباء السعودية | ar:واس
WAM | Emirates News Agency | Emirati | controlled-by Emirati state | https://www.wam.ae | ar:وكالة أنباء الإمارات
QNA | Qatar News Agency | Qatari | controlled-by Qatari state | https://qna.org.qa | ar:وكالة الأنباء القطرية
KUNA | Kuwait News Agency | Kuwaiti | controlled-by Kuwaiti state | https://www.kuna.net.kw | ar:وكالة الأنباء الكويتية
~Petra | Petra News Agency | Jordanian | controlled-by Jordanian state | https://petra.gov.jo | ar:وكالة الأنباء الأردنية
WAFA | | Palestinian | https://www.wafa.ps | ar:وكالة الأنباء الفلسطينية
~NNA | ~National News Agency | Lebanese | controlled-by Lebanese state | https://www.nna-leb.gov.lb
~MENA | Middle East News Agency | Egyptian | controlled-by Egyptian state | ar:وكالة أنباء الشرق الأوسط
~INA | Iraqi News Agency | Iraqi | controlled-by Iraqi state | https://ina.iq | ar:وكالة الأنباء العراقية
Reuters | Reuters news agency, Thomson Reuters | British | https://www.reuters.com | Q130879
PA Media | PA news agency, Press Association | British | https://pa.media
AP | Associated Press | American | https://apnews.com | Q40469
UPI | United Press International | American | https://www.upi.com
Bloomberg | Bloomberg News | American | https://www.bloomberg.com
Dow Jones | Dow Jones Newswires | American | https://www.dowjones.com
AFP | Agence France-Presse, Agence France Presse | French | https://www.afp.com | fr:Agence France-Presse | Q40464
dpa | DPA, Deutsche Presse-Agentur | German | https://www.dpa.com | de:Deutsche Presse-Agentur
EFE | Efe | Spanish | https://efe.com | es:Agencia EFE
Europa Press | | Spanish | https://www.europapress.es
ANSA | Ansa | Italian | https://www.ansa.it | it:Agenzia Nazionale Stampa Associata
~AGI | | Italian | https://www.agi.it | it:Agenzia Giornalistica Italia
Lusa | | Portuguese | https://www.lusa.pt
~APA | Austria Presse Agentur | Austrian | https://apa.at | de:Austria Presse Agentur
Keystone-SDA | | Swiss | https://www.keystone-sda.ch
Belga | | Belgian | https://www.belga.be
~ANP | | Dutch | https://www.anp.nl | nl:Algemeen Nederlands Persbureau
Ritzau | | Danish | https://ritzau.com
NTB | | Norwegian | https://www.ntb.no | nb:Norsk Telegrambyrå
~TT | | Swedish | https://tt.se | sv:Tidningarnas Telegrambyrå
~STT | | Finnish | https://stt.fi | fi:Suomen Tietotoimisto
~PAP | Polish Press Agency | Polish | https://www.pap.pl | pl:Polska Agencja Prasowa
CTK | ČTK | Czech | https://www.ctk.cz | cs:ČTK | cs:Česká tisková kancelář
TASR | | Slovak | https://www.tasr.sk | sk:Tlačová agentúra Slovenskej republiky
MTI | | Hungarian | https://www.mti.hu | hu:Magyar Távirati Iroda
Agerpres | | Romanian | https://www.agerpres.ro
~BTA | | Bulgarian | https://www.bta.bg | bg:БТА | bg:Българска телеграфна агенция
Tanjug | | Serbian | https://www.tanjug.rs | sr:Танјуг
~Hina | HINA | Croatian | https://www.hina.hr
~Beta | | Serbian
~BNS | Baltic News Service | Lithuanian | https://www.bns.lt
LETA | | Latvian | https://www.leta.lv
Kazinform | | Kazakh | controlled-by Kazakh state
~Trend | | Azerbaijani
Armenpress | | Armenian | https://armenpress.am | hy:Արմենպրես
~AAP | Australian Associated Press | Australian | https://aap.com.au
The Canadian Press | Canadian Press | Canadian | https://www.thecanadianpress.com | fr:La Presse canadienne
Notimex | | Mexican | controlled-by Mexican state
Telam | Télam | Argentine | controlled-by Argentine state | es:Télam
Prensa Latina | | Cuban | controlled-by Cuban state | https://www.prensa-latina.cu
Agencia Brasil | Agência Brasil | Brazilian | https://agenciabrasil.ebc.com.br | pt:Agência Brasil
~NAN | News Agency of Nigeria | Nigerian | controlled-by Nigerian state | https://nannews.ng
~SAPA | | South African
`;

/** Bodies of states that the news calls by a name of their own. */
export const STATE_BODIES = `
Security Council of Russia | Russian Security Council, Security Council of the Russian Federation, ~Russia's Security Council | Russian | part-of Russian state | ru:Совет Безопасности Российской Федерации
Kremlin | | Russian | part-of Russian state | http://kremlin.ru | ru:Кремль
~FSB | Federal Security Service | Russian | part-of Russian state | ru:ФСБ | ru:Федеральная служба безопасности
White House | | American | part-of US federal government | https://www.whitehouse.gov
Pentagon | | American | part-of US federal government
FBI | Federal Bureau of Investigation | American | part-of US federal government | https://www.fbi.gov | Q8333
CIA | Central Intelligence Agency | American | part-of US federal government | https://www.cia.gov | Q37230
Federal Reserve | ~the Fed | American | https://www.federalreserve.gov
~SEC | Securities and Exchange Commission | American | part-of US federal government | https://www.sec.gov
~Joint Chiefs of Staff | ~JCS | South Korean | part-of South Korean state
~National Intelligence Service | ~NIS | South Korean | part-of South Korean state
`;

/** International bodies, and others that are no state's. */
export const ORGANISATIONS = `
UN Security Council | United Nations Security Council, U.N. Security Council | United Nations | part-of United Nations
United Nations | UN, U.N. | United Nations | https://www.un.org | fr:Organisation des Nations unies | es:Naciones Unidas | ru:Организация Объединённых Наций | zh-Hans:联合国 | ar:الأمم المتحدة | Q1065
IAEA | International Atomic Energy Agency | United Nations | https://www.iaea.org | ru:МАГАТЭ
World Health Organization | WHO, World Health Organisation | United Nations | https://www.who.int | fr:Organisation mondiale de la santé | zh-Hans:世界卫生组织 | Q7817
International Monetary Fund | IMF | International | https://www.imf.org
World Bank | | International | https://www.worldbank.org
European Union | EU, E.U. | European | https://european-union.europa.eu | de:Europäische Union | fr:Union européenne | Q458
European Commission | | European | part-of European Union | https://commission.europa.eu
European Central Bank | ECB | European | https://www.ecb.europa.eu
NATO | Nato, North Atlantic Treaty Organization | International | https://www.nato.int | fr:OTAN | ru:НАТО | Q7184
OPEC | | International | https://www.opec.org
MSMT | Multilateral Sanctions Monitoring Team | International | ko:다국적제재모니터링팀
Amnesty International | ~Amnesty | International | https://www.amnesty.org
Human Rights Watch | HRW | International | https://www.hrw.org
~Red Cross | International Committee of the Red Cross, ICRC | International | https://www.icrc.org
Hamas | | Palestinian | ar:حماس
Hezbollah | Hizbollah, Hizbullah | Lebanese | ar:حزب الله
Taliban | | Afghan | ps:طالبان
`;

/** Radio and television. */
export const BROADCASTERS = `
BBC | British Broadcasting Corporation, BBC News | British | https://www.bbc.com | Q9531
ITV | ITV News | British | https://www.itv.com
Sky News | | British | https://news.sky.com
Channel 4 News | ~Channel 4 | British
CNN | Cable News Network | American | https://www.cnn.com | Q48340
Fox News | ~Fox | American | https://www.foxnews.com
NBC | NBC News | American | https://www.nbcnews.com
MSNBC | | American
CNBC | | American | https://www.cnbc.com
CBS | CBS News | American | https://www.cbsnews.com
~ABC | ABC News | American | https://abcnews.go.com
NPR | National Public Radio | American | https://www.npr.org
PBS | ~PBS NewsHour | American | https://www.pbs.org
Voice of America | VOA | American | controlled-by US federal government | https://www.voanews.com
Radio Free Europe | RFE/RL, Radio Free Europe/Radio Liberty | American | https://www.rferl.org
Radio Free Asia | RFA | American | https://www.rfa.org
Al Jazeera | Al-Jazeera | Qatari | https://www.aljazeera.com | ar:الجزيرة
Al Arabiya | Al-Arabiya | Saudi | https://www.alarabiya.net | ar:العربية
Al Mayadeen | | Lebanese | https://www.almayadeen.net | ar:الميادين
Press TV | | Iranian | controlled-by Iranian state | https://www.presstv.ir
RT | Russia Today | Russian | controlled-by Russian state | https://www.rt.com
Rossiya 1 | | Russian | controlled-by Russian state | ru:Россия 1
~Channel One | | Russian | ru:~Первый канал
CCTV | China Central Television | Chinese | controlled-by Chinese state | https://www.cctv.com | zh-Hans:中国中央电视台 | zh-Hans:央视
CGTN | | Chinese | controlled-by Chinese state | https://www.cgtn.com
NHK | | Japanese | https://www.nhk.or.jp | ja:日本放送協会
KBS | Korean Broadcasting System | South Korean | https://www.kbs.co.kr | ko:한국방송공사
~MBC | | South Korean | https://www.imbc.com | ko:문화방송
~SBS | | South Korean | https://www.sbs.co.kr
NDTV | | Indian | https://www.ndtv.com
Deutsche Welle | DW | German | https://www.dw.com
ARD | | German | https://www.ard.de
ZDF | | German | https://www.zdf.de
France 24 | France24 | French | https://www.france24.com
BFM TV | BFMTV | French | https://www.bfmtv.com
France Info | Franceinfo | French | https://www.franceinfo.fr
RAI | | Italian | https://www.rai.it
RTVE | | Spanish | https://www.rtve.es
Euronews | | European | https://www.euronews.com
~CBC | | Canadian | https://www.cbc.ca
TRT | ~TRT World | Turkish | controlled-by Turkish state | https://www.trt.net.tr
RTÉ | RTE | Irish | https://www.rte.ie
~NOS | | Dutch | https://nos.nl
SVT | | Swedish | https://www.svt.se
YLE | Yle | Finnish | https://yle.fi
NRK | | Norwegian | https://www.nrk.no
~DR | | Danish | https://www.dr.dk
Telesur | | Venezuelan | https://www.telesurtv.net
Suspilne | | Ukrainian | https://suspilne.media | uk:Суспільне
~Channel 12 | | Israeli
~Kan | | Israeli
RFI | Radio France Internationale | French
France Inter | | French
RTL | | Luxembourgish
TF1 | | French
BBC Persian | | British
~LBC | | British
C-SPAN | | American
Univision | | American
Telemundo | | American
RNZ | Radio New Zealand | New Zealand
Channels Television | Channels TV | Nigerian
Arise News | Arise TV | Nigerian
SABC | SABC News | South African
eNCA | | South African
Citizen TV | | Kenyan
Radio Okapi | | Congolese
Al-Manar TV | Al-Manar, Al Manar, Al Manar TV | Lebanese
Al Hadath | Al-Hadath | Saudi
Al-Alam | | Iranian
Al-Ikhbariya | Al Ekhbariya | Saudi
Al Araby TV | | Qatari
Al-Qahera News | Al Qahera News | Egyptian
Sky News Arabia | | Emirati
i24NEWS | i24 News, i24news | Israeli
Channel 13 News | | Israeli
Iran International | | British
TOLOnews | Tolo News | Afghan
Geo News | Geo TV | Pakistani
ARY News | | Pakistani
Times Now | | Indian
Republic TV | | Indian
CNN-News18 | | Indian
RTHK | | Hong Kong
TVB | | Hong Kong
YTN | | South Korean
JTBC | | South Korean
TV Asahi | | Japanese
Fuji TV | | Japanese
Nippon TV | | Japanese
GMA News | | Philippine
ABS-CBN | ABS-CBN News | Philippine
Channel NewsAsia | | Singaporean
VRT | | Belgian
RTBF | | Belgian
ORF | | Austrian
Cadena SER | | Spanish
laSexta | | Spanish
Sky TG24 | | Italian
TVN24 | | Polish
Digi24 | | Romanian
Rossiya 24 | Rossiya-24 | Russian | controlled-by Russian state
Zvezda | | Russian
TV Rain | Dozhd | Russian | --
`;

/** Sites and magazines. */
export const OUTLETS = `
Politico | | American | https://www.politico.com
Axios | | American | https://www.axios.com
HuffPost | The Huffington Post, Huffington Post | American | https://www.huffpost.com
BuzzFeed News | BuzzFeed | American
Breitbart | Breitbart News | American | https://www.breitbart.com
The Atlantic | | American | https://www.theatlantic.com
The New Yorker | New Yorker | American | https://www.newyorker.com
Time magazine | | American | https://time.com
Newsweek | | American | https://www.newsweek.com
~Vox | | American | https://www.vox.com
The Hill | | American | https://thehill.com
Daily Beast | The Daily Beast | American | https://www.thedailybeast.com
ProPublica | | American | https://www.propublica.org
The Intercept | | American | https://theintercept.com
Business Insider | | American | https://www.businessinsider.com
Foreign Policy | | American | https://foreignpolicy.com
Bellingcat | | British | -- | https://www.bellingcat.com
Meduza | | Russian | -- | https://meduza.io | ru:Медуза
Mediazona | | Russian | https://zona.media | ru:Медиазона
~The Insider | | Russian | --
~RBC | RBK | Russian | https://www.rbc.ru | ru:РБК
Nexta | | Belarusian | --
NK News | | American | -- | https://www.nknews.org
38 North | | American | https://www.38north.org
Daily NK | | South Korean | https://www.dailynk.com | ko:데일리NK
Caixin | | Chinese | https://www.caixin.com | zh-Hans:财新
The Diplomat | | American | https://thediplomat.com
Mediapart | | French | https://www.mediapart.fr
New Scientist | | British
Scientific American | | American
ESPN | | American
Sky Sports | | British
BBC Sport | | British
~The Athletic | | American
Sports Illustrated | | American
L'Equipe | | French
~Marca | | Spanish
TMZ | | American
The Hollywood Reporter | | American
India Today | | Indian
Premium Times | | Nigerian
TechCrunch | | American
~The Verge | | American
The Lancet | | British
Daily Maverick | | South African
Wired | | American
Vice News | | American
Semafor | | American
Mother Jones | | American
Rolling Stone | | American
Vanity Fair | | American
~Variety | | American
People magazine | | American
Forbes | | American
~Fortune | | American
Yahoo News | | American
MarketWatch | | American
Euractiv | | European
EUobserver | | European
OCCRP | Organized Crime and Corruption Reporting Project | International
Middle East Eye | | British
Al-Monitor | | American
Rudaw | | Iraqi
Shafaq News | Shafaq | Iraqi
Enab Baladi | | Syrian
Jeune Afrique | | French
SaharaReporters | Sahara Reporters | American
Rappler | | Philippine
Malaysiakini | | Malaysian
Baza | | Russian
Fontanka | | Russian
iStories | Important Stories | Russian | --
AKIpress | | Kyrgyz
24.kg | | Kyrgyz
14ymedio | | Cuban
bdnews24 | bdnews24.com | Bangladeshi
Delfi | | Estonian
Telex | | Hungarian
Onet | | Polish
`;
