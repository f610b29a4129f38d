"""Names of months in the languages of Europe and some of their neighbours, as dates print them."""

from __future__ import annotations

_NAMES = (
    "januar januari janvier enero gennaio janeiro stycznia января січня ocak ledna januára tammikuuta ιανουαρίου január ianuarie siječnja"
    " januara jänner jan janv ene gen янв يناير ינואר जनवरी",
    "februar februari février febrero febbraio fevereiro lutego февраля лютого şubat února februára helmikuuta φεβρουαρίου február"
    " februarie veljače februara feber feb févr fév fev фев فبراير פברואר फरवरी",
    "märz maart mars marzo março marca marts marec mart марта березня března marec maaliskuuta μαρτίου március martie ožujka marta maret mär mrt"
    " мар مارس מרץ मार्च",
    "april avril abril aprile kwietnia апреля квітня nisan dubna apríla huhtikuuta απριλίου április aprilie travnja aprila apr avr abr"
    " апр أبريل אפריל अप्रैल",
    "mai mei mayo maggio maio maj maja мая травня mayıs května mája toukokuuta μαΐου május svibnja may mag май مايو מאי मई",
    "juni juin junio giugno junho czerwca июня червня haziran června júna kesäkuuta ιουνίου június iunie lipnja juna jun giu июн يونيو"
    " יוני जून",
    "juli juillet julio luglio julho lipca июля липня temmuz července júla heinäkuuta ιουλίου július iulie srpnja jula jul juil lug июл"
    " يوليو יולי जुलाई",
    "august augustus août agosto sierpnia августа серпня ağustos srpna augusta elokuuta αυγούστου augusztus kolovoza avgusta agustus"
    " augusti aug ago авг أغسطس אוגוסט अगस्त",
    "september septembre septiembre settembre setembro września сентября вересня eylül září septembra syyskuuta σεπτεμβρίου szeptember"
    " septembrie rujna sep sept set сен سبتمبر ספטמבר सितंबर",
    "oktober octobre octubre ottobre outubro października октября жовтня ekim října októbra lokakuuta οκτωβρίου október octombrie"
    " listopada oktobra oct okt ott out окт أكتوبر אוקטובר अक्टूबर",
    "november novembre noviembre novembro listopada ноября листопада kasım listopadu novembra marraskuuta νοεμβρίου noiembrie studenoga"
    " studenog nov noy ноя نوفمبر נובמבר नवंबर",
    "dezember december décembre diciembre dicembre dezembro grudnia декабря грудня aralık prosince decembra joulukuuta δεκεμβρίου"
    " decembrie prosinca desember déc dic dez dec дек ديسمبر דצמבר दिसंबर",
)
MONTH_NUMBERS: dict[str, int] = {}
"""Numbers of months by name. `Listopada` is October in Croatian and November in Polish: it is told by neither."""
for _number, _row in enumerate(_NAMES, 1):
    for _name in _row.split():
        MONTH_NUMBERS[_name] = 0 if MONTH_NUMBERS.get(_name, _number) != _number else _number
