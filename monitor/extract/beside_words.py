"""What sites print over what stands beside an article, in many languages; lower case, without signs and digits."""

import re

from monitor.extract.shape import lower


def _words(text: str) -> frozenset[str]:
    return frozenset(lower(word) for word in re.split(r"\s{2,}|\n", text) if word)


# Other articles, ways to follow or share, who wrote it, appeals: what such a heading stands over is no text.
SECTIONS = _words(
    """
    related  related stories  related articles  related news  related posts  related content  related topics
    related links  related reading  related coverage  related items  see also  also read  read also  more news
    more stories  more on this  more on this story  more on this topic  more like this  more from this author
    read more  read next  up next  what to read next  keep reading  you may also like  you might also like
    recommended  recommended for you  recommended stories  recommended reading  recommended videos  most read
    most popular  most viewed  most commented  most shared  trending  trending now  popular posts  top stories
    latest news  latest stories  latest posts  latest articles  latest videos  recent posts  recent articles
    recent news  recent stories  editor's picks  editor’s picks  editors' picks  editors’ picks
    featured stories
    don't miss  don’t miss  in case you missed it  share  share this  share this article  share this story
    share this page  share this post  share on  sharing is caring  spread the word  social sharing  follow us
    follow us on  connect with us  stay connected  tags  topics  filed under  categories  explore more topics
    newsletter  newsletters  our newsletter  sign up for our newsletter  subscribe to our newsletter  subscribe
    join our newsletter  sign up  stay informed  stay in touch  stay updated  stay up to date  get email updates
    about the author  about the authors  about author  author bio  meet the author  about the writer
    sponsored  sponsored content  promoted  promoted stories  around the web  from our partners  paid content
    donate  donate now  support us  support our work  table of contents  on this page  in this article
    popular categories  keep exploring  suggested reading  further reading on this site  latest on
    mehr zum thema  zum thema  weitere artikel  weitere meldungen  weitere nachrichten  weitere themen
    lesen sie auch  lesen sie mehr  lies auch  das könnte sie auch interessieren
    das könnte dich auch interessieren
    auch interessant  mehr lesen  mehr dazu  weiterlesen  meistgelesen  am meisten gelesen
    meistgelesene artikel
    beliebte artikel  aktuelle nachrichten  neueste artikel  neueste beiträge  ähnliche artikel
    ähnliche beiträge
    verwandte artikel  verwandte themen  empfohlen  empfehlungen der redaktion  teilen  artikel teilen
    diesen artikel teilen  beitrag teilen  folgen sie uns  folge uns  schlagwörter  schlagworte  stichwörter
    newsletter abonnieren  newsletter bestellen  über den autor  über die autorin  zum autor  zur autorin
    inhaltsverzeichnis  jetzt spenden  empfohlener externer inhalt  empfohlener redaktioneller inhalt
    externer inhalt nicht verfügbar
    à lire aussi  lire aussi  à lire également  lire également  à lire  sur le même sujet  sur le même thème
    dans la même rubrique  articles liés  articles similaires  articles connexes  contenus associés  à découvrir
    à ne pas manquer  les plus lus  articles les plus lus  le plus lu  en continu  dernières actualités
    derniers articles  nos dernières actualités  vous aimerez aussi  vous aimerez peut-être
    recommandé pour vous
    partager  partager cet article  partagez  partagez cet article  suivez-nous  mots-clés  étiquettes
    lettre d'information  lettre d’information  s'abonner à la newsletter  abonnez-vous
    abonnez-vous à notre newsletter
    inscrivez-vous à notre newsletter  à propos de l'auteur  à propos de l’auteur  l'auteur  l’auteur
    faire un don
    te puede interesar  le puede interesar  también te puede interesar  también puede interesarle  lee también
    lea también  leer más  ver también  más noticias  más sobre este tema  más información relacionada
    noticias relacionadas  artículos relacionados  contenido relacionado  notas relacionadas  temas relacionados
    lo más leído  lo más visto  más leídas  últimas noticias  recomendados  recomendamos  compartir  comparte
    comparte esta noticia  compártelo  síguenos  síguenos en  etiquetas  boletín  boletines  suscríbete
    suscríbete a nuestro boletín  sobre el autor  sobre la autora  acerca del autor  sigue leyendo  dona
    dona ahora
    leia também  leia mais  veja também  saiba mais  veja mais  mais notícias  notícias relacionadas
    artigos relacionados  conteúdo relacionado  matérias relacionadas  mais lidas  mais lidos  as mais lidas
    últimas notícias  recomendados para você  relacionadas  relacionados  compartilhe  compartilhar  partilhar
    partilhe  partilhe este artigo  siga-nos  inscreva-se  assine nossa newsletter  sobre o autor
    sobre a autora
    leggi anche  leggi tutto  vedi anche  articoli correlati  notizie correlate  contenuti correlati
    potrebbe interessarti  potrebbe interessarti anche  ti potrebbe interessare  i più letti  più letti
    le più lette
    ultime notizie  ultimi articoli  condividi  condividi su  condividi questo articolo  seguici  seguici su
    iscriviti alla newsletter  l'autore  l’autore  sull'autore  sull’autore  sullo stesso argomento
    lees ook  lees meer  meer over dit onderwerp  meer nieuws  gerelateerde artikelen  gerelateerd  aanbevolen
    meest gelezen  hoofdpunten  laatste nieuws  deel dit artikel  delen  volg ons  nieuwsbrief  over de auteur
    läs också  läs även  läs mer  mer om  relaterade artiklar  relaterat  mest lästa  senaste nytt  dela
    dela artikeln
    följ oss  nyhetsbrev  om författaren  les også  les mer  relaterte artikler  relaterte saker  mest lest
    siste nytt  del artikkelen  del denne artikkelen  følg oss  læs også  læs mere  relaterede artikler
    mest læste
    seneste nyt  del artiklen  nyhedsbrev  lue myös  lue lisää  aiheesta lisää  luetuimmat  aiheeseen liittyvää
    jaa artikkeli  uutiskirje  lesið einnig  tengdar fréttir  mest lesið  deila
    czytaj też  czytaj także  czytaj również  czytaj więcej  zobacz też  zobacz także  zobacz również
    powiązane artykuły  podobne artykuły  polecane  najczęściej czytane  najnowsze  udostępnij
    udostępnij artykuł
    obserwuj nas  tagi  o autorze  čtěte také  přečtěte si také  související články  související
    nejčtenější  mohlo by vás zajímat  sdílet  sdílet článek  štítky  o autorovi  čítajte tiež  súvisiace články
    najčítanejšie  zdieľať  olvassa el ezt is  ajánlott cikkek  kapcsolódó cikkek  kapcsolódó  legolvasottabb
    megosztás  címkék  hírlevél  citește și  citește mai mult  articole similare  articole asemănătoare
    cele mai citite  distribuie  etichete  povezane vijesti  povezani članci  pročitajte još  pročitajte i
    najčitanije  podijeli  podeli  повезане вести  прочитајте још  најчитаније  preberite še  najbolj brano
    lexo edhe  lexo gjithashtu  të ngjashme  skaityk taip pat  susijusios naujienos  lasi arī  saistītie raksti
    loe ka  seotud artiklid  loetumad  llegeix també  notícies relacionades  irakurri ere  olvasd el ezt is
    читайте также  читать также  читайте ещё  читайте еще  по теме  материалы по теме  ещё по теме  еще по теме
    похожие материалы  похожие статьи  похожие новости  новости по теме  другие новости  другие материалы
    самое читаемое  популярное  популярные новости  последние новости  рекомендуем  рекомендуем также
    вам может понравиться
    смотрите также  см. также  поделиться  поделитесь  подписывайтесь  подписаться  подпишитесь  рассылка  теги
    метки  об авторе
    читайте також  читати також  дивіться також  за темою  схожі новини  схожі матеріали  новини за темою
    популярні новини  останні новини  найпопулярніше  рекомендуємо  поділитися  поширити  підписуйтесь  розсилка
    теґи  мітки
    чытайце таксама  падзяліцца  прочетете още  вижте още  още по темата  свързани новини  сподели  най-четени
    прочитајте и  поврзани вести  διαβάστε επίσης  διαβάστε ακόμα  δείτε επίσης  σχετικά άρθρα
    σχετικές ειδήσεις  διαβάστε περισσότερα  δημοφιλή  τα πιο δημοφιλή  κοινοποίηση  μοιραστείτε  ετικέτες
    ενημερωτικό δελτίο  ακολουθήστε μας
    ilgili haberler  ilginizi çekebilir  bunlar da ilginizi çekebilir  ayrıca okuyun  benzer haberler
    diğer haberler
    çok okunanlar  en çok okunanlar  son haberler  önerilen haberler  paylaş  bu haberi paylaş  etiketler
    bülten
    bizi takip edin  yazar hakkında  əlaqəli xəbərlər  oxşar xəbərlər  paylaş  oʻxshash yangiliklar
    հարակից նյութեր  նաև կարդացեք  կիսվել  დაკავშირებული სიახლეები  მსგავსი სიახლეები  მსგავსი სტატიები
    წაიკითხეთ ასევე  გაზიარება  სიახლეების გამოწერა  სხვა სიახლეები
    اقرأ أيضا  اقرأ أيضاً  إقرأ أيضا  اقرأ ايضا  اقرأ المزيد  مواضيع ذات صلة  مقالات ذات صلة  أخبار ذات صلة
    ذات صلة  المزيد  المزيد من الأخبار  قد يعجبك أيضا  قد يهمك أيضا  قد يهمك  الأكثر قراءة  الأكثر مشاهدة
    آخر الأخبار  أحدث الأخبار  شارك  شارك المقال  شارك الخبر  مشاركة  تابعنا  تابعونا  الوسوم  كلمات مفتاحية
    كلمات دلالية  النشرة البريدية  اشترك في النشرة البريدية  عن الكاتب  مقالات مشابهة  مواضيع متعلقة
    مطالب مرتبط  اخبار مرتبط  خبرهای مرتبط  بیشتر بخوانید  بیشتر بدانید  همچنین بخوانید  پربازدیدترین  پربازدید
    پربیننده‌ترین  آخرین اخبار  پیشنهاد ما  اشتراک‌گذاری  اشتراک گذاری  به اشتراک بگذارید  برچسب‌ها  برچسب ها
    خبرنامه  درباره نویسنده  مطالب مشابه  متعلقہ خبریں  یہ بھی پڑھیں  مزید پڑھیں  مزید خبریں  شیئر کریں  خبرنامہ
    دا هم ولولئ  اړوند خبرونه  بابەتی پەیوەندیدار  כתבות נוספות  כתבות קשורות  עוד בנושא  קראו גם  קראו עוד
    אולי יעניין אותך  אולי יעניין אתכם  הנקראות ביותר  הכי נקראות  שתפו  שתף  שיתוף  תגיות  ניוזלטר
    הירשמו לניוזלטר
    עקבו אחרינו  על הכותב  על הכותבת  עוד כתבות  מאמרים נוספים
    संबंधित खबरें  संबंधित समाचार  संबंधित लेख  ये भी पढ़ें  यह भी पढ़ें  इसे भी पढ़ें  और पढ़ें
    सबसे ज्यादा पढ़ी गई
    ताज़ा ख़बरें  ताजा खबरें  शेयर करें  साझा करें  टैग्स  न्यूज़लेटर  लेखक के बारे में  संबंधित बातम्या
    हेही वाचा  सम्बन्धित समाचार
    সম্পর্কিত খবর  সম্পর্কিত সংবাদ  আরও পড়ুন  আরো পড়ুন  এ সম্পর্কিত আরও খবর  সর্বাধিক পঠিত  সর্বশেষ খবর
    সর্বশেষ
    শেয়ার করুন  ট্যাগ  নিউজলেটার  தொடர்புடைய செய்திகள்  மேலும் படிக்க  இதையும் படிங்க  பகிர  సంబంధిత వార్తలు
    ఇవి కూడా చదవండి
    ബന്ധപ്പെട്ട വാർത്തകൾ  ಸಂಬಂಧಿತ ಸುದ್ದಿ  સંબંધિત સમાચાર  ਸਬੰਧਤ ਖ਼ਬਰਾਂ  අදාළ පුවත්
    ข่าวที่เกี่ยวข้อง  ข่าวเกี่ยวข้อง  เรื่องที่เกี่ยวข้อง  บทความที่เกี่ยวข้อง  อ่านเพิ่มเติม  อ่านข่าวอื่น
    ข่าวล่าสุด  ข่าวยอดนิยม
    ยอดนิยม  แชร์  แชร์ข่าวนี้  แท็ก  ติดตามเรา  จดหมายข่าว  ពាក់ព័ន្ធ  អត្ថបទពាក់ព័ន្ធ  ຂ່າວທີ່ກ່ຽວຂ້ອງ
    ဆက်စပ်သတင်းများ
    tin liên quan  bài viết liên quan  tin cùng chuyên mục  xem thêm  đọc thêm  đọc nhiều  đọc nhiều nhất
    tin mới
    tin mới nhất  chia sẻ  từ khóa  bản tin  baca juga  baca selanjutnya  lihat juga  berita terkait
    artikel terkait
    terkait  terpopuler  terkini  berita terkini  berita lainnya  bagikan  bagikan artikel ini  buletin
    ikuti kami
    berita berkaitan  kaugnay na balita  basahin din  habari zinazohusiana  soma zaidi  soma pia  shiriki
    jarida
    habari nyingine  labarai masu alaka  karanta kuma  verwante stories  deel hierdie artikel
    ተዛማጅ ዜናዎች  ተዛማጅ  ተጨማሪ ያንብቡ  ያጋሩ  አጋራ
    相关阅读  相关新闻  相关文章  相关报道  相关链接  相关推荐  延伸阅读  推荐阅读  热门文章  热门新闻  最新消息
    最新文章  阅读排行
    猜你喜欢  为您推荐  分享  分享到  标签  订阅  關聯閱讀  相關閱讀  相關新聞  相關文章  相關報導  延伸閱讀
    推薦閱讀  熱門文章
    熱門新聞  最新文章  你可能也會喜歡  你可能感興趣  標籤  訂閱  訂閱電子報  関連記事  関連ニュース
    あわせて読みたい  あわせて読む
    おすすめ記事  おすすめ  人気記事  人気の記事  アクセスランキング  ランキング  新着記事  最新記事
    最新ニュース  シェア  シェアする
    この記事をシェア  この記事をシェアする  タグ  メルマガ  メルマガ登録  フォローする  この記事を書いた人
    著者について
    관련기사  관련 기사  관련뉴스  관련 뉴스  많이 본 뉴스  많이 본 기사  인기기사  인기 기사  인기뉴스
    추천기사  추천 기사  추천뉴스
    최신기사  최신 기사  최신뉴스  공유하기  공유  기사 공유하기  태그  뉴스레터  구독하기  이 기사를 추천합니다
    함께 읽으면 좋은 기사
    """
)
# What readers wrote, however long it is.
COMMENTS = _words(
    """
    comments  leave a comment  leave a reply  post a comment  join the conversation  join the discussion
    reader comments
    readers' comments  add a comment  view comments  show comments  write a comment  have your say  no comments
    comment  comments are closed  kommentare  kommentar  leserkommentare  kommentar schreiben  kommentar abgeben
    kommentar verfassen
    schreiben sie einen kommentar  schreibe einen kommentar  diskutieren sie mit  commentaires  commentaire
    laisser un commentaire  laissez un commentaire  ajouter un commentaire  vos commentaires  réactions
    comentarios  deja un comentario  deja una respuesta  deja tu comentario  comentários  deixe um comentário
    deixe seu comentário  comente  commenti  lascia un commento  reacties  plaats een reactie  geef een reactie
    kommentarer  lämna en kommentar  kommentera  legg igjen en kommentar  skriv en kommentar  kommentit
    kommentoi
    jätä kommentti  komentarze  dodaj komentarz  skomentuj  komentáře  přidat komentář  diskuse  komentáre
    hozzászólások
    szólj hozzá  comentarii  lasă un comentariu  komentari  komentar  ostavi komentar  komentarji  komente
    комментарии  комментарий
    оставить комментарий  добавить комментарий  обсуждение  коментарі  залишити коментар  коментари  коментар
    остави коментар  каментары  σχόλια  αφήστε ένα σχόλιο  προσθέστε σχόλιο  yorumlar  yorum yap  yorum yaz
    bir yanıt yazın
    şərhlər  կարծիքներ  კომენტარები  კომენტარი  დატოვე კომენტარი  التعليقات  تعليقات  أضف تعليق  أضف تعليقا
    أضف تعليقاً  اترك تعليقا
    اترك تعليقاً  اترك ردا  نظرات  دیدگاه‌ها  دیدگاهها  ارسال نظر  نظر شما  دیدگاهتان را بنویسید  تبصرے
    تبصرہ کریں  תגובות
    הוסף תגובה  הוספת תגובה  כתבו תגובה  टिप्पणियां  टिप्पणियाँ  टिप्पणी करें  प्रतिक्रिया दें  মন্তব্য
    মন্তব্য করুন  কমেন্ট  கருத்துகள்
    ความคิดเห็น  แสดงความคิดเห็น  bình luận  ý kiến bạn đọc  komentar pembaca  beri komentar  tinggalkan balasan
    maoni  toa maoni
    አስተያየቶች  አስተያየት ይስጡ  评论  发表评论  网友评论  评论区  留言  發表評論  評論  發表留言  讀者留言  コメント
    コメントする  コメントを書く
    コメントを残す  댓글  댓글쓰기  댓글 쓰기
    """
)
# Lines between paragraphs that stand over nothing.
LINES = _words(
    """
    advertisement  advertising  ad  ads  article content  story continues below
    story continues below advertisement
    article continues below  continue reading below  scroll to continue  skip advertisement
    listen to this article
    copy link  link copied  print  print this page  close  back to top  caption  anzeige  werbung
    artikel anhören
    drucken  nach oben  publicité  annonce  écouter l'article  écouter l’article  imprimer  haut de page
    publicidad
    anuncio  escuchar artículo  imprimir  publicidade  anúncio  pubblicità  ascolta l'articolo  stampa
    advertentie
    annons  reklame  mainos  reklama  inzerce  hirdetés  publicitate  oglas  реклама  διαφήμιση  reklam  إعلان
    إعلانات
    تبلیغات  آگهی  اشتہار  פרסומת  विज्ञापन  বিজ্ঞাপন  โฆษณา  quảng cáo  iklan
    advertisement - scroll to continue  tangazo
    ማስታወቂያ  广告  廣告  広告  広告の後に続きます  광고
    """
)
