"""Names of people and of news organisations, as bylines print them."""

from __future__ import annotations

import regex

# The common Chinese surnames (and their traditional forms): a two- to four-character word is
# taken for a name in a byline only when it starts with one, so `了解到` or `昨天从` is none.
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛"
    "温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席"
    "卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符"
    "奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫"
    "鞠僧桑荆谌银扬明沙薄伏岑习麦雍步鹿隆母帅粟权展敬蒲闻宣区贡岩芮斯师由茅经丰雒乌巴尚璩相呼生修逄尧厉佘勾展闪种荀檀卻"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻餘鐘鍾譚鄒陸顧龍萬錢湯賀賴龔龐蘭陶顏嚴溫蘆韋畢聶叢齊莊祿關費紀項陽"
    "杭宁桂万俟晁盘禄阙东殴沃利蔚越夔巩厍乜聂胥於惠甄曲家羿芮储汲邴糜井段富巴弓牧隗山谷侯宓郗班仰秋伊宫栾甘钭历戎祖武符景詹束龙叶幸司韶郜黎蓟印怀蒲鄂索咸籍卓蔺屠池阴胥苍双闻莘翟谭贡劳逄申扶堵冉宰郦雍却璩桑濮牛寿通边扈燕浦农温别柴阎充慕茹习宦艾鱼容古慎廖庾终暨居衡步耿满弘匡国文寇广阙东"
    "衛單閔車邊饒蓋連欒鬱計遲鄔儲婁穀歐藍鞏喬範駱骆沐閆闫鄺邝諶繆缪諸厲荊竇譙谯麥畲駢鄖酈闕"
)
COMPOUND_SURNAMES = tuple(
    "欧阳 歐陽 诸葛 諸葛 司马 司馬 上官 夏侯 皇甫 东方 東方 尉迟 尉遲 公孙 公孫 司徒 令狐 慕容 钟离 鍾離 宇文 长孙 長孫 鲜于 司空 端木 呼延 南宫 独孤 万俟 赫连 澹台"
    " 轩辕 东郭 西门 百里 闻人 淳于 单于 太史 申屠 公冶 濮阳".split()
)

_HAN_NAME = r"\p{Han}{2,4}"
_MINORITY_NAME = r"\p{Han}{1,8}(?:[·•・‧]\p{Han}{1,8}){1,3}"
_KANA_NAME = r"[\p{Han}\p{Katakana}ー]{1,8}・[\p{Han}\p{Katakana}ー]{1,8}"
LATIN_NAME = r"\p{Lu}[\p{L}’'.-]*(?: (?:(?:de|van|von|der|al|bin|la|du|da)\b|\p{Lu}[\p{L}’'.-]*)){1,4}"
_OTHER_NAME = regex.compile(rf"{_MINORITY_NAME}|{_KANA_NAME}|{LATIN_NAME}")
_CHINESE_NAME = regex.compile(_HAN_NAME)

_NOT_A_NAME = frozenset(
    "报道 報道 報導 报导 供图 供圖 摄影 攝影 编辑 編輯 综合 整理 编译 編譯 通讯 通訊 记者 記者 文字 图片 作者 责编 供稿 来源 撰文 文图 文章 文集 报社 编者 作家"
    " 时评 时政 时尚 时事 文化 文体 文艺 文娱 文旅 文教 经济 经贸 都市 都会 全国 全球 全媒 金融 安全 关注 和平 方圆 管理 高校 房产 房地产 车市 车讯 汽车 江苏 云南 海南 江西 宁波"
    " 城事 古今 花絮 乐活 米粒 柴米 华东 华北 华南 华中 万象 石油 水利 牛市 应急 明星 强国 区县 区域 宣传 敬告 家园 易购 人民 边疆 党建 党史 国际".split()
)
"""Words that start with a surname and head columns, sections and credits."""


def is_name(text: str) -> bool:
    """Whether a word can be somebody's name: it starts with a surname, is a minority name (A·B) or a Latin one."""
    if text in _NOT_A_NAME:
        return False
    if _CHINESE_NAME.fullmatch(text):
        return (text[0] in SURNAMES and len(text) <= 3) or text.startswith(COMPOUND_SURNAMES)
    return _OTHER_NAME.fullmatch(text) is not None
