"""What OCR tools and language models print around the words of a page, by tool.

`MARKS` stand anywhere in a line and are cut out of it, `LINES` are whole lines, `PAGE_ENDS` are those of them that stand
where one page ends and the next begins, possibly in mid-sentence. `ANNOUNCEMENTS` are a model's own words above the text
and `CLOSINGS` those below it.
"""

from __future__ import annotations

from newsclean.patterns import Rule, Table
from newsclean.rules.lists import lists

_COORDINATES = r"[\d\s,.\[\]]{0,200}"

MARKS = Table(
    Rule(
        "otsl",
        r"</?\L<otsl_tokens>>",
        takes=("<fcel>灯塔<fcel>三年<nl>", "<ched>站名"),
        leaves=("<cell>", "fcel"),
        lists=lists('otsl_tokens'),
    ),
    Rule(
        "deepseek-ocr",
        rf"<\|ref\|>(?:\s{{0,4}}\L<layout_labels>\s{{0,4}}<\|/ref\|>)?|<\|/ref\|>|<\|det\|>{_COORDINATES}(?:<\|/det\|>)?|<\|/det\|>|<\|grounding\|>",
        takes=(
            "<|ref|>sub_title<|/ref|><|det|>[[12, 30, 400, 80]]<|/det|>",
            "<|ref|>海边的灯塔昨晚点亮<|/ref|>",
            "<|grounding|>",
        ),
        leaves=("<ref>注一</ref>", "[[12, 30]]"),
        lists=lists("layout_labels"),
    ),
    Rule(
        "special-token",
        r"<\|/?[a-z_]{2,24}\|>|<page_number>[^<\n]{0,12}</page_number>|<watermark>[^<\n]{0,40}</watermark>"
        r"|</?(?:\L<model_tokens>|loc_\d{1,4}|section_header_level_\d)>",
        takes=("灯塔<|im_end|>", "<page_number>3</page_number>", "<watermark>青禾晚报</watermark>", "<loc_120><loc_33>灯塔", "</s>"),
        leaves=("<b>灯塔</b>", "a <|> b"),
        lists=lists('model_tokens'),
    ),
    Rule(
        "line-break",
        r"<br ?/?>",
        takes=("灯塔<br>", "灯塔<br />码头"),
        leaves=("<broken>",),
    ),
    Rule(
        "azure",
        r":(?:un)?selected:",
        takes=(":selected: 同意", "本人 :unselected: 不同意"),
        leaves=("selected: 三篇", "入选:selected"),
    ),
    Rule(
        "nougat",
        r"\[MISSING_PAGE(?:_[A-Z]{2,8})?(?::\d{1,5})?\]",
        takes=("[MISSING_PAGE_EMPTY:2]", "[MISSING_PAGE_FAIL:3]", "[MISSING_PAGE_POST]"),
        leaves=("[缺页]", "MISSING PAGE 3"),
    ),
    Rule(
        "marker",
        r"!\[[^\]\n]{0,300}\]\([^()\s]{1,300}\.(?:jpe?g|png|gif|webp|bmp|tiff?)\)",
        takes=("![](_page_0_Picture_1.jpeg)", "![image](images/0a1b2c.jpg)"),
        leaves=("[照片](https://example.org/a.jpg)", "![]()"),
    ),
    Rule(
        "pdf-glyph",
        r"\(cid:\d{1,5}\)",
        takes=("公司(cid:12)现在", "(cid:211)"),
        leaves=("(cid: 12)", "（cid：12）"),
    ),
    anywhere=True,
)  # fmt: skip
"""Marks inside a line. `line-break` ends a line, and so does `<nl>`."""

