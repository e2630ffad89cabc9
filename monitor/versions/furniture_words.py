"""How boxes, adverts, counters and appeals call themselves, in many languages. Meant to be added to.

One way of saying it a line or between bars, in lower case.
"""

# ruff: noqa: E501 - marks that take no room count as columns

import re

POINTERS = """
read also|also read|see also|read more|read next|related stories|related articles|related news|related content|
more on this|more on this story|recommended|you may also like|you might also like|most read|most popular|trending now|
more from|don't miss|top stories|lire aussi|à lire aussi|a lire aussi|lire également|à lire également|voir aussi|
sur le même sujet|les plus lus|lire la suite|lea también|lee también|lea tambien|leer más|ver también|
te puede interesar|le puede interesar|notas relacionadas|noticias relacionadas|más leídas|lo más leído|leia também|
leia mais|veja também|saiba mais|notícias relacionadas|mais lidas|llegiu també|lesen sie auch|lies auch|
mehr zum thema|siehe auch|auch interessant|das könnte sie auch interessieren|meistgelesen|lees ook|bekijk ook|
meer over|leggi anche|vedi anche|potrebbe interessarti|articoli correlati|läs också|läs mer|les også|les mer|
læs også|læs mere|lue myös|lue lisää|czytaj także|czytaj też|czytaj również|czytaj więcej|zobacz też|zobacz także|
přečtěte si také|čtěte také|čtěte více|prečítajte si aj|čítajte aj|olvassa el|kapcsolódó cikkek|citește și|
citiți și|vezi și|прочетете още|вижте още|читайте также|смотрите также|по теме|читайте ще|читайте також|дивіться також|
прочитајте|прочитај повеќе|pročitajte i|pročitajte još|preberite tudi|διαβάστε επίσης|διαβάστε ακόμη|δείτε επίσης|
ayrıca bakınız|bunu da okuyun|ilgili haberler|bunlar da ilginizi çekebilir|oxuyun|اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|
اقرأ المزيد|شاهد أيضا|مواضيع ذات صلة|أخبار ذات صلة|بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|مزید پڑھیں|یہ بھی پڑھیں|
קראו גם|קראו עוד|כתבות נוספות|यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|संबंधित खबरें|আরও পড়ুন|আরো পড়ুন|மேலும் படிக்க|
ఇవి కూడా చదవండి|ഇതും വായിക്കുക|อ่านเพิ่มเติม|อ่านต่อ|ข่าวที่เกี่ยวข้อง|xem thêm|đọc thêm|tin liên quan|baca juga|
lihat juga|berita terkait|basahin din|soma pia|soma zaidi|関連記事|関連ニュース|あわせて読みたい|こちらもおすすめ|相关阅读|
相关新闻|相关报道|延伸阅读|延伸閱讀|相關新聞|相關報導|推荐阅读|阅读更多|관련 기사|관련기사|더 읽기|함께 보면 좋은
"""
ADVERTS = """
advertisement|advertising|sponsored|sponsored content|promoted|publicité|annonce|annonces|publicidad|publicidade|
anuncio|anúncio|anzeige|werbung|advertentie|pubblicità|annons|annonser|reklame|mainos|reklama|reklam|hirdetés|
publicitate|реклама|oglas|διαφήμιση|إعلان|اعلان|تبلیغات|اشتہار|פרסומת|विज्ञापन|বিজ্ঞাপন|விளம்பரம்|โฆษณา|quảng cáo|iklan|
広告|スポンサーリンク|广告|廣告|광고
"""
COMMENTS = """
comments|comment|leave a comment|leave a reply|post a comment|join the conversation|commentaires|laisser un commentaire|
réagir|comentarios|deja un comentario|deja tu comentario|comentários|deixe um comentário|kommentare|kommentar schreiben|
reacties|commenti|lascia un commento|kommentarer|kommentit|komentarze|dodaj komentarz|komentáře|komentáre|hozzászólások|
comentarii|коментари|комментарии|оставить комментарий|коментарі|komentari|σχόλια|yorumlar|yorum yap|التعليقات|تعليقات|
أضف تعليق|نظرات|دیدگاه‌ها|تبصرے|תגובות|टिप्पणियाँ|टिप्पणी|মন্তব্য|ความคิดเห็น|bình luận|komentar|コメント|评论|留言|評論|댓글
"""
COUNTED = """
comment|view|share|like|read|reader|visit|hit|retweet|download|click|min read|minute read|minutes read|
commentaire|vue|partage|lecture|min de lecture|minutes de lecture|comentario|visita|vista|compartido|lectura|lecturas|
min de lectura|comentário|visualizaç|visualizac|compartilhament|leitura|kommentar|aufruf|mal gelesen|mal geteilt|
min lesezeit|minuten lesezeit|lesezeit|reactie|keer gelezen|leestijd|comment|visualizzazion|condivision|tempo di lettura|
visning|delning|delinger|kommentit|katselu|lukukert|komentarz|wyświetle|odsłon|udostępnie|komentář|zobrazen|přečten|
hozzászólás|megtekintés|comentari|vizualiz|afişăr|afișăr|коментар|преглед|комментари|просмотр|прочитал|перегляд|pregled|
komentar|σχόλι|προβολ|yorum|görüntülen|okunma|paylaşım|تعليق|مشاهد|قراءة|مشاركة|زيارة|نظر|بازدید|دیدگاه|تبصر|
צפיות|תגובות|टिप्पणि|बार देखा|व्यूज|মন্তব্য|বার পড়া|ความคิดเห็น|ครั้ง|อ่าน|bình luận|lượt xem|lượt|dibaca|
dilihat|tayang|komentar|コメント|閲覧|件|回|阅读|阅读量|浏览|评论|點閱|瀏覽|人氣|분享|댓글|조회
"""
# Of these words a number tells how often a page was met with, also in the middle of a line. Not "visit" or "vote": courts
# and observers count those too.
TALLIES = """
comment|view|share|like|retweet|tweet|pageview|click|facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit|
commentaire|vue|partage|comentario|visualizacion|vista|compartido|comentário|comentario|visualizaç|visualizac|
compartilhament|kommentar|aufruf|klick|zugriff|reactie|weergave|commenti|commento|visualizzazion|condivision|visning|
delning|deling|kommentti|kommentit|katselu|komentarz|komentarzy|wyświetle|odsłon|udostępnie|komentář|zobrazen|přečten|
hozzászólás|megtekintés|comentari|vizualiz|afișăr|afişăr|коментар|преглед|комментари|просмотр|перегляд|поделил|
pregled|komentar|σχόλι|προβολ|yorum|görüntülen|okunma|paylaşım|تعليق|تعليقات|مشاهدات|المشاهدات|مشاهدة|قراءات|القراءات|زيارات|
مشاركات|بازدید|دیدگاه|تبصر|צפיות|תגובות|टिप्पणि|टिप्पणी|व्यूज|মন্তব্য|ความคิดเห็น|bình luận|lượt xem|dilihat|tayangan|
コメント|閲覧|閲覧数|阅读|閱讀|阅读量|浏览|瀏覽|评论|評論|点击|點閱|人氣|조회|조회수|댓글|공유
"""
COUNTS = "number|no|nombre|número|numero|num|anzahl|zahl|liczba|количество|число|кількість|عدد|تعداد|antal|aantal|počet|сумма"
READING_TIMES = """
reading time|read time|temps de lecture|durée de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|lesezeit|
lesedauer|leestijd|lästid|lesetid|læsetid|lukuaika|czas czytania|doba čtení|olvasási idő|timp de citire|время чтения|
время на чтение|час читання|време за четене|vreme čitanja|okuma süresi|χρόνος ανάγνωσης|وقت القراءة|مدة القراءة|
زمان مطالعه|זמן קריאה|waktu baca|thời gian đọc|阅读时间|阅读时长|閱讀時間|読了時間|この記事は
"""
# "345 …", where a verb stands for a count.
COUNTED_READING = """
min read|minute read|minutes read|mins read|min de lecture|minutes de lecture|min de lectura|minutos de lectura|
min de leitura|minutos de leitura|min di lettura|minuti di lettura|min lesezeit|minuten lesezeit|min. lesezeit|
min leestijd|minuten leestijd|min läsning|min czytania|мин чтения|минут чтения|dk okuma|dakika okuma|
read|viewed|have read|has been read|was read|times read|gelesen|aufgerufen|geteilt|lu|lue|vu|vue|consulté|consultée|partagé|
leído|leida|leída|visto|vista|compartido|lido|lida|visualizado|visualizada|letto|letta|visualizzato|прочитали|прочитано|
прочитана|просмотрели|просмотрено|поделились|прочитало|переглянули|gelezen|bekeken|okundu|görüntülendi|dibaca|dilihat|
przeczytano|wyświetlono|přečteno|zobrazeno|قرأ|قرأها|قراءة|شاهد|مشاهدة|بار دیده شده|阅读|浏览|閲覧|読まれ|读过|看过|
बार देखा गया|बार पढ़ा गया|เข้าชม|đã đọc|đã xem
"""
TIMES = "times|fois|mal|veces|vezes|volte|keer|ganger|gånger|gange|kertaa|razy|raz|krát|раза|раз|разів|пъти|kez|defa|kali|lần|مرات|مرة|بار|बार|ครั้ง|回|次"
ARTICLES = """
this article|this page|this story|this post|this item|this news|cet article|cette page|cette actualité|este artículo|
esta noticia|esta página|esta nota|este artigo|esta notícia|esta matéria|questo articolo|questa pagina|dieser artikel|
diesen artikel|dieser beitrag|diesen beitrag|diese seite|diese meldung|dit artikel|deze pagina|den här artikeln|
denne artikkelen|denne artikel|ten artykuł|tę stronę|эту статью|эта статья|статью|этот материал|материал|цю статтю|
bu haber|bu yazı|bu sayfa|artikel ini|berita ini|halaman ini|bài viết này|هذا المقال|هذا الخبر|هذه الصفحة|این خبر|
این مطلب|本文|本页|此文|この記事|このページ|이 기사|इस लेख|यह लेख|บทความนี้
"""
APPEALS = """
subscribe to our|subscribe to the|sign up for our|sign up to our|join our newsletter|our newsletter|follow us on|
like us on|share this|share on|download our app|support our work|click here to|tap here to|abonnez-vous|inscrivez-vous à|
suivez-nous|partager cet article|suscríbete|suscríbase|síganos|síguenos|compartir este|inscreva-se|assine|siga-nos|
compartilhe|jetzt abonnieren|newsletter anmelden|folgen sie uns|artikel teilen|abonneer je|schrijf je in|volg ons|
iscriviti|seguici su|condividi|prenumerera|följ oss|abonner på|følg oss|følg os|tilaa uutiskirje|seuraa meitä|
zapisz się|obserwuj nas|udostępnij|odebírejte|sledujte nás|iratkozzon fel|abonează-te|urmărește-ne|абонирайте се|
подписывайтесь|подпишитесь|поделиться|підписуйтесь|підпишіться|pretplatite se|pratite nas|ακολουθήστε|εγγραφείτε|
abone ol|bizi takip edin|اشترك في|تابعونا|مشترک شوید|ما را دنبال کنید|سبسکرائب|הירשמו|עקבו אחרינו|सब्सक्राइब|
हमें फॉलो|সাবস্ক্রাইব|ติดตามเรา|สมัครรับ|đăng ký nhận|theo dõi chúng tôi|berlangganan|ikuti kami|
購読|フォローして|登録はこちら|订阅|關注我們|关注我们|구독
"""


def one_of(phrases: str) -> str:
    """The phrases as alternatives of a regular expression, the longest first."""
    parts = {part.strip() for part in phrases.replace("\n", "").split("|")}
    return "|".join(re.escape(part) for part in sorted(parts - {""}, key=len, reverse=True))
