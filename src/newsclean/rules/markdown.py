"""Lines of Markdown that lead elsewhere."""

from __future__ import annotations

from newsclean.patterns import Rule, Table

NAVIGATION = Table(
    Rule(
        "navigation",
        r"[«‹←<↑»›→>^ ]{0,3}(?:返回|回到)(?:首页|首頁|目录|目錄|列表|上一[页頁级級]|顶部|頂部|主页|主頁|索引)?[»›→> ]{0,3}|(?:上一[篇页頁]|下一[篇页頁])[：:]?.{0,40}"
        r"|[«‹←<↑ ]{0,3}(?:目录|目錄|首页|首頁|目次へ?|トップへ?(?:戻る)?|戻る|前へ|次へ)[»›→> ]{0,3}"
        r"|[«‹←<↑ ]{0,3}(?i:back(?: to (?:top|index|home|contents|the (?:top|index|list)))?|home|index|contents|table of contents|(?:previous|next)(?: (?:page|article|post|story))?)[»›→> ]{0,3}",
        takes=("返回", "返回目录", "← 返回首页", "下一篇：码头的早晨", "戻る", "Back to index", "Next »"),
        leaves=("返回舱昨天着陆", "Home prices fall", "目录学讲座开讲"),
    ),
    longest=60,
)
"""A line that is a link and says only where to go."""