PAGE_ENDS = Table(
    Rule(
        "olmocr",
        r"(?:primary_language|is_rotation_valid|rotation_correction|is_table|is_diagram): ?[A-Za-z0-9-]{1,12}",
        takes=("primary_language: zh", "is_rotation_valid: True", "rotation_correction: 0", "is_table: False"),
        leaves=("language: zh", "is_table: 这是一张桌子", "title: 渡口"),
    ),
    Rule(
        "marker-page",
        r"\{\d{1,5}\}-{20,60}",
        takes=("{0}------------------------------------------------",),
        leaves=("{0}", "--------------------------------"),
    ),
    Rule(
        "page-comment",
        r"<!-{2,3} {0,3}(?:Page(?:Number|Header|Footer|Break)(?:=\"[^\"\n]{0,120}\")?|page[ _-]?break|page {0,2}\d{1,5}|image|formula-not-decoded) {0,3}-{2,3}>",
        takes=(
            '<!-- PageNumber="3" -->',
            '<!-- PageHeader="青禾晚报" -->',
            "<!-- PageBreak -->",
            "<!-- image -->",
            "<!-- page 6 -->",
        ),
        leaves=("<!-- 灯塔昨晚又亮了。 -->", "<!-- Page -->"),
    ),
    Rule(
        "page-line",
        r"(?:[-=*_#]{2,40} {0,2}(?i:(?:start of |end of |begin |end )?page)(?:[ =.:]|_number|page|no){0,12}\d{1,5}(?: of \d{1,5}| ?/ ?\d{1,5})? {0,2}[-=*_#]{0,40}"
        r"|[-=*_#]{3,40} {0,2}第 ?\d{1,4} ?[页頁] {0,2}[-=*_#]{3,40}|\[(?i:page) \d{1,5}(?: of \d{1,5})?\])",
        takes=("--- Page 2 ---", "=== Page 3 of 9 ===", "--- end of page.page_number=1 ---", "----- 第 3 页 -----", "[Page 4]"),
        leaves=("Page 2", "第 3 页", "-- 灯塔 2 --"),
    ),
    longest=200,
    needs="-=*_#[{:",
)  # fmt: skip
"""Lines that a tool prints between two pages."""

