"""The common characters of Chinese, in the order of their frequency as general knowledge of the language has it."""

from __future__ import annotations

COMMON_HAN = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家"
    "种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民"
    "第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月"
    "话合回特代内信表化给世位次度任常先海通教原东提立及比员解水名真论处走义各入几口条平系气题活电数安少报才结反目太量"
    "再感建务做接必场件计管期市直命山金指克许统区保至队形社便空决治展科司五基记品类求据程北张该交规万城京省府游"
)
"""278 common characters of simplified Chinese."""
