"""Dates told from now: "3 hours ago", "gestern, 14:05 Uhr"."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from monitor.extract.dates.found import Clock, Found
from monitor.extract.dates.tokens import Token
from monitor.extract.dates.zones import in_zone
from monitor.items import Site

Unit = Literal["now", "second", "minute", "hour", "day", "week", "month", "year"]

# Folded words; a unit counts only beside a word that says "ago", unless it says so itself.
_UNITS: dict[Unit, str] = {
    "second": "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos secondo secondi seconden sekund"
    " sekundy секунд секунды секунду секунди saniye ثانية ثواني ثواني ثانيه saniye detik saat_detik giay 秒 秒前 秒钟前 초 วินาที सेकंड",
    "minute": "m min mins minute minutes minuten minuto minutos minuti minuut minuter minutter minut minuty minutu minutes"
    " минут минуты минуту мин хвилин хвилини хвилину хв dakika dk دقيقة دقائق دقايق دقيقه دقيقتين menit minit phut 分钟前"
    " 分鐘前 分前 分钟 分 분 분전 นาที मिनट মিনিট منٹ דקות דקה perc perce minuuttia минута минути λεπτα λεπτο dakiqa minuta"
    " минутa dakika percce".replace("minutes ", "minutes "),
    "hour": "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren timme timmar tim time timer"
    " tunti tuntia godzin godziny godzine godz hodin hodiny hodinami hodinou час часа часов години годину годин saat sa"
    " ساعة ساعات ساعتين ساعه ساعت jam gio 小时前 小時前 時間前 小时 時間 시간 ชั่วโมง ชม घंटे घंटा ঘণ্টা ঘন্টা گھنٹے گھنٹہ שעות שעה"
    " ora oraja oras oras ur sati sata ωρεσ ωρα tundi stundam valandas valandu saa masaa",
    "day": "d day days tag tage tagen jour jours dia dias giorno giorni dag dagen dagar dager dage paiva paivaa dzien dni"
    " den dny dnem dnu день дня дней дні днів gun يوم أيام ايام يومين روز hari ngay 天前 日前 天 일 일전 วัน दिन দিন دن ימים יום"
    " nap napja zile zi dana dan danes ημερεσ ημερα paev paeva diena dienas dienu dienas siku pepe",
    "week": "w week weeks woche wochen semaine semaines semana semanas settimana settimane weken vecka veckor uke uker uge"
    " uger viikko viikkoa tydzien tygodnie tygodni tyden tydny неделя недели недель неделю тиждень тижні тижнів hafta أسبوع"
    " اسبوع أسابيع اسابيع هفته minggu tuan 周前 週間前 주 สัปดาห์ सप्ताह সপ্তাহ שבוע שבועות het hete saptamani saptamana",
    "month": "month months monat monate monaten mois mes meses mese mesi maand maanden manad manader maned kuukausi miesiac"
    " miesiace mesic mesice месяц месяца месяцев місяць місяці ay شهر أشهر اشهر ماه bulan thang 个月前 か月前 개월 เดือน महीने חודש",
    "year": "year years jahr jahre jahren an ans annee ano anos anno anni jaar ar vuosi rok lata let год года лет рік роки"
    " yil سنة سنوات سال tahun nam 年前 년 ปี साल שנה שנים",
}  # fmt: skip
_TWO = frozenset("ساعتين دقيقتين يومين أسبوعين اسبوعين شهرين".split())
_ALONE = frozenset("秒前 分前 分钟前 分鐘前 小时前 小時前 時間前 天前 日前 周前 週間前 个月前 か月前 年前 분전 일전".split())
_AGO = frozenset(
    "ago vor il_y_a hace fa ha geleden siden sedan sitten temu pred пред преди назад тому oldin once منذ قبل پیش پيش lalu yang_lalu truoc"
    " 前 전 ที่แล้ว ที่ผ่านมา पहले আগে قبل پہلے לפני ezelott acum inainte prije pre πριν atras tagasi pirms prieš pries"
    " duela fai iliyopita zilizopita ที่ผ่าน avval evvel əvvəl il lepas бұрын мурун წინ առաջ yilizopita".split()
)
_YESTERDAY = frozenset(
    "yesterday gestern hier ayer ieri ontem gisteren igar gar eilen wczoraj vcera вчера вчора dun أمس امس ديروز دیروز"
    " kemarin semalam qua 昨天 昨日 어제 เมื่อวาน เมื่อวานนี้ कल אתמול tegnap jucer juče juce χθεσ χτεσ eile vakar ahir onte atzo jana gestur kahapon кеше кечээ".split()
)
_TODAY = frozenset(
    "today heute aujourd'hui hoy oggi hoje vandaag idag dag_i tanaan dzisiaj dzis dnes сегодня сьогодні bugun اليوم امروز hari_ini"
    " 今天 今日 오늘 วันนี้ आज আজ آج היום ma danas σημερα tana sodien siandien avui hoxe gaur leo ngayon бүгін бүгүн дэнэс днес danes astazi azi".split()
)
_NOW = frozenset("now gerade ahora instant adesso agora сейчас 刚刚 剛剛 たった今 방금 الآن الان".split())
_YESTERDAY -= {"कल", "qua"}  # Hindi "kal" is tomorrow as well; Italian "qua" is "here".


@dataclass(frozen=True, slots=True)
class Told:
    """A moment told from now. `instant` only where the text is precise to the minute."""

    found: Found
    clock: Clock | None = None
    instant: datetime | None = None


def read_relative(words: list[Token], clock: Clock | None, now: datetime, site: Site) -> Told | None:
    """What a text without a date of its own says from now on backwards; None if it says nothing.

    Minutes give an instant; hours and days a day; weeks a month, unless they straddle two.
    """
    texts = [word.text for word in words]
    here = in_zone(now, site).date()
    if len(texts) > 8:
        return None
    for text in texts:
        if text in _YESTERDAY:
            return Told(Found(here - timedelta(days=1)), clock)
        if text in _TODAY:
            return Told(Found(here), clock)
    amount = _amount(texts)
    if amount is None or clock is not None:
        return None
    return _back(*amount, now, site)


def _amount(texts: list[str]) -> tuple[int, Unit] | None:
    """The number and unit of a text such as "3 hours ago"."""
    joined = " ".join(texts)
    ago = any(text in _AGO or text in _ALONE or text.endswith(("前", "전")) for text in texts) or "il y a" in joined
    if not ago:
        return None
    for index, text in enumerate(texts):
        unit = _unit(text)
        if unit is None:
            continue
        if text in _TWO:
            return 2, unit
        number = texts[index - 1] if index else ""
        if number.isdigit() and len(number) <= 3:
            return int(number), unit
    return _one(texts)


def _one(texts: list[str]) -> tuple[int, Unit] | None:
    """ "an hour ago", "vor einer Stunde", "منذ ساعة": a unit without a number is one."""
    units = [unit for unit in map(_unit, texts) if unit and unit not in ("second",)]
    singular = [unit for text, unit in zip(texts, map(_unit, texts), strict=True) if unit and len(text) > 2]
    if any(text.isdigit() for text in texts) or len(units) != 1 or not singular:
        return None
    return 1, singular[0]


def _unit(text: str) -> Unit | None:
    return _BY_WORD.get(text)


def _back(count: int, unit: Unit, now: datetime, site: Site) -> Told | None:
    if unit in ("second", "minute"):
        moment = now - timedelta(minutes=count) if unit == "minute" else now
        return Told(Found(in_zone(moment, site).date()), instant=moment.replace(second=0, microsecond=0))
    if unit == "hour":
        return Told(Found(in_zone(now - timedelta(hours=count), site).date()))
    if unit == "day":
        return Told(Found(in_zone(now, site).date() - timedelta(days=count)))
    if unit == "week":
        return _month_of_weeks(count, in_zone(now, site).date())
    return None


def _month_of_weeks(count: int, here: date) -> Told | None:
    latest, earliest = here - timedelta(weeks=count), here - timedelta(weeks=count + 1, days=-1)
    if (latest.year, latest.month) != (earliest.year, earliest.month):
        return None
    return Told(Found(latest.replace(day=1), day_known=False))


_BY_WORD: dict[str, Unit] = {word: unit for unit, words in _UNITS.items() for word in words.split()}