LINES = Table(
    Rule(
        "pymupdf4llm",
        r"\*{0,2}==> picture(?: \[[\dx ]{3,20}\])? intentionally omitted <==\*{0,2}|\*{0,2}-{3,8} (?:Start|End) of picture text -{3,8}\*{0,2}"
        r"|<!-- (?:Start|End) of picture text -->",
        takes=(
            "**==> picture [436 x 292] intentionally omitted <==**",
            "**----- Start of picture text -----**",
            "<!-- End of picture text -->",
        ),
        leaves=("----- 图片 -----", "picture intentionally omitted by the editors"),
    ),
    Rule(
        "nougat-warning",
        r"(?:\+{3} )?==WARNING: [^\n=]{3,80}==|\+{3} ==ERROR: [^\n=]{3,80}==",
        takes=("+++ ==WARNING: Truncated because of repetitions==", "==WARNING: Truncated because of repetitions=="),
        leaves=("WARNING: 大风", "== 大风 =="),
    ),
    Rule(
        "ocr-heading",
        r"[-=*#]{3,30} ?(?i:ocr|page|extracted|recognized|transcribed) ?(?i:text|result|results|output|content)(?: (?i:start|end|begin))? ?[-=*#]{3,30}"
        r"|[-=*#]{3,30} ?(?i:(?:start|end|begin) of (?:ocr |extracted )?(?:text|document)) ?[-=*#]{3,30}|[-=]{3,30} ?(?:识别结果|识别文本|OCR ?结果) ?[-=]{3,30}",
        takes=("----- OCR TEXT -----", "----- PAGE TEXT -----", "=== Extracted text ===", "----- 识别结果 -----", "--- END OF TEXT ---"),
        leaves=("OCR text", "--- 灯塔 ---"),
    ),
    Rule(
        "fence",
        r"(?:`{3,6}|~{3,6})(?:[A-Za-z]{1,12})?",
        takes=("```markdown", "```", "~~~text"),
        leaves=("`灯塔`", "``` 灯塔昨晚又亮了。"),
    ),
    Rule(
        "tool-log-paddle",
        r"(?:\[[\d/ :,.-]{8,28}\] )?(?:\[?(?:root|paddleocr|ppocr|paddlex)\]? )?(?:(?:DEBUG|INFO"
        r"|WARN(?:ING)?|ERROR):? ?(?:(?:paddleocr|ppocr|paddlex|root):)? ?)?(?:\L<paddle_messages>|Namespace\("
        r")\b[^\n]{0,400}",
        takes=(
            "INFO:paddleocr:rec_res num  : 35, elapse : 1.2",
            "[2024/05/06 10:00:00] ppocr DEBUG: dt_boxes num : 12, elapse : 0.05",
            "root INFO: cls num  : 11, elapse : 0.11",
            "Creating model: ('PP-OCRv5_server_det', None)",
        ),
        leaves=("INFO: 灯塔昨晚又亮了", "Creating models for the future"),
        lists=lists('paddle_messages'),
    ),
    Rule(
        "tool-log-logger",
        r"(?:DEBUG|INFO|WARNING|ERROR|CRITICAL):[a-z][\w.]{1,60}:[^\n]{0,400}|(?:DEBUG|INFO|WARNING|ERROR) \d\d-\d\d \d\d:\d\d:\d\d (?:\[[\w.:-]{2,60}\]|[\w.]{2,40}:\d{1,5}\])[^\n]{0,400}"
        r"|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.,]\d{3} \| ?(?:DEBUG|INFO|WARNING|ERROR|SUCCESS) {0,5}\|[^\n]{0,400}"
        r"|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.,]\d{3} - (?:[\w.]{1,60} - )?(?:DEBUG|INFO|WARNING|ERROR) - [^\n]{0,400}",
        takes=(
            "INFO:docling.document_converter:Going to convert document batch...",
            "WARNING:root:page 3 has no text",
            "INFO 05-06 10:00:00 [loader.py:447] Loading weights took 3.2 seconds",
            "2024-05-06 10:00:00.123 | INFO     | magic_pdf.pre_proc:apply:12 - page_id: 3",
        ),
        leaves=("INFO: 灯塔昨晚又亮了", "ERROR:灯塔", "2024-05-06 10:00:00 灯塔又亮了"),
    ),
    Rule(
        "tool-log-progress",
        r"(?:[\w ./()\[\]-]{0,60}: {1,3})?\d{1,3}%\|[^|\n]{0,120}\| ?[\d.]{1,9}[kM]?/[\d.]{1,9}[kM]?[^\n]{0,80}"
        r"|(?:Progress: )?\|[█▉▊▋▌▍▎▏#=> .-]{4,120}\| ?\d{1,3}(?:\.\d{1,2})?%(?: Complete)?|(?:\[?\d{1,4}/\d{1,4}"
        r"\]? )?(?:\L<tool_verbs>|OCR(?:ing|'ing)?) (?:pages?|images?|file|document)(?: text)?:? ?(?:#? ?\d{1,5}"
        r"|[\w./-]{1,120}\.(?:pdf|png|jpe?g|tiff?|webp|bmp))?(?: ?(?:of|/) ?\d{1,5})? ?\.{0,3}|正在(?:处理"
        r"|识别|转换)第 ?\d{1,5} ?[页頁张張][^\n，。]{0,20}",
        takes=(
            "Processing page 2 of 9 ...",
            "Processing page 3/12",
            "Recognizing layout: 100%|██████████| 9/9 [00:12<00:00,  1.36s/it]",
            "Progress: |██████████████████| 100.0% Complete",
            "Reading image scan_03.png",
            "正在识别第 3 页...",
        ),
        leaves=("Processing pages of history takes patience.", "支持率 60%|反对率 40%", "Reading images"),
        lists=lists('tool_verbs'),
    ),
    Rule(
        "tool-log-tesseract",
        r"Estimating resolution as \d{1,5}|Detected \d{1,5} diacritics|Tesseract Open Source OCR Engine[^\n]{0,60}|Warning[:.] Invalid resolution \d{1,5} dpi\. Using \d{1,5} instead\."
        r"|Image too small to scale!![^\n]{0,60}|Line cannot be recognized!!|Empty page!!|Too few characters\. Skipping this page|OSD: Weak margin[^\n]{0,80}|Error during processing\."
        r"|(?:\d{1,5} )?\[tesseract\] [^\n]{3,120}|Neither CUDA nor MPS are available[^\n]{0,120}|Using CPU\. Note: This module is much faster with a GPU\.|Setting `?pad_token_id`? to [^\n]{0,80}"
        r"|=?(?:BASE|PATCHES|NO PATCHES|LOCAL|GLOBAL): {1,3}torch\.Size\([^\n]{0,60}|(?:image size|valid image tokens|output texts tokens \(valid\)|compression ratio): {0,3}[\d(][\d ,.)]{0,20}"
        r"|={5,20}save results:={5,20}",
        takes=(
            "Estimating resolution as 252",
            "Detected 35 diacritics",
            "Tesseract Open Source OCR Engine v5.3.0 with Leptonica",
            "Warning: Invalid resolution 0 dpi. Using 70 instead.",
            "Neither CUDA nor MPS are available - defaulting to CPU. Note: This module is much faster with a GPU.",
            "valid image tokens: 788",
            "BASE:  torch.Size([1, 256, 1280])",
        ),
        leaves=("Estimating the resolution of the dispute", "Empty pages", "image size matters"),
    ),
    Rule(
        "tool-log-done",
        r"\[(?:INFO|DEBUG)\] [ -~]{3,200}|(?:INFO|DEBUG): [ -~]{0,80}\b(?:OCR|[Pp]ages?|[Ii]mages?|[Mm]odels?|[Bb]atch)\b[ -~]{0,80}"
        r"|(?:OCR|Recognition|Conversion|Extraction|Layout analysis|[Pp]age \d{1,5}) (?:completed|finished|done) in \d{1,6}(?:\.\d{1,4})? ?(?:s|ms|sec|seconds)\.?"
        r"|(?:Finished|Completed|Processed|Skipping)(?: big| empty)? (?:page|image):? \d{1,5}(?: (?:of|/) ?\d{1,5})?(?: in \d{1,6}(?:\.\d{1,4})? ?(?:s|ms|seconds))?\.{0,3}"
        r"|Sav(?:ing|ed)(?: results?| page| output)?(?: \d{1,5})? to [\w./-]{1,120}\.(?:txt|md|json|png|jpe?g|pdf)"
        r"|[Pp]age \d{1,5}(?: of \d{1,5})?: (?:\d{1,3}(?:\.\d{1,2})?% confidence|\d{1,5} (?:lines|boxes|words)(?:, \d{1,6}(?:\.\d{1,4})? ?m?s)?)|Loading (?:the )?(?:OCR )?models? ?\.{3}"
        r"|第 ?\d{1,5} ?[页頁张張](?:OCR ?)?(?:识别|處理|处理|转换)(?:完成|完毕|成功)[^\n。]{0,20}|(?:OCR ?)?(?:识别|转换)(?:完成|完毕|成功)[，,] ?(?:用时|耗时|共) ?[\d.]{1,8}[^\n。]{0,8}",
        takes=(
            "INFO: Started OCR of page 5",
            "[INFO] det 0.12s, cls 0.01s, rec 0.53s",
            "OCR completed in 3.2 seconds",
            "Finished page 2 in 1.2s",
            "Skipping big page: 3",
            "Saving to output/page_3.txt",
            "page 1 of 9: 42 lines, 0.31 s",
            "Page 3: 96% confidence",
            "Loading model...",
            "第3页识别完成",
            "识别完成，用时3.2秒",
        ),
        leaves=("INFO: Call the harbour office", "Finished page", "第3页识别", "处理完成", "Saving to buy a boat"),
    ),
    longest=500,
    needs="-`~+=%|.:!0123456789",
)  # fmt: skip
"""Whole lines of a tool. Those of the names in `LOGS` are what it logged while it worked."""

