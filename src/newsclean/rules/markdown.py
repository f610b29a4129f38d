"""Lines of Markdown that lead elsewhere."""

from __future__ import annotations

from newsclean.patterns import Rule, Table
from newsclean.rules.lists import lists

NAVIGATION = Table(
    Rule(
        "navigation",
        r"[«‹←<↑»›→>^ ]{0,3}(?:返回|回到)(?:\L<pages_to_go_back_to>|上一[页頁级級])?[»›→> ]{0,3}|(?:上一[篇页頁]"
        r"|下一[篇页頁])[：:]?.{0,40}|[«‹←<↑ ]{0,3}(?:目录|目錄|首页|首頁|目次へ?|トップへ?(?:戻る)?|戻る"
        r"|前へ|次へ)[»›→> ]{0,3}|[«‹←<↑ ]{0,3}(?i:back(?: to (?:top|index|home|contents|the (?:top|index"
        r"|list)))?|home|index|contents|table of contents|(?:previous|next)(?: (?:page|article|post"
        r"|story))?)[»›→> ]{0,3}",
        takes=("返回", "返回目录", "← 返回首页", "下一篇：码头的早晨", "戻る", "Back to index", "Next »"),
        leaves=("返回舱昨天着陆", "Home prices fall", "目录学讲座开讲"),
        lists=lists("pages_to_go_back_to"),
    ),
    longest=60,
)
"""A line that is a link and says only where to go."""
