/** Newspapers, printed now or once, written as in `name-lists.ts`. */
export const NEWSPAPERS = `
The New York Times | New York Times, NYT | American | https://www.nytimes.com | Q9684
The Washington Post | Washington Post | American | https://www.washingtonpost.com | Q166032
The Wall Street Journal | Wall Street Journal, WSJ | American | https://www.wsj.com
USA Today | | American | https://www.usatoday.com
Los Angeles Times | The Los Angeles Times, LA Times | American | https://www.latimes.com
Chicago Tribune | The Chicago Tribune | American | https://www.chicagotribune.com
The Boston Globe | Boston Globe | American | https://www.bostonglobe.com
New York Post | The New York Post | American | https://nypost.com
Miami Herald | The Miami Herald | American | https://www.miamiherald.com
San Francisco Chronicle | | American | https://www.sfchronicle.com
The Guardian | ~Guardian | British | https://www.theguardian.com | Q11148
The Times of London | Times of London | British | https://www.thetimes.com
The Daily Telegraph | Daily Telegraph, ~The Telegraph | British | https://www.telegraph.co.uk
Financial Times | The Financial Times, FT | British | https://www.ft.com
~The Independent | | British | https://www.independent.co.uk
Daily Mail | The Daily Mail | British | https://www.dailymail.co.uk
~The Sun | | British | https://www.thesun.co.uk
The Economist | | British | https://www.economist.com
Le Monde | | French | https://www.lemonde.fr | Q12461
Le Figaro | | French | https://www.lefigaro.fr
Libération | Liberation | French | https://www.liberation.fr
Süddeutsche Zeitung | Sueddeutsche Zeitung | German | https://www.sueddeutsche.de
Frankfurter Allgemeine Zeitung | FAZ | German | https://www.faz.net
Bild | | German | https://www.bild.de
Die Zeit | | German | https://www.zeit.de
Die Welt | | German | https://www.welt.de
Handelsblatt | | German | https://www.handelsblatt.com
Der Spiegel | Spiegel | German | https://www.spiegel.de | Q131478
El País | El Pais | Spanish | https://elpais.com
~El Mundo | | Spanish | https://www.elmundo.es
La Repubblica | | Italian | https://www.repubblica.it
Corriere della Sera | | Italian | https://www.corriere.it
La Stampa | | Italian | https://www.lastampa.it
Haaretz | | Israeli | https://www.haaretz.com | he:הארץ
The Jerusalem Post | Jerusalem Post | Israeli | https://www.jpost.com
Yedioth Ahronoth | | Israeli | https://www.yediot.co.il | he:ידיעות אחרונות
Kommersant | | Russian | https://www.kommersant.ru | ru:Коммерсантъ | ru:Коммерсант
Vedomosti | | Russian | https://www.vedomosti.ru | ru:Ведомости
Izvestia | | Russian | https://iz.ru | ru:Известия
Novaya Gazeta | | Russian | https://novayagazeta.ru | ru:Новая газета
Rossiyskaya Gazeta | | Russian | controlled-by Russian state | https://rg.ru | ru:Российская газета
~Pravda | | Russian | ru:~Правда
Kyiv Independent | The Kyiv Independent | Ukrainian | https://kyivindependent.com
Ukrainska Pravda | | Ukrainian | https://www.pravda.com.ua | uk:Українська правда
The Asahi Shimbun | Asahi Shimbun, ~Asahi | Japanese | https://www.asahi.com | ja:朝日新聞
Yomiuri Shimbun | The Yomiuri Shimbun, ~Yomiuri | Japanese | https://www.yomiuri.co.jp | ja:読売新聞
Mainichi Shimbun | ~Mainichi | Japanese | https://mainichi.jp | ja:毎日新聞
Nikkei | Nihon Keizai Shimbun | Japanese | https://www.nikkei.com | ja:日本経済新聞
Chosun Ilbo | The Chosun Ilbo | South Korean | https://www.chosun.com | ko:조선일보
JoongAng Ilbo | | South Korean | https://www.joongang.co.kr | ko:중앙일보
Dong-A Ilbo | | South Korean | https://www.donga.com | ko:동아일보
Hankyoreh | | South Korean | https://www.hani.co.kr | ko:한겨레
Rodong Sinmun | | North Korean | ko:로동신문
Global Times | The Global Times | Chinese | part-of People's Daily | https://www.globaltimes.cn | zh-Hans:环球时报
People's Daily | The People's Daily | Chinese | http://www.people.com.cn | zh-Hans:人民日报
China Daily | | Chinese | https://www.chinadaily.com.cn | zh-Hans:中国日报
South China Morning Post | The South China Morning Post, SCMP | Hong Kong | https://www.scmp.com | zh-Hant:南華早報
The Hindu | | Indian | https://www.thehindu.com
The Times of India | Times of India | Indian | https://timesofindia.indiatimes.com
Hindustan Times | | Indian | https://www.hindustantimes.com
The Indian Express | Indian Express | Indian | https://indianexpress.com
Dawn | | Pakistani | https://www.dawn.com
The Straits Times | Straits Times | Singaporean | https://www.straitstimes.com
Sydney Morning Herald | The Sydney Morning Herald | Australian | https://www.smh.com.au
The Australian | | Australian | https://www.theaustralian.com.au
The Globe and Mail | Globe and Mail | Canadian | https://www.theglobeandmail.com
Toronto Star | The Toronto Star | Canadian | https://www.thestar.com
Hürriyet | Hurriyet | Turkish | https://www.hurriyet.com.tr
Al-Ahram | | Egyptian | controlled-by Egyptian state | ar:الأهرام
Asharq Al-Awsat | | Saudi | -- | https://aawsat.com | ar:الشرق الأوسط
Gazeta Wyborcza | | Polish | https://wyborcza.pl
Rzeczpospolita | | Polish | https://www.rp.pl
O Globo | | Brazilian | https://oglobo.globo.com
Folha de S.Paulo | | Brazilian | https://www.folha.uol.com.br
~La Nación | | Argentine | https://www.lanacion.com.ar
Clarín | | Argentine | https://www.clarin.com
Aftonbladet | | Swedish
Dagens Nyheter | | Swedish
Svenska Dagbladet | | Swedish
Expressen | | Swedish
Aftenposten | | Norwegian
Jyllands-Posten | | Danish
Helsingin Sanomat | | Finnish
De Telegraaf | | Dutch
De Volkskrant | Volkskrant | Dutch
~NRC | NRC Handelsblad | Dutch
De Standaard | | Belgian
Le Soir | | Belgian
Neue Zürcher Zeitung | NZZ | Swiss
Tages-Anzeiger | | Swiss
Der Standard | | Austrian
Le Parisien | | French
Les Echos | | French
Ouest-France | | French
La Vanguardia | | Spanish
El Confidencial | | Spanish
Público | | Portuguese
Il Sole 24 Ore | | Italian
Il Messaggero | | Italian
Kathimerini | | Greek
The Irish Times | Irish Times | Irish
Irish Independent | | Irish
The Scotsman | | British
Daily Mirror | The Daily Mirror, ~The Mirror | British
Daily Express | The Daily Express | British
Evening Standard | London Evening Standard | British
Politika | | Serbian
Maariv | Ma'ariv | Israeli
Israel Hayom | | Israeli
Ynet | | Israeli
The Times of Israel | Times of Israel | Israeli
An-Nahar | | Lebanese
Al-Akhbar | | Lebanese
L'Orient-Le Jour | L'Orient Today | Lebanese
Arab News | | Saudi
Gulf News | | Emirati
Khaleej Times | | Emirati
Cumhuriyet | | Turkish
Milliyet | | Turkish
Daily Sabah | ~Sabah | Turkish
Kyiv Post | | Ukrainian
The Moscow Times | Moscow Times | Russian | --
Moskovsky Komsomolets | | Russian
Komsomolskaya Pravda | | Russian
Nezavisimaya Gazeta | | Russian
Sankei Shimbun | ~Sankei | Japanese
The Japan Times | Japan Times | Japanese
The Korea Herald | Korea Herald | South Korean
The Korea Times | Korea Times | South Korean
Busan Ilbo | | South Korean
Kyunghyang Shinmun | | South Korean
Taipei Times | | Taiwanese
Liberty Times | | Taiwanese
Ming Pao | | Hong Kong
Apple Daily | | Hong Kong
Bangkok Post | | Thai
The Jakarta Post | Jakarta Post | Indonesian
Kompas | | Indonesian
Philippine Daily Inquirer | | Philippine
Dhaka Tribune | The Dhaka Tribune | Bangladeshi
Prothom Alo | | Bangladeshi
The Kathmandu Post | Kathmandu Post | Nepali
Deccan Herald | | Indian
Express Tribune | The Express Tribune | Pakistani
Daily Nation | | Kenyan
Daily Trust | | Nigerian
~Punch | The Punch, Punch newspaper | Nigerian
Mail & Guardian | | South African
Granma | | Cuban
La Jornada | | Mexican
~Reforma | | Mexican
El Tiempo | | Colombian
El Comercio | | Peruvian
Estadão | O Estado de S. Paulo | Brazilian
`;