LOGS = frozenset(rule.name for rule in LINES if rule.name.startswith("tool-log"))

_PICTURE = r"(?:图片|图像|圖片|圖像|截图|照片|这张图|该图|图)"
_TEXT = r"(?:(?:全部|所有|主要)?(?:的)?(?:文字|文本|文章)(?:内容|內容|信息|部分)?|内容|內容)"
_HERE = r"(?:(?:好的|当然(?:可以)?|當然(?:可以)?|没问题)[，,！!。 ]{1,2})?"

ANNOUNCEMENTS = Table(
    Rule(
        "words-of-model",
        rf"{_HERE}(?:以下|下面|这)(?:就)?[是为為](?:我)?(?:从|從|根据|對|对)?(?:您|你)?(?:提供|上传|上傳)?(?:的)?(?:这张|该)?{_PICTURE}(?:中|里|裡|上|内)?(?:所)?(?:识别|提取|识别提取|转录|显示)?(?:出来?|到)?(?:的)?{_TEXT}[：:。]?"
        rf"|{_HERE}(?:以下|下面)[是为為](?:识别|提取|转录|轉錄|OCR|辨識)(?:出来?|到|后)?(?:的)?(?:{_TEXT}|结果|結果)[：:。]?"
        rf"|{_HERE}(?:这张|该|您提供的|您上传的)?{_PICTURE}(?:中|里|上|内)?(?:的)?(?:{_TEXT})?(?:识别|提取)?(?:结果)?(?:如下|为|是)(?:所示)?[：:。]"
        r"|(?:文字|文本)?(?:识别|提取|辨識|OCR)(?:的)?(?:结果|結果|内容|文字)(?:如下)?[：:]"
        r"|(?:はい、)?(?:以下は|以下が)?、?(?:この)?画像(?:から|内の|の中の|に書かれている|に含まれる)(?:抽出した|読み取った|すべての|書かれている)?(?:日本語の)?(?:テキスト|文字|文章)(?:の内容)?(?:です|は以下の通りです|は次の通りです|の書き起こしです)[：:。]?"
        r"|(?i:(?:(?:sure|certainly|of course|okay|ok)[,!.] )?(?:here(?:'|’)?(?: i)?s|here are|below is|the following is|this is) (?:the|a|all(?: of)? the|an) (?:complete |full |raw |clean |accurate |plain )?"
        r"(?:extracted|transcribed|recogni[sz]ed|converted|visible|text|transcript|content|markdown|ocr)[a-z ,()]{0,80}[:.])"
        r"|(?i:the (?:text|content) (?:in|of|from|on) (?:the|this) (?:image|picture|page|document|scan)(?: you provided)? (?:is|reads|says)(?: as follows)?:)",
        takes=(
            "以下是图片中的文字内容：",
            "好的，以下是识别结果：",
            "图片中的文字如下：",
            "识别结果：",
            "以下は画像から抽出したテキストです：",
            "Here is the extracted text from the image:",
            "Sure! Here's the transcribed text:",
            "The text in the image reads:",
        ),
        leaves=(
            "以下是记者在码头看到的一幕。",
            "图为志愿者在码头服务。",
            "Here is the news.",
            "The text of the treaty is as follows:",
            "照片中的老人是他的父亲。",
            "内容：",
        ),
    ),
    longest=140,
    needs="：:。.!文内內果",
)  # fmt: skip
"""A model's own words on the line above the text."""

