"""A headless Chromium for the tests, where there is one: started without a profile, closed with the module that uses it."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

REQUIRED = os.environ.get("NEWSCLEAN_BROWSER") == "required"
"""Set where a browser has been installed for the tests: that it is missing is then a failure."""

PATIENCE = 10.0
"""Seconds."""

_QUIET = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --force-device-scale-factor=1"
).split()
"""Nothing of the browser's own goes over the network, so that what does is the page's."""


def _missing() -> tuple[str, str] | str:
    """Paths of browser and driver, or what is not there."""
    if importlib.util.find_spec("selenium") is None:
        return 'selenium is not installed (pip install "newsclean[browser]")'
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if browser and driver:
        return browser, driver
    return "there is no Chromium with its chromedriver on the path"


@contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    found = _missing()
    if isinstance(found, str):
        (pytest.fail if REQUIRED else pytest.skip)(found)
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = found[0]
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    for argument in (*_QUIET, f"--user-data-dir={profile / 'profile'}"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(found[1]))
    try:
        yield Browser(driver, profile)
    finally:
        driver.quit()


class Browser:
    """One window: it shows pages that are written to a file, and tells what it finds in them."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def show(
        self,
        html: str,
        *,
        width: int = 1280,
        height: int = 900,
        phone: bool = False,
        anchor: str = "",
        script: bool = True,
    ) -> None:
        """A new page in a window of that size; what earlier pages logged is forgotten."""
        self.command("Emulation.setScriptExecutionDisabled", {"value": not script})
        path = self.folder / "page.html"
        path.write_text(html, encoding="utf-8")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
        self.command("Emulation.setDeviceMetricsOverride", size)
        self.emulate()
        self.driver.get("about:blank")
        self.log(), self.requests()
        self.driver.get(path.as_uri() + anchor)

    def emulate(self, *, scheme: str = "light", media: str = "") -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.command("Emulation.setEmulatedMedia", {"media": media, "features": features})

    def command(self, name: str, arguments: dict[str, Any]) -> Any:
        return self.driver.execute_cdp_cmd(name, arguments)

    def log(self) -> list[str]:
        """What stands in the console since it was last asked for."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses that were asked for since this was last asked for."""
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [message["params"]["request"]["url"] for message in messages if message["method"] == _SENT]

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def one(self, selector: str) -> Any:
        """The only element of its kind; on a slow machine what a link leads to may take a moment."""
        until = monotonic() + PATIENCE
        while not (found := self.all(selector)) and monotonic() < until:
            sleep(0.05)
        (element,) = found
        return element

    def shown(self, selector: str) -> list[str]:
        """The texts of the elements that are displayed."""
        return [element.text for element in self.all(selector) if element.is_displayed()]

    def keys(self, *keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def hover(self, element: Any) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).move_to_element(element).perform()

    def style(self, element: Any, name: str) -> str:
        return str(self.run("return getComputedStyle(arguments[0])[arguments[1]]", element, name))

    def in_view(self, element: Any) -> bool:
        """Whether the element's top is in the window, and is what one sees there."""
        return bool(
            self.run(
                "const box = arguments[0].getClientRects()[0];"
                "const at = document.elementFromPoint(box.left + 2, box.top + box.height / 2);"
                "return at !== null && (arguments[0].contains(at) || at.contains(arguments[0]))",
                element,
            )
        )


_SENT = "Network.requestWillBeSent"
