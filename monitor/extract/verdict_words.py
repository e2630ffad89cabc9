"""The words by which sites of many languages name the pages that are not articles."""

import re


def _pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """One pattern out of alternatives that stand two spaces or a line apart."""
    return re.compile("|".join(part for part in re.split(r"\s{2,}", text) if part), flags)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Segments of addresses, in lower case, unescaped, with "-" between words.
TAG = _set("""
    tag tags topic topics topik category categories kategorie kategorien kategori kategoria kategorija kategoriya
    categorie categoria categorías categoria-noticias etiqueta etiquetas etiket etiketi etiketa etiquette etiquettes
    schlagwort schlagworte thema themen thema-s theme themes thematique thematiques tema temas temat tematy tagged
    rubrik rubrika rubric rubrica rubrique rubriques keyword keywords label labels stichwort mot-cle mots-cles
    ämne emne aihe avainsana tagi štítok stitek stitky címke cimke etichetta etichette konu konular hashtag
    тег теги тема темы рубрика категория категорія метка وسم وسوم تصنيف برچسب دسته موضوع تگ 标签 標籤 分类 分類
    タグ カテゴリ 태그 แท็ก
""")
AUTHOR = _set("""
    author authors autor autoren autores autore auteur auteurs autori yazar yazarlar kirjoittaja forfatter skribent
    contributor contributors profile profiles journalist journaliste journalists reporter byline people staff
    avtor avtory avtori autorzy autoriai autoriu szerzo szerzők szerzok spisovatel penulis tac-gia mwandishi συντάκτης
    συντάκτες αρθρογράφος syntaktis автори автора журналист журналисты журналісти الكاتب كتاب الكتاب مؤلف المؤلف
    محرر نویسندگان نويسنده מחבר כותב לכותב लेखक مصنف 撰稿人 记者 编辑 著者 筆者 執筆者 기자 저자 ผู้เขียน
    автор авторы كاتب كتاب نویسنده 作者 記者 writer writers
""")
SEARCH = _set("""
    search suche recherche buscar busca búsqueda busqueda ricerca cerca zoeken sok sök søk soeg søg haku arama ara
    szukaj wyszukiwarka wyszukiwanie hledat hledani vyhledavani keresés kereses cautare pretraga iskanje поиск пошук
    poisk poshuk pretraha pretrazi pretraži претрага vyhladavanie otsing paieska meklet leit bilatu іздеу البحث
    جست‌وجو جستجوی-پیشرفته חיפוש खोज تلاش anazitisi sousuo tafuta cautare-rezultate suchergebnisse
    ergebnisse resultats-de-recherche resultados resultados-de-busqueda arama-sonuclari szukanie 搜索结果 搜尋結果
    検索結果 검색결과 ค้นหา
    търсене αναζήτηση بحث جستجو tim-kiem pencarian cari 搜索 搜尋 検索 검색 ค้นหา searchresults search-results
""")
# Fields of a query in an address under which sites keep what was searched for.
SEARCH_FIELDS = _set("""
    s q query search keys suche suchbegriff recherche buscar busca busqueda cerca ricerca zoek sok sogeord haku ara
    arama
    szukaj hledat searchword search-query search-term searchterm keyword keywords term wd kw text-search search-text
""")
LOGIN = _set("""
    vhod vkhod vchid vxod autorizacija авторизация авторизація вхід увійти σύνδεση eisodos syndesi είσοδος تسجيل-دخول
    الدخول כניסה התחברות लॉगिन 会员登录 用户登录 會員登入 로그인 회원가입 注册 註冊 会員登録 เข้าสู่ระบบ dang-nhap
    masuk daftar
    ingia belepes belépés conectare autentificare prisijungti pieslegties login-php prijava prihlasit-se prihlasenie
    connectez-vous inicio-de-sesion acceder aanmelden logg-ind log-ind rekisteroidy uye-girisi
    ثبت-نام-کاربر ورود-کاربران
    login signin sign-in log-in logon wp-login.php anmelden anmeldung einloggen connexion se-connecter iniciar-sesion
    ingresar entrar accedi inloggen logga-in logg-inn kirjaudu giris giriş logowanie zaloguj prihlaseni bejelentkezes
    register registration signup sign-up registrieren inscription registro account konto mon-compte mi-cuenta
    mein-konto lost-password forgot-password password-reset вход войти регистрация تسجيل-الدخول ورود 登录 登入
    ログイン
""")
PETITION = _set("""
    petition petitions petitionen pétition pétitions peticion petición peticiones peticao petição petizione petizioni
    petitie petities petycja petycje petice peticija vetoomus vetoomukset underskrift underskrifter namninsamling
    take-action act-now action actions act aktion aktionen aktiv-werden mitmachen agir passer-a-l-action actua
    actúa acciones accion acción atue acoes agisci firma firme-ora firma-ora appello appelli appelle kom-in-actie
    skriv-under aksjon aksjoner aktioner toimi vaikuta imza imza-kampanyasi imzala podpisz sign sign-now signez
    unterschreiben urgent-action-sign e-action email-action write-for-rights/act петиция петиции подписать عريضة
    υπόγραψε υπογράψτε ypograpse ypografi firmar assinar assine underteckna onderteken allekirjoita podpisat
    podpishi podpisi podepsat podepiste potpisi alairas peticio semneaza подписать підписати підпиши підписи
    tawqie امضا امضا-کنید وقّع وقع-الآن 签署 簽署 簽名 連署
    وقع تحرك طومار 署名 联署 聯署 签名 서명 campaign-action
""")
DONATE = _set("""
    donate donation donations give give-now giving spende spenden jetzt-spenden don dons faire-un-don je-donne donner
    dona donar donacion donación donaciones donativo haz-un-donativo doar doacao doação doacoes dona-ora sostienici
    doneer doneren geef gåva gava stod-oss stöd-oss stott stott-oss støtt støtt-oss støt stoet lahjoita lahjoitus
    bagis bağış bagis-yap wesprzyj przekaz-darowizne darowizna darovat daruj podpořte adomanyozas doneaza doniraj
    donirajte support-us unterstuetzen soutenir-nous soutenez-nous пожертвовать пожертвования поддержать تبرع
    کمک-مالی 捐款 捐助 寄付 募金 후원 기부 บริจาค quyen-gop donasi membership mitglied-werden become-a-member
""")
ABOUT = _set("""
    about about-us aboutus who-we-are what-we-do our-story our-history our-mission our-team our-work mission vision
    impressum imprint legal-notice ueber-uns uber-uns über-uns wer-wir-sind a-propos apropos à-propos
    qui-sommes-nous notre-histoire notre-mission acerca acerca-de sobre sobre-nosotros sobre-nos quienes-somos
    quem-somos chi-siamo over-ons over wie-zijn-wij om-oss om om-os tietoa-meista meista hakkimizda hakkımızda
    biz-kimiz
    o-nas o-nama rolunk despre despre-noi za-nas о-нас o-nás kto-sme kdo-jsme rreth-nesh tentang tentang-kami
    ve-chung-toi gioi-thieu about-amnesty amnesty-international-movement من-نحن عن-المنظمة درباره-ما دربارهٔ-ما
    关于我们 關於我們 私たちについて 소개 เกี่ยวกับเรา ποιοι-είμαστε σχετικά о-проекте за-нас про-нас
    contact contact-us contactus kontakt kontakta-oss contacto contactos contato contatti contactez-nous
    nous-contacter
    contacteer-ons ota-yhteytta yhteystiedot iletisim iletişim kapcsolat контакты контакти اتصل-بنا تماس-با-ما
    联系我们
    聯絡我們 お問い合わせ 연락처 privacy privacy-policy datenschutz mentions-legales aviso-legal terms terms-of-use
    terms-and-conditions cookie-policy cookies faq sitemap jobs careers vacancies stellenangebote
    datenschutzerklaerung datenschutzerklärung datenschutzhinweise datenschutzbestimmungen cookie-richtlinie
    privacy-notice privacy-statement cookies-policy terms-of-service disclaimer legal politique-de-confidentialite
    politique-de-confidentialité politique-de-cookies conditions-generales vie-privee protection-des-donnees
    politica-de-privacidad política-de-privacidad politica-de-cookies política-de-cookies condiciones-de-uso
    política-de-privacidade politica-de-privacidade termos-de-uso informativa-privacy informativa-sulla-privacy
    privacybeleid privacyverklaring cookiebeleid integritetspolicy personvern personvernerklæring privatlivspolitik
    tietosuojaseloste polityka-prywatnosci polityka-prywatności ochrana-osobnich-udaju ochrana-osobních-údajů
    zasady-ochrany-osobních-údajů adatvedelem adatvédelem adatkezelési-tájékoztató adatvédelmi-tájékoztató
    politica-de-confidentialitate politica-de-confidențialitate gizlilik-politikasi gizlilik-politikası kvkk
    политика-конфиденциальности політика-конфіденційності πολιτική-απορρήτου سياسة-الخصوصية حریم-خصوصی
    מדיניות-פרטיות מדיניות-הפרטיות 隐私政策 隱私政策 隱私權政策 プライバシーポリシー 個人情報保護方針
    개인정보처리방침 개인정보-처리방침 นโยบายความเป็นส่วนตัว chinh-sach-bao-mat kebijakan-privasi sera-ya-faragha
    गोपनीयता-नीति গোপনীয়তা-নীতি
""")
EVENTS = _set("""
    event events calendar kalender calendrier calendario agenda agendas veranstaltung veranstaltungen termine
    evenement evenements événements evento eventos eventi evenementen tapahtumat tapahtuma arrangementer arrangement
    etkinlik etkinlikler wydarzenia wydarzenie akce udalosti esemenyek kalendarz kalendár событие события календарь
    مناسبات الفعاليات فعالية أحداث رزنامة أجندة رویداد همایش‌ها
    мероприятия мероприятие афиша anons анонсы події подія заходи календарь-событий събития догађаји dogadaji
    dogadjaji
    dogodki koledar koledar-dogodkov sobytiya meropriyatiya podii zakhody sündmused üritused renginiai pasakumi
    pasākumi
    εκδηλώσεις εκδήλωση ekdiloseis imerologio ημερολόγιο אירועים לוח-אירועים कार्यक्रम acara kegiatan su-kien matukio
    évènements evenementen-kalender kommende-arrangementer whats-on upcoming-events past-events
    calendrier-des-evenements
    veranstaltungskalender terminkalender calendario-de-eventos takvim tapahtumakalenteri naptar rendezvenyek
    rendezvények eveniment evenimente aktiviteter esdeveniments 活動列表 活动日历 行事曆 日历 イベント情報
    カレンダー 일정 กิจกรรม
    فعاليات رویدادها تقویم 活动 活動 イベント 행사
""")
LISTING = _set("""
    news nieuws nachrichten neuigkeiten aktuelles actualites actualités actus actu noticias notícias noticia notizie
    novinky aktuality aktualnosci aktuálne nyheter nyheder uutiset haberler hírek hirek stiri știri vijesti vesti
    novice lajme blog blogs press presse prensa imprensa stampa pers press-releases pressemitteilungen
    communiques-de-presse comunicados comunicati press-room newsroom latest latest-news archive archives archiv
    archivo
    publications publicaciones publikationen publicacoes pubblicazioni publicaties documents reports rapports informes
    berichte новости новини публикации أخبار الأخبار بيانات اخبار اخبار-و-بیانیه‌ها 新闻 新聞 ニュース 뉴스 ข่าว
    tin-tuc berita
    articles artikel all index home feed
    novosti novini novyny nea νέα ειδήσεις eidiseis ανακοινώσεις anakoinoseis akhbar akhbaar khabar xinwen
    xinwenzhongxin
    uudised ziņas zinas naujienos fréttir frettir albisteak noves novas nuus habari berita-terkini balita
    nieuwsberichten
    actualite actualité salle-de-presse espace-presse dossier-de-presse sala-de-prensa sala-stampa sala-de-imprensa
    comunicati-stampa notas-de-prensa persberichten pressmeddelanden pressemeldinger pressemeddelelser tiskove-zpravy
    basin basın basin-aciklamalari stories updates statements medya media-centre media-center newsroom mediacenter
    пресс-релизы пресс-центр прес-центр прес-релізи статьи статті лента חדשות समाचार خبریں خبرها بیانیه‌ها
    البيانات-الصحفية 新闻中心 新聞稿 新闻稿 お知らせ プレスリリース 보도자료 ข่าวสาร
""")
HOME = _set("""
    home index index.html index.htm index.php default.aspx startseite accueil inicio start homepage main hem
    hjem etusivu
""")