CLOSINGS = Table(
    Rule(
        "words-of-model-below",
        r"(?:希望(?:这|這|以上|上述)[^。！\n]{0,16}(?:帮助|幫助|帮到|幫到)[^。！\n]{0,4}[。！!]?\s?)?(?:如果?|若)(?:您|你)?(?:有|还有|需要|還有|还需要)[^。！\n]{0,30}(?:告诉我|告訴我|联系我|提问|提出|问我|告知)[。！!]?"
        r"|希望(?:这|這|以上|上述)[^。！\n]{0,16}(?:对|對)(?:您|你)有(?:所)?(?:帮助|幫助)[。！!]?"
        r"|(?:以上|上述)(?:就|便)?是(?:从|從)?(?:这张|该|您提供的)?(?:图片|圖片|图像)(?:中|里|上)?(?:的)?(?:全部|所有|主要)?(?:的)?(?:文字|文本|内容)(?:内容|信息)?[。！!]?"
        r"|(?i:(?:i hope this helps[.!] ?)?(?:please )?let me know if (?:you(?:'d| would)? (?:need|have|like|want)|there(?:'s| is)|i can)[^.!\n]{0,80}[.!])|(?i:i hope this helps[.!])"
        r"|[^。\n]{0,10}(?:ご質問|ご不明な点)[^。\n]{0,10}(?:ありましたら|あれば|ございましたら)[^。\n]{0,20}(?:お知らせ|お聞かせ|お尋ね)ください[。！]",
        takes=(
            "希望这对您有帮助！如果您有其他问题，请随时告诉我。",
            "以上就是图片中的全部文字内容。",
            "I hope this helps! Let me know if you need anything else.",
            "他にご質問がありましたら、お知らせください。",
        ),
        leaves=(
            "他希望这对渔民有帮助，也对游客有帮助。",
            "如果有线索，请拨打派出所的电话。",
            "以上是记者的报道。",
            "Let me tell you a story.",
        ),
    ),
    longest=140,
    needs="。！!.助容息我提",
)  # fmt: skip
"""A model's own words on the line below the text."""
