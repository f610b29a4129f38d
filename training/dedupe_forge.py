"""Corpora with known truth for `dedupe.py --worlds`: other languages, other noise and other templates than its own.

The sentences, names and templates are invented here. Texts come in random order, so that a bad scan may come first, and
two bad scans are compared with each other; their differences add up.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Noise = Callable[[str, random.Random, str], str]
"""Takes a text, chance and the letters of its language; gives the text as another reader saw it."""
Form = Callable[[random.Random], str]
"""A report, filled anew at each call."""

SPOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Language:
    """Sentences with gaps, what fills the gaps, and what is printed before or after a reprint."""

    sentences: Sequence[str]
    fillers: dict[str, Sequence[str]]
    leads: Sequence[str]
    ends: Sequence[str]
    join: str = ""

    def filled(self, sentence: str, chance: random.Random, again: dict[str, str] | None = None) -> str:
        """A sentence with its gaps filled; gaps of one name with a digit after it are filled alike each time."""
        known: dict[str, str] = {} if again is None else again

        def fill(found: re.Match[str]) -> str:
            name = found[1]
            if not name[-1].isdigit():
                return self._one(name, chance)
            if name not in known:
                known[name] = self._one(name.rstrip("0123456789"), chance)
            return known[name]

        return SPOT.sub(fill, sentence)

    def _one(self, name: str, chance: random.Random) -> str:
        if name in FIGURES:
            return FIGURES[name](chance)
        return self.filled(chance.choice(self.fillers[name]), chance)

    def texts(self, chance: random.Random) -> Iterator[str]:
        """Articles without end, of three to six sentences, no two alike."""
        seen: set[str] = set()
        while True:
            chosen = chance.sample(self.sentences, chance.randint(3, 6))
            text = self.join.join(self.filled(sentence, chance) for sentence in chosen)
            if text not in seen:
                seen.add(text)
                yield text

    def reprint(self, text: str, chance: random.Random) -> str:
        """A text with a lead before it, without its end (5 to 35 %), or with a note behind it, or two of these."""
        how = chance.randrange(4)
        lead = self.filled(chance.choice(self.leads), chance) + self.join if how in (0, 2) else ""
        end = self.join + self.filled(chance.choice(self.ends), chance) if how == 3 else ""
        return lead + (text[: int(len(text) * chance.uniform(0.65, 0.95))] if how in (1, 2) else text) + end


FIGURES: dict[str, Callable[[random.Random], str]] = {
    "hour": lambda chance: str(chance.randint(0, 23)),
    "month": lambda chance: str(chance.randint(1, 12)),
    "day": lambda chance: str(chance.randint(1, 28)),
    "year": lambda chance: str(chance.randint(1995, 2024)),
    "born": lambda chance: str(chance.randint(1920, 1950)),
    "age": lambda chance: str(chance.randint(61, 99)),
    "degrees": lambda chance: str(chance.randint(-9, 38)),
    "few": lambda chance: str(chance.randint(1, 9)),
    "percent": lambda chance: f"{chance.uniform(0, 10):.2f}",
    "price": lambda chance: f"{chance.uniform(2, 300):.2f}",
    "many": lambda chance: str(chance.randint(10, 9999)),
}

ZH = Language(
    sentences=[
        "{who}{when}在{place}说，{thing}已经{done}，{next}。",
        "{place}的{thing}{when}{done}，{who}到场看了看，没有讲话。",
        "据{who}介绍，{thing}前后花了两年多，最难的是{task}。",
        "{when}，{who}和{who}一起去了{place}，{task}的事就这样定了下来。",
        "住在{place}附近的人说，以前{task}要走很远，现在{next}。",
        "“{thing}不是一天修成的，”{who}说，“{task}才是真正的考验。”",
        "因为{cause}，{thing}一度停了下来，{who}为此跑了好几趟{place}。",
        "{who}不同意这种说法，认为{task}与{thing}没有关系。",
        "按照计划，{thing}将在{when}之后分三步推进，先从{place}开始。",
        "{cause}过后，{place}的{thing}受了些损失，{who}正在统计。",
        "记者{when}走访{place}时看到，{thing}旁边围了不少人，有人在谈{task}。",
        "会上，{who}把{task}列为头一件事，{thing}排在后面。",
        "{next}，这是{who}最常说的一句话，{place}的人都听过。",
        "至于{thing}由谁来管，{who}和{place}方面还在商量。",
        "{who}从箱子里取出旧照片，上面是{place}当年的{thing}。",
        "有了{thing}，{task}比从前省力得多，{who}这样算了一笔账。",
    ],
    fillers={
        "who": "村支书|老船长|水文站的值班员|图书馆馆长|几位退休教师|果园主人|修表匠|港务局负责人|中学校长|邮递员|镇上的木匠|设计师"
        "|养蜂人|护林员|合作社社长|剧团团长|气象员|渔民代表|两名大学生|药店老板".split("|"),
        "when": "昨天下午|上周|入冬以来|节后第一天|清晨|本月初|雨停之后|去年秋天|前天夜里|开春后|周末|不久前".split(
            "|"
        ),
        "place": "青石镇|旧码头|云溪谷|南坡果园|灯塔街|北门外|石桥村|白鹭湖|东渡口|老城墙下|松岭林场|盐田湾|半山亭|钟楼广场".split(
            "|"
        ),
        "thing": "石拱桥|图书馆新楼|水渠|渡轮航线|露天剧场|养老食堂|乡村客车|灯塔|植物园|陶瓷作坊|气象站|堤坝|旧铁路|海事博物馆|护林小屋|粮仓".split(
            "|"
        ),
        "done": "完工|重新开放|换了新顶|通过验收|搬了地方|恢复使用|拆除重建|装上了护栏".split("|"),
        "task": "运送木料|安排值班|说服老住户|清理河道淤泥|筹集经费|挑选种子|修补屋顶|抄写旧账本|接送孩子|辨认旧地图|训练年轻船员".split(
            "|"
        ),
        "cause": "连日大雨|经费不足|台风|山体滑坡|材料涨价|早霜|一场大火|图纸遗失".split("|"),
        "next": "往后的日子会好过些|孩子们上学不用绕路了|剩下的事慢慢来|还要等上级批复|入夏前应当见分晓|冬天不用再发愁".split(
            "|"
        ),
        "sky": "晴|多云|阴|小雨|雷阵雨|晴转多云|多云转阴|阵雨".split("|"),
        "wind": "东|南|西|北|东南|西南|东北|西北".split("|"),
        "surname": "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
        "given": "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂文辉玲建国志华海燕",
        "name": "{surname}{given}{given}|{surname}{given}|{surname}{given}{given}".split("|"),
        "city": "临江市|安远县|海陵市|青阳县|平湖市|西河县|永宁市|长岭县|石门市|南溪县|东川市|广和县".split("|"),
        "team": "临江猛虎|海陵水手|青阳飞鹰|平湖铁人|永宁雄狮|石门骑士|东川蓝焰|广和海豚".split("|"),
        "firm": "安达|丰海|宏吉|利隆|明瑞|天通|祥源|永信|嘉禾|金泰|广盛|恩平".split("|"),
        "trade": "股份|科技|药业|能源|水泥|电子".split("|"),
        "move": "上涨|下跌".split("|"),
        "office": "财政局局长|教育局局长|交通运输局局长|审计局局长|民政局局长|卫生健康委员会主任|水利局局长|司法局局长".split(
            "|"
        ),
        "post": "副市长|政协副主席|人大常委会副主任|宣传部部长|农业局局长|总工会主席".split("|"),
    },
    leads=[
        "本报讯（记者{name}）",
        "据{city}消息，记者{name}报道：",
        "{name}综合各地消息编发，原文如下：",
        "【本报{city}{month}月{day}日电】",
    ],
    ends=["（记者{name}）", "（责任编辑：{name}）来源：{city}晚报", "本文由{city}日报社授权刊发，转载请注明出处。"],
)
ZH_FORMS = {
    "weather": "{city}气象台今天{hour}时发布天气预报：今天白天{sky}，{wind}风{few}级，最高气温{degrees}℃；今天夜间{sky}，"
    "最低气温{degrees}℃。明天{sky}，气温变化不大，请市民注意及时增减衣物，出行注意安全。",
    "stock": "{firm}{trade}今日收盘报{price}元，{move}{percent}%，换手率{percent}%，成交额{many}万元。资金流向数据显示，"
    "主力资金净流入{many}万元，近五日累计{move}{percent}%，所属板块整体{move}，投资者应当注意市场风险。",
    "obituary": "中国共产党优秀党员、{city1}原{post}{name1}同志，因病医治无效，于{year}年{month}月{day}日在{city1}逝世，享年{age}岁。"
    "{name1}同志{born}年{month}月出生，长期在基层工作，为家乡的建设作出了贡献。",
    "sports": "联赛第{day}轮昨晚继续进行，{team1}主场以{few}比{few}战胜{team2}。上半场第{hour}分钟，{name}接队友传中头球破门，"
    "下半场{name}补射得手，{team2}全场获得多次机会但都没有把握住。赛后两队主教练都对队员的表现表示满意。",
    "appointments": "{city1}人民代表大会常务委员会昨天举行会议，表决通过了人事任免案，决定任命{name1}为{city1}{office}，"
    "免去{name}的{city1}{office}职务。会议还听取了有关工作报告，{name1}在会上作了供职发言并进行宪法宣誓。",
    "notice": "{firm}{trade}有限公司昨天发布公告说，公司股票近期波动较大，经自查并向控股股东核实，"
    "公司目前生产经营一切正常，不存在应当披露而没有披露的重大事项，提醒投资者理性投资，注意风险。",
}

EN = Language(
    sentences=[
        "{Who} said {when} that {thing} near {place} had been {done}, and that {next}.",
        "{Thing} at {place} was {done} {when}, but {who} stayed away.",
        "According to {who}, {task} turned out to be the hardest part of the whole plan.",
        "{Who} and {who} travelled to {place} {when} to talk about {task}.",
        "People living around {place} remember that {task} used to take all day; now {next}.",
        "“{Thing} was not built in a day,” {who} said, adding that {task} had cost more than anyone expected.",
        "Because of {cause}, work on {thing} stopped for several months.",
        "{Who} disagreed, arguing that {task} had nothing to do with {thing}.",
        "Under the plan, {thing} will move ahead in three steps, beginning at {place}.",
        "After {cause}, {who} began to count what had been lost at {place}.",
        "A crowd had gathered beside {thing} {when}, and most of the talk was of {task}.",
        "At the meeting {who} put {task} at the top of the list, well before {thing}.",
        "Nobody has decided who will look after {thing}, though {who} offered to help.",
        "{Who} opened a box of old photographs that showed {place} before {cause}.",
        "For {who} the answer was simple: {next}.",
        "With {thing} in use again, {task} has become far easier than it once was.",
    ],
    fillers={
        "who": "the harbour board|a retired teacher|the village council|the head of the library|two students|the orchard keeper"
        "|a watchmaker|the ferry captain|the postmaster|a carpenter from the mill|the weather station|a beekeeper|the choir director"
        "|the forest warden|a group of fishermen|the school principal".split("|"),
        "when": "on Tuesday|last week|before dawn|after the rain|earlier this month|in late autumn|at the weekend|on Friday night"
        "|the day before|in early spring".split("|"),
        "place": "Ashford Quay|the old mill|Greywater valley|the north gate|Penn Hill|Saltmarsh bay|the clock square|Stony Bridge"
        "|Willow lake|the east ferry|Larkfield|the town wall".split("|"),
        "thing": "the stone bridge|the new reading room|the irrigation canal|the open-air theatre|the night bus|the lighthouse"
        "|the botanical garden|the pottery workshop|the sea wall|the branch railway|the maritime museum|the grain store".split(
            "|"
        ),
        "done": "finished|opened again|given a new roof|approved|moved|repaired|torn down and rebuilt|fenced in".split(
            "|"
        ),
        "task": "carrying the timber|arranging night shifts|persuading older residents|dredging the river|raising the money"
        "|choosing the seed|mending the roof|copying the old ledgers|reading the faded maps|training young sailors".split(
            "|"
        ),
        "cause": "weeks of rain|a lack of funds|the storm|the landslide|rising prices|an early frost|the fire|a lost drawing".split(
            "|"
        ),
        "next": "the children need not take the long way round|the rest can wait|nothing is settled before summer"
        "|the winter will be easier|the state still has to agree|better days should follow".split("|"),
        "sky": "sunny|cloudy|overcast|light rain|thunderstorms|fair|showers|snow".split("|"),
        "wind": "north|south|east|west|northeast|southwest".split("|"),
        "surname": "Carter|Bennett|Hughes|Foster|Simmons|Barnes|Fisher|Reed|Palmer|Wells|Grant|Stone|Lane|Hart|Boyd".split(
            "|"
        ),
        "given": "Anna|Peter|Laura|Simon|Grace|Oliver|Ruth|Martin|Helen|Victor|Clara|Edwin|Nora|Felix|Alice".split("|"),
        "name": ["{given} {surname}"],
        "city": "Ashford|Marlow|Greywater|Penfield|Norwick|Saltby|Larkton|Eastmere|Holbeck|Winslow".split("|"),
        "team": "the Ashford Tigers|the Marlow Sailors|the Norwick Hawks|the Saltby Lions|the Holbeck Knights|the Winslow Stars".split(
            "|"
        ),
        "firm": "Andover|Brightwell|Corwin|Dalton|Everly|Fenmore|Garrick|Hollis|Kestrel|Linden|Merrow|Northam".split(
            "|"
        ),
        "trade": "Holdings|Energy|Pharma|Motors|Cement|Electronics".split("|"),
        "move": "rose|fell".split("|"),
        "office": "director of education|director of finance|head of transport|chief auditor|head of public health|director of works".split(
            "|"
        ),
        "post": "deputy mayor|town clerk|head of the library|county judge|fire chief|school inspector".split("|"),
        "monthly": "January|February|March|April|May|June|July|August|September|October|November|December".split("|"),
    },
    leads=["{CITY}, {monthly} {day} – ", "By {name}, staff writer.", "From our correspondent {name} in {city}."],
    ends=[
        "Reporting by {name}; editing by {name}.",
        "This story was first published in the {city} Courier.",
        "(continued online)",
    ],
    join=" ",
)
EN.fillers["Who"] = [who[0].upper() + who[1:] for who in EN.fillers["who"]]
EN.fillers["Thing"] = [thing[0].upper() + thing[1:] for thing in EN.fillers["thing"]]
EN.fillers["CITY"] = [city.upper() for city in EN.fillers["city"]]
EN_FORMS = {
    "weather": "Forecast for {city} and the surrounding area, issued at {hour} hours: {sky} during the day with a {wind} wind of "
    "{few} knots and a high of {degrees} degrees; {sky} overnight with a low of {degrees}. Residents are asked to dress for the "
    "weather and to drive with care. The next forecast follows tomorrow morning.",
    "stock": "Shares of {firm} {trade} {move} {percent} percent to {price} dollars on {monthly} {day}, with {many} thousand shares "
    "changing hands. Over the last five days the stock {move} {percent} percent. Analysts pointed to the mood of the wider market "
    "and advised investors to watch their risks.",
    "obituary": "{name1}, for many years {post} of {city}, died at home on {monthly} {day}, {year}, aged {age}. Born in {born}, the "
    "popular public servant is remembered for patience, good humour and a lasting love of the town. A memorial service will be held "
    "in the parish church, and the family asks that donations be made instead of flowers.",
    "sports": "{team1} beat {team2} {few} to {few} on {monthly} {day} before a full house. {name} opened the scoring early in the "
    "first half with a header from close range, and {name} added another after the break. Both coaches praised the effort of their "
    "players after the final whistle and looked forward to the coming week.",
    "appointments": "The council of {city1} yesterday named {name1} as its new {office}, replacing {name}, who is retiring after many "
    "years in the post. The mayor of {city1} welcomed the appointment and said that the council looked forward to working with the "
    "new {office}. The term begins next month.",
    "notice": "{firm} {trade} said in a statement yesterday that it knew of no reason for the recent movement of its shares, that its "
    "operations were running normally, and that there was no matter that should have been disclosed and had not been. Investors were "
    "reminded of the risks.",
}

JA = Language(
    sentences=[
        "{who}は{when}、{place}の{thing}が{done}と発表した。",
        "{place}では{when}、{thing}をめぐって{who}が住民と話し合った。",
        "{who}によると、最も難しかったのは{task}だったという。",
        "{cause}の影響で、{thing}の工事はしばらく止まっていた。",
        "「{thing}は一日でできたものではない」と{who}は語り、{task}の大変さを振り返った。",
        "{place}に住む人々は、以前は{task}に一日かかったが、今は{next}と話す。",
        "計画では{thing}の整備を三段階に分け、まず{place}から始める。",
        "{who}はこの見方に反対し、{task}と{thing}は関係がないと主張した。",
        "{cause}のあと、{who}は{place}の被害を調べ始めた。",
        "{when}に{place}を訪れると、{thing}の前に人だかりができていた。",
        "会議で{who}は、{thing}よりも{task}を優先すべきだと述べた。",
        "{thing}を誰が管理するかは、まだ決まっていない。",
        "{who}が箱から取り出した古い写真には、{cause}の前の{place}が写っていた。",
        "{thing}が使えるようになり、{task}はずっと楽になった。",
        "{who}の答えは簡単だった。{next}。",
    ],
    fillers={
        "who": "港湾局|元教師の男性|村議会|図書館長|学生二人|果樹園の主人|時計職人|連絡船の船長|郵便局長|大工の棟梁|気象台|養蜂家|合唱団の指揮者|漁協の代表".split(
            "|"
        ),
        "when": "昨日|先週|夜明け前|雨上がり|今月初め|晩秋|週末|金曜の夜|前日|早春".split("|"),
        "place": "青石町|古い水車小屋|灰川の谷|北門|松ヶ丘|塩沢湾|時計広場|石橋|柳湖|東の渡し場|城壁のそば".split("|"),
        "thing": "石の橋|新しい閲覧室|用水路|野外劇場|夜行バス|灯台|植物園|陶芸工房|防波堤|支線の鉄道|海の博物館|穀物倉庫".split(
            "|"
        ),
        "done": "完成した|再開した|屋根を替えた|承認された|移転した|修理を終えた|建て替えられた".split("|"),
        "task": "木材の運搬|夜勤の手配|年配の住民の説得|川底のしゅんせつ|資金集め|種選び|屋根の修繕|古い帳簿の書き写し|若い船員の訓練".split(
            "|"
        ),
        "cause": "長雨|資金不足|台風|土砂崩れ|物価の上昇|早霜|火事|図面の紛失".split("|"),
        "next": "子どもたちが遠回りしなくてすむ|残りは急がなくてよい|夏までには決まるはずだ|冬も心配がなくなる|県の判断を待つしかない".split(
            "|"
        ),
        "sky": "晴れ|くもり|雨|雷雨|晴れのちくもり|くもりのち雨|雪".split("|"),
        "wind": "北|南|東|西|北東|南西".split("|"),
        "surname": "佐藤|鈴木|高橋|田中|伊藤|渡辺|山本|中村|小林|加藤|吉田|山田".split("|"),
        "given": "健一|由美|誠|恵子|大輔|直樹|美咲|和夫|真理|浩二|裕子|達也".split("|"),
        "name": ["{surname}{given}"],
        "city": "青浜市|松川市|灰田町|東野市|塩沢町|北原市|柳瀬町|石巻野市".split("|"),
        "team": "青浜タイガース|松川セイラーズ|東野ホークス|北原ライオンズ|柳瀬ナイツ|塩沢スターズ".split("|"),
        "firm": "青和|東栄|丸富|日進|大洋|北斗|光洋|三葉|富岳|新星".split("|"),
        "trade": "電機|製薬|建設|食品|化学|運輸".split("|"),
        "move": "上昇|下落".split("|"),
        "office": "教育長|財政部長|交通局長|監査委員|保健所長|建設部長".split("|"),
        "post": "元副市長|元町長|元図書館長|元校長|元消防団長|元市議".split("|"),
    },
    leads=["【{city}＝{name}記者】", "{city}支局の{name}が伝える。", "（{month}月{day}日付の記事の再掲）"],
    ends=["（{name}）", "担当・{name}", "この記事は{city}新聞の配信によるものです。"],
)
JA_FORMS = {
    "weather": "{city}の気象台は今日{hour}時、次のように発表した。日中は{sky}、{wind}の風{few}メートル、最高気温は{degrees}度の見込み。"
    "夜は{sky}、最低気温は{degrees}度。明日は{sky}で、気温の変化は小さい。外出の際は足元に注意してほしい。",
    "stock": "{firm}{trade}の株価は{month}月{day}日、前日比{percent}%{move}し、{price}円で取引を終えた。売買高は{many}万株。"
    "この五日間では{percent}%の{move}となった。市場全体の動きを受けたもので、投資家には慎重な判断が求められている。",
    "obituary": "{post}の{name1}さんが{month}月{day}日、{city}の病院で死去した。{age}歳だった。葬儀は近親者のみで行い、後日お別れの会を開く。"
    "{name1}さんは{born}年生まれで、長く地域の教育と文化の振興に力を尽くし、多くの人に慕われた。",
    "sports": "リーグ戦は{month}月{day}日に行われ、{team1}が{few}対{few}で{team2}を下した。前半に{name}が頭で合わせて先制し、"
    "後半には{name}が追加点を挙げた。試合後、両チームの監督は選手の健闘をたたえ、次の試合への意気込みを語った。",
    "appointments": "{city1}議会は昨日の本会議で、{name1}氏を新しい{office}に任命する議案を可決した。{name}氏は退任する。"
    "{city1}の市長は、新しい体制のもとで仕事を進めたいと述べた。任期は来月から始まり、{name1}氏は議場で抱負を語った。",
    "notice": "{firm}{trade}は昨日、最近の株価の動きについて、思い当たる理由はないとする声明を発表した。"
    "事業は通常どおり行われており、公表すべき事実で公表していないものはないとして、投資家に注意を呼びかけた。",
}


def substituted(text: str, chance: random.Random, letters: str) -> str:
    """1 to 10 % of the characters misread, each for itself."""
    rate = chance.uniform(0.01, 0.10)
    return "".join(chance.choice(letters) if chance.random() < rate else c for c in text)


def dropped(text: str, chance: random.Random, letters: str) -> str:
    """1 to 10 % of the characters lost, doubled or changed with the next one."""
    rate = chance.uniform(0.01, 0.10)
    read = list(text)
    for i in range(len(read) - 1):
        if chance.random() < rate:
            how = chance.randrange(3)
            if how == 2:
                read[i], read[i + 1] = read[i + 1], read[i]
            else:
                read[i] = read[i] + chance.choice(letters) if how else ""
    return "".join(read)


def wrapped(text: str, chance: random.Random, letters: str) -> str:
    """Hard-wrapped lines with hyphens and spaces at their ends, punctuation lost or of another width, 1 % misread."""
    width, read = chance.randint(14, 40), []
    for i, character in enumerate(text):
        if not character.isalnum() and character != " " and chance.random() < 0.2:
            character = chance.choice("，。,. ")
        elif chance.random() < 0.01:
            character = chance.choice(letters)
        read.append(character)
        if i % width == width - 1:
            read.append("-\n" if character.isascii() and character.isalpha() else " \n")
    return "".join(read)


def smudged(text: str, chance: random.Random, letters: str) -> str:
    """One or two smudges that make 3 to 9 % of the text unreadable, side by side, and 1 % misread elsewhere."""
    read = [chance.choice(letters) if chance.random() < 0.01 else c for c in text]
    for _ in range(chance.randint(1, 2)):
        size = max(2, int(len(text) * chance.uniform(0.03, 0.045)))
        at = chance.randrange(max(1, len(text) - size))
        read[at : at + size] = [chance.choice(letters) if c else c for c in read[at : at + size]]
    return "".join(read)


LOOKALIKES = dict(
    zip("末土日己人大干木白千曰入太于本自田甲上未", "未士曰已入太千本自干日人犬干木白由申土末", strict=True)
) | dict(zip("lI1O0oeacnuhb5S8Bfgq", "1lI0O0ceoenubh6S58Btqg", strict=False))


def confused(text: str, chance: random.Random, letters: str) -> str:
    """A reader who takes the same third of all characters for others, and always for the same: 1 to 6 % of the text."""
    share = chance.uniform(0.01, 0.06)
    taken: dict[str, str] = {}
    for character in sorted(set(text)):
        if character.isalnum() and chance.random() < share:
            taken[character] = LOOKALIKES.get(character) or chance.choice(letters)
    return "".join(taken.get(c, c) for c in text)


NOISES: dict[str, Noise] = {
    "substituted": substituted,
    "dropped": dropped,
    "wrapped": wrapped,
    "smudged": smudged,
    "confused": confused,
}
LANGUAGES = {"zh": (ZH, ZH_FORMS), "en": (EN, EN_FORMS), "ja": (JA, JA_FORMS)}
SHARES = {"single": 0.42, "exact": 0.08, "noise": 0.30, "reprint": 0.14, "form": 0.06}


def world(count: int, seed: int, name: str) -> list[tuple[str, int, str]]:
    """Texts of a language with their group and kind: singles, exact copies, each noise, reprints and each template."""
    language, forms = LANGUAGES[name]
    chance = random.Random(f"{name} {seed}")
    drawn = language.texts(random.Random(f"texts of {name} {seed}"))
    letters = sorted({c for text in (next(drawn) for _ in range(500)) for c in text if c.isalpha()})
    samples: list[tuple[str, int, str]] = []
    seen: set[str] = set()
    group = 0
    while len(samples) < count:
        kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
        if kind == "form":
            kind, form = chance.choice(list(forms.items()))
            for _ in range(chance.randint(2, 8)):
                text = language.filled(form, chance, {})
                if text not in seen:
                    seen.add(text)
                    samples.append((text, group, kind))
                    group += 1
            continue
        text = next(drawn)
        noise = chance.choice(list(NOISES)) if kind == "noise" else kind
        samples.append((text, group, noise))
        for _ in range(0 if kind == "single" else chance.randint(1, 4)):
            if kind == "noise":
                copy = NOISES[noise](text, chance, "".join(letters))
            else:
                copy = language.reprint(text, chance) if kind == "reprint" else text
            samples.append((copy, group, noise))
        group += 1
    samples = samples[:count]
    order = sorted(range(count), key=lambda i: chance.random())
    return [samples[i] for i in order]