# The language codes of two letters that sites use for their editions; "uk" and "us" are also countries with homes.
TWO_LETTERS = _set("""
    af am ar as az ba be bg bm bn bo br bs ca ce ckb co cs cy da de dv dz ee el en eo es et eu fa fi fj fo fr fy ga gd
    gl gn gu ha he hi hr ht hu hy id ig in is it iw ja jp ka kk kl km kn ko kr ku ky lb lg ln lo lt lv mg mi mk ml
    mn mr
    ms mt my nb ne nl nn no ny om or pa pl ps pt qu rm rn ro ru rw sa sd se sg si sk sl sn so sq sr ss st su sv sw
    ta te
    tg th ti tk tl tn tr ts tt ug uk ur us uz vi wo xh yi yo zh zu cn tw
""")

# As titles and headings say it, in lower case and without punctuation.
NOT_FOUND = _pattern(
    r"""
    page not found  not found  page cannot be found  page can t be found  page could not be found  404 error
    error 404  page doesn t exist  page does not exist  oops that page can t be found  nothing found
    page unavailable  page no longer exists  seite nicht gefunden  seite wurde nicht gefunden  seite existiert nicht
    diese seite gibt es nicht  seite konnte nicht gefunden werden  page non trouvée  page introuvable
    page n existe pas  page n a pas été trouvée  cette page n existe  erreur 404  página no encontrada
    no se ha encontrado la página  no se encontró la página  página no existe  no encontramos la página
    página não encontrada  página não existe  pagina non trovata  pagina niet gevonden  sidan hittades inte
    sidan kunde inte hittas  sidan finns inte  siden ble ikke funnet  fant ikke siden  siden blev ikke fundet
    siden findes ikke  sivua ei löydy  sivua ei löytynyt  sayfa bulunamadı  aradığınız sayfa
    strona nie została znaleziona  nie znaleziono strony  strona nie istnieje  stránka nenalezena
    stránka nebyla nalezena  stránka nebola nájdená  stránka neexistuje  az oldal nem található  oldal nem található
    pagina nu a fost găsită  pagina nu există  stranica nije pronađena  stran ni najdena  страница не найдена
    страница не существует  ошибка 404  сторінку не знайдено  сторінка не знайдена  страницата не е намерена
    страница није пронађена  η σελίδα δεν βρέθηκε  faqja nuk u gjet  الصفحة غير موجودة  لم يتم العثور على الصفحة
    الصفحة المطلوبة غير موجودة  صفحه یافت نشد  صفحه مورد نظر یافت نشد  صفحه پیدا نشد  صفحہ نہیں ملا  הדף לא נמצא
    העמוד לא נמצא  halaman tidak ditemukan  không tìm thấy trang  trang không tồn tại  ไม่พบหน้า  页面不存在
    找不到页面
    页面未找到  找不到頁面  頁面不存在  ページが見つかりません  お探しのページは  페이지를 찾을 수 없습니다
    पृष्ठ नहीं मिला  पेज नहीं मिला
    такой страницы (?:не|нет)  страницы не существует  страница удалена  страница не существует  страница не доступна
    страница недоступна  запрашиваемая страница  запрошенная страница  ничего не найдено  такої сторінки
    сторінка не існує
    сторінки не існує  нічого не знайдено  لم نعثر على الصفحة  لم نتمكن من العثور على (?:هذه )?(?:ال)?صفحة
    الصفحة التي (?:تبحث عنها|طلبتها)
    الصفحة غير متاحة  هذه الصفحة غير  صفحة غير موجودة  تعذر العثور على (?:هذه )?(?:ال)?صفحة  صفحه (?:ی )?مورد نظر
    صفحه‌ای با این  یافت نشد$
    页面(?:已被|已删除|已失效|不存在|无法|找不到|没有找到)  頁面(?:已被|已刪除|不存在|無法|找不到|沒有找到)
    (?:该|此|您访问的|您查找的|请求的|要找的)(?:页面|网页|内容)(?:不|已|无)
    網頁不存在  网页不存在  找不到(?:该|此|您|這|该)?(?:页面|网页|頁面|網頁)  未找到(?:该|此)?(?:页面|网页)
    内容不存在
    cette page a (?:disparu|été supprimée)  page inexistante  page non disponible  esta página ya no
    la página (?:que buscas|solicitada)  página (?:no disponible|inexistente)  a página que (?:procura|você)
    la pagina (?:che cerchi|richiesta|non esiste)  pagina bestaat niet  seite ist nicht (?:mehr )?verfügbar
    nie ma takiej strony  tato stránka neexistuje  bu sayfa (?:bulun|mevcut|yok|artık)  sayfa mevcut değil
    η σελίδα (?:που ζητ|που ψάχν|δεν υπάρχ)  η σελίδα αυτή δεν υπάρχει
    ページは(?:見つかりません|存在しません|削除)  ページが存在しません  존재하지 않는 페이지
    페이지가 (?:없습니다|존재하지)
    요청하신 페이지
    ukurasa haukupatikana  lehekülge ei leitud  lapa nav atrasta  puslapis nerastas  pàgina no trobada
    páxina non atopada  orria ez da aurkitu
    (?:find|locate) (?:that|this|the) (?:page|article|story)
    (?:page|article|story|content) (?:that )?you (?:requested|are looking|were looking|re looking|want)
    (?:article|story|page|content|post|item|document|video) (?:is|was) (?:no longer|not) (?:available|found|here|there)
    (?:article|story|page|content|post|item|document|video) (?:was|has been) (?:removed|deleted)
    (?:content|article|story|page|post) (?:not available|unavailable|removed|deleted|(?:has )?expired|no longer exists)
    (?:artikel|beitrag|inhalt|meldung) (?:ist|wurde) (?:leider )?(?:nicht (?:mehr|länger|verfügbar)|gelöscht|entfernt)
    (?:article|contenu|document|billet) n (?:est plus|existe plus|existe pas)
    (?:article|contenu) (?:introuvable|supprimé|indisponible)
    (?:artículo|contenido|noticia|nota) (?:ya no|no) (?:está|existe|se encuentra|disponible)
    (?:artigo|conteúdo|notícia|matéria) (?:não|já não) (?:está|existe|foi encontrad|disponível)
    (?:articolo|contenuto|notizia) non (?:è più|è disponibile|esiste|più|disponibile|trovat)
    (?:artikel|bericht|inhoud) (?:is |bestaat )?niet (?:meer|gevonden|beschikbaar)
    (?:artykuł|materiał|treść) (?:nie istnieje|został|jest niedostępn|niedostępn|usunięt)
    (?:материал|статья|новость|публикация|запись) (?:была? )?(?:удал[её]н|не найден|не существует|больше не|недоступ)
    (?:матеріал|стаття|новина|публікація) (?:було |була )?(?:видален|не знайден|не існує|більше не)
    (?:haber|içerik|yazı|makale) (?:bulunamadı|kaldırıl|mevcut değil|yayından)
    (?:المقال|الخبر|المادة|المحتوى|الموضوع)(?: الذي تبحث عنه)? (?:غير|لم يعد|حذف|تم حذف|محذوف)
    (?:خبر|مطلب|مقاله|محتوا)(?: مورد نظر)? (?:حذف|یافت نشد|پیدا نشد|موجود نیست|وجود ندارد)
    (?:הכתבה|המאמר|התוכן) (?:לא נמצא|אינו|אינה|הוסר)
    (?:该|此|这篇|這篇|本)?(?:文章|文稿|新闻|新聞|稿件|内容|內容)(?:已被|已|不)(?:删除|刪除|下架|下线|移除|失效|过期|存在)
    (?:この)?(?:記事|ページ|コンテンツ)は(?:現在)?(?:掲載|公開|配信|削除|存在|ご覧|見つか)
    (?:기사|게시물|페이지|콘텐츠)(?:가|는|을|이)? (?:삭제|존재하지|찾을 수 없|만료)
    삭제된 (?:기사|게시물|페이지|콘텐츠)
    (?:artikel|berita|konten) (?:tidak ditemukan|tidak tersedia|telah dihapus|sudah tidak)
    (?:bài viết|nội dung|tin) (?:không tồn tại|không còn|đã bị (?:xóa|gỡ))  ไม่พบ(?:บทความ|ข่าว|เนื้อหา)
    (?:บทความ|ข่าว|เนื้อหา)(?:นี้)?(?:ถูกลบ|ไม่มี)  (?:पृष्ठ|पेज|लेख|सामग्री|खबर) (?:नहीं मिल|मौजूद नहीं|उपलब्ध नहीं|हटा)
    পৃষ্ঠাটি (?:খুঁজে পাওয়া|পাওয়া|নেই)  পাতাটি (?:খুঁজে|পাওয়া|নেই)  (?:খবর|লেখা)টি (?:খুঁজে|সরি|মুছে)
    artikeln (?:finns inte|har tagits bort|kunde inte)  artikkelen (?:finnes ikke|er fjernet)
    artiklen (?:findes ikke|er fjernet)  (?:artikkeli|juttu)a? (?:ei löydy|ei löytynyt|on poistettu)
    (?:cikk|tartalom) (?:nem található|már nem|törölt)  článek (?:nebyl nalezen|neexistuje|byl odstraněn)
    článok (?:nebol nájdený|neexistuje|bol odstránený)
    (?:articolul|știrea) nu (?:a fost găsit|mai este|mai există|există)
    članak (?:nije pronađen|ne postoji|je uklonjen)  το άρθρο (?:δεν βρέθηκε|δεν υπάρχει|έχει αφαιρεθεί)
    статията не (?:е намерена|беше намерена|съществува)
    """
)
# Over a form with a password: the headings of log-in pages.
LOGIN_TITLE = _pattern(
    r"""
    log in  sign in  login  signin  log in to  sign in to  you must (?:be )?(?:log|sign)  subscribers only  anmelden
    anmeldung  einloggen  melden sie sich an  connexion  connectez vous  identifiez vous  se connecter  iniciar sesión
    inicia sesión  identifícate  iniciar sessão  entrar  faça login  accedi  effettua l accesso  inloggen  log in om
    logga in  logg inn  log ind  kirjaudu  zaloguj  logowanie  přihlá  prihlás  bejelentkez  autentific  conectați
    prijav  prijava  vpis  войти  войдите  вход  авториз  увійти  увійдіть  вхід  впишете  σύνδεση  συνδεθείτε
    giriş yap  üye girişi  تسجيل الدخول  سجل الدخول  سجّل الدخول  ورود  وارد شوید  התחבר  כניסה  登录  登入  请登录
    請登入  ログイン  로그인  เข้าสู่ระบบ  đăng nhập  masuk  log masuk  लॉग ?इन  साइन इन  লগ ?ইন  ingia
    """
)
CHALLENGE = _pattern(
    r"""
    just a moment\W  attention required! \| cloudflare  checking your browser
    checking if the site connection is secure  verify(?:ing)? (?:that )?you are (?:a )?human  ddos protection by
    ddos-guard  pardon our interruption  please (?:enable|turn on) js and disable any ad blocker
    access to this page has been denied  you have been blocked  request unsuccessful\. incapsula  are you a robot
    are you human\?  unusual traffic from your  enable javascript and cookies to continue
    please complete the security check  security check to access  one more step before you proceed
    sucuri website firewall  access denied\W+you don.t have permission  making sure you.re not a bot
    проверка браузера  подтвердите, что (?:вы|запросы)  bestätigen sie, dass sie (?:ein mensch|kein roboter)
    vérifiez que vous êtes humain  verifica que eres (?:un )?humano  请完成安全验证  安全验证  تحقق من أنك إنسان
    لست روبوت
    """,
    re.IGNORECASE,
)
# Over a wall that asks for consent before it shows anything, in lower case and without punctuation.
CONSENT = _pattern(
    r"""
    (?:we (?:and our partners )?)?(?:value|respect|care about) your privacy  before you continue
    your privacy(?: (?:matters|choices|settings))?
    (?:cookie|privacy) (?:consent|settings|preferences)  (?:accept|manage) (?:all )?cookies
    this (?:site|website) uses cookies  cookies zustimmen  bevor sie fortfahren  ihre privatsphäre
    wir (?:respektieren|schätzen) ihre privatsphäre  diese (?:web)?seite (?:verwendet|nutzt) cookies
    cookie einstellungen
    (?:nous respectons )?votre vie privée  avant de (?:continuer|poursuivre)  ce site utilise des cookies
    (?:valoramos|respetamos) (?:tu|su) privacidad  (?:tu|su) privacidad  antes de continuar
    este (?:sitio|site) (?:web )?(?:usa|utiliza) cookies  (?:valorizamos|respeitamos) a sua privacidade
    a sua privacidade
    (?:rispettiamo )?la (?:tua|vostra) privacy  prima di continuare  questo sito (?:utilizza|usa) (?:i )?cookie
    (?:wij respecteren )?(?:je|jouw|uw) privacy  deze (?:web)?site gebruikt cookies  cookies accepteren
    voordat je verdergaat
    vi (?:respekterar|värnar om) din integritet  din integritet  vi (?:respekterer|bryr oss om) (?:dit|ditt) personvern
    (?:cenimy|szanujemy) (?:twoją|państwa) prywatność  twoja prywatność  vážíme si vašeho soukromí
    gizliliğinize (?:değer|önem) veriyoruz  мы (?:ценим|уважаем) вашу конфиденциальность  ваша конфиденциальность
    ми (?:цінуємо|поважаємо) вашу (?:приватність|конфіденційність)  σεβόμαστε (?:το απόρρητ|την ιδιωτικότητ)\S* σας
    نحن نحترم خصوصيتك  نهتم بخصوصيتك  خصوصيتك تهمنا  我们重视您的隐私  我們重視您的隱私  プライバシーを尊重します
    """
)
CHALLENGE_MARKS = _pattern(
    r"""
    /cdn-cgi/challenge-platform/\S{0,40}orchestrate  cf-chl-  _cf_chl_opt  captcha-delivery\.com  px-captcha
    _Incapsula_Resource  awswaf  challenges\.cloudflare\.com
    """
)
SIGN = _pattern(
    r"""
    \bsign (?:now|the|this|up and|petition)  \bsign$  petition  add your name  take action
    send (?:your|the) (?:message|e-?mail|letter)  unterschreib  unterzeichn  jetzt mitmachen  je signe  signez
    signer la  firma (?:ya|ahora|la|ora|anche)  firmar  ¡?actúa  assine  assinar  agisci  teken (?:nu|de)
    onderteken  skriv under  signer (?:nå|nu)  underskriv  allekirjoita  imzala  podpisz  podepsat  podepište
    aláírom  semnează  potpiši  подписать  підписати  подпиши  وقّ?ع  أضف اسمك  امضا کن  署名する  签署  簽署
    签名  서명하기
    ลงชื่อ
    """
)
# What stands on the button of a petition, or begins its headline: the call to sign, or a first person that does.
SIGN_BUTTON = _pattern(
    r"""
    ^\W*(?:i )?sign(?: and \w+)?\W*$  ^\W*sign (?:now|here|the|this|our|my|petition|it|on)\b  \badd (?:your|my) name\b
    ^\W*(?:i want to )?sign\b.{0,30}\b(?:petition|letter|appeal)  \bunterschreib(?:e|en|t)?\b  \bunterzeichnen?\b
    ^\W*mitzeichnen  \bje signe\b  ^\W*signez\b  ^\W*signer\b  ^\W*signe (?:la|le|maintenant)\b  ^\W*¡?firmar?\W*$
    ^\W*¡?(?:firma|firmar|firme|firmá) (?:ya|ahora|aquí|la|el|esta|ora|anche|qui|subito|agora|adesso|l)\b
    ^\W*(?:yo )?firmo\b  ^\W*assin(?:e|ar|a|o|i)\W*$  ^\W*assin(?:e|ar|a|o) (?:já|agora|a|o|aqui|esta)\b
    ^\W*signa(?: la| ara)?\W*$  ^\W*asina\W*$
    ^\W*teken\W*$  ^\W*teken (?:nu|de|hier|mee|onze)\b  \bonderteken(?:en)?\b  ^\W*underteckna\b  ^\W*skriv under\b
    ^\W*skriv på\b  ^\W*signer\W*$  ^\W*underskriv\b  ^\W*allekirjoita\b  ^\W*undirrita\w*  ^\W*skrifa undir
    \bimzala(?:yın|yin|yın|)?\b  ^\W*imza (?:at|ver)  \bpodpisz\b  \bpodpisuję\b  ^\W*podepsat\b  ^\W*podepište\b
    ^\W*podpísať\b  ^\W*podpíšte\b  ^\W*podpiši(?:te)?\b  ^\W*potpiši(?:te)?\b  ^\W*потпиши(?:те)?\b
    ^\W*aláír(?:om|ás)\b
    ^\W*semnea(?:ză|za|z)(?:ă)?\b  ^\W*nënshkruaj  ^\W*firmos  ^\W*allkirjasta\b  ^\W*parakst\w+  ^\W*pasiraš\w+
    ^\W*sinatu\b  ^\W*подпи(?:сать|шите|ши|сывайте|сываю|сване)\b  ^\W*підпи(?:сати|шіть|ши|сую)\b  ^\W*падпіса\w+
    ^\W*υπόγραψε\b  ^\W*υπογράψτε\b  ^\W*υπογράφω\b  ^\W*υπογραφή\W*$  ^\W*ստորագր\w+  ^\W*ხელი მოაწერე
    ^\W*وقّ?ِ?ع(?:وا|ي)?(?:\s|\W|$)  أضف اسمك  أضيفوا? اسم  ^\W*امضا(?:\W|$)  امضا کن  دستخط کریں  ^\W*חתמו\b
    ^\W*חתימה\W*$
    הוסיפו את שמ  ^\W*署名(?:する|$)  署名する  賛同する
    ^\W*(?:立即|我要|马上|馬上)?(?:签署|簽署|签名|簽名|联署|聯署|连署|連署)
    서명하기  ^\W*서명\W*$  서명합니다  ลงชื่อ  ลงนาม  ký tên  tanda ?tangan  ^\W*lagdaan\b  हस्ताक्षर कर  স্বাক্ষর কর
    ^\W*saini\b
    """
)
# Forms that ask for a mail address everywhere: comments, newsletters, sending a page to a friend.
OTHER_FORM = _pattern(
    r"""
    comment  newsletter  subscri  tell-a-friend  send-to  forward  kommentar  abonn  suscri  inscri  search
    рассыл  розсил  комментар  коментар  бюлетин  نشرة  النشرة  خبرنامه  تعليق  دیدگاه  订阅  訂閱  评论  評論  留言
    購読
    メルマガ  コメント  뉴스레터  구독  댓글  bülten  yorum  biuletyn  komentarz  hírlev  hozzászól  zpravodaj
    komentář
    nyhedsbrev  nyhetsbrev  uutiskirj  kommentti  nieuwsbrief  reactie  rundbrief  boletín  boletim  ενημερωτικ  σχόλι
    ניוזלטר  תגוב  bản tin  bình luận
    """
)
# "suspended" and "spendere" are no gifts: each begins a word, in scripts that have spaces.
DONATION = _pattern(
    r"""
    (?<![^\W\d_])(?:donat|spende(?!r)|doneer|doação|doar(?!\w)|gåva|støtt|lahjoit|bağış|darowizn|adomány|doneaz|donir|пожертв)
    (?<![^\W\d_])(?:faire un don|je donne|haz un donativo|doe een|dona ora)  تبرع  کمک مالی  捐款  寄付  후원  บริจาค
    """
)
# What organisations say of themselves, one subject each, in lower case; three of them make an "about" page.
ABOUT_SENTENCES = (
    _pattern(
        r"""
    \b(?:is|are) (?:a|an|the world.s largest|one of the) [\w,'
    -]{0,60}(?:movement|organi[sz]ation|charity|non-?profit|association|foundation)\b
    est une? [\w,' -]{0,60}(?:organisation|mouvement|association|ong)\b
    es una? [\w,' -]{0,60}(?:organización|movimiento|asociación)
    ist eine? [\w,' -]{0,60}(?:organisation|bewegung|verein|verband)\b
    è una? [\w,' -]{0,60}(?:organizzazione|movimento|associazione)
    é uma? [\w,' -]{0,60}(?:organização|movimento|associação)  является [\w, -]{0,60}(?:организаци|движени)
    منظمة (?:عالمية|دولية|غير حكومية|مستقلة)  حركة عالمية  سازمانی? (?:مستقل|غیردولتی|بین‌المللی)
        """
    ),
    _pattern(
        r"""
    independent of (?:any|all) government  indépendante? de tout  unabhängig von (?:allen )?regierung
    independientes? de todo  indipendente da  independente de  независим\w+ от  مستقلة عن  مستقل از
    onafhankelijk van  oberoende av  uavhengig av
        """
    ),
    _pattern(
        r"""
    \b(?:was )?founded (?:in|by)  \bbegan in \d{4}  a été (?:fondée?|créée?)  fondée? en \d{4}  gegründet
    fue fundada  fundada en  è stata fondata  nata nel  foi fundada  основана  основан в  تأسست  تأسیس شد
    opgericht in  grundades  ble grunnlagt  tout a commencé
        """
    ),
    _pattern(
        r"""
    our (?:mission|vision|values|members|work|team|funding)  members and supporters
    notre (?:mission|vision|travail|équipe|organisation|financement)  nos (?:membres|valeurs|actions)
    unsere (?:arbeit|mitglieder|ziele|werte|vision)  nuestra (?:misión|visión|labor)  nuestros (?:miembros|valores)
    la nostra (?:missione|visione)  nossa missão  nossos valores  наша (?:миссия|цель|организация)
    наши (?:члены|цели)  رسالتنا  رؤيتنا  مهمتنا  أعضاؤنا  مأموریت ما  اعضای ما  onze (?:missie|leden|visie)
    våra medlemmar  membres et (?:sympathisants|donateurs)
        """
    ),
    _pattern(
        r"""
    financed by  funded by  donations from  financement est assuré  cotisations  finanziert sich  mitgliedsbeiträg
    se financia  cuotas de  si finanzia  financiad[oa] por  финансиру  تمويل(?:ها|نا)  بودجه  gefinancierd door
    finansieras
        """
    ),
    _pattern(
        r"""
    who we are  what we do  about us  qui sommes-nous  ce que nous faisons  à propos de nous  über uns  wer wir sind
    was wir tun  quiénes somos  qué hacemos  chi siamo  cosa facciamo  quem somos  кто мы  о нас  من نحن  درباره ما
    wie wij zijn  wat wij doen  om oss  statuts? de l  assemblée générale  board of directors
    annual general meeting  mitgliederversammlung  asamblea general
        """
    ),
)
# A year or the word "report": titles of documents, not of an organisation's page about itself.
DATED_TITLE = _pattern(
    r"""
    \b(?:1[89]|20)\d\d\b  report\b  rapport  bericht  informe  relatório  relazione  rapporto  доклад  отчет  отчёт
    تقرير  گزارش  报告  報告  보고서  raport  zpráva  jelentés  annual  annuel  jahres
    """,
    re.IGNORECASE,
)
