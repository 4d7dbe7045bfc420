"""A licence in two languages: what one version repeats of the English one need not be read twice."""

from __future__ import annotations

import json

import pytest

from licensescan.documents.card import Card
from licensescan.documents.values import Artifact, Document, Kind, Role
from licensescan.licenses import facts
from licensescan.licenses.terms import conclude
from licensescan.licenses.values import Terms

ENGLISH = """Example Model Licence Agreement

1. Definitions

"Model" means the weights and the code that the Licensor has published under this agreement.

2. Grant and limits

The Licensor grants you a worldwide right to use, copy, modify and distribute the Model.

2.1 You may not use the Model for military purposes or in ways that any applicable law forbids.

2.2 You must give a copy of this agreement to anyone who gets the Model or anything made from it.

3. Disputes

This agreement is governed by the laws of the mainland of China, and disputes go to its courts.
"""
CHINESE = """示例模型许可协议

1. 定义

“模型”是指许可方根据本协议发布的权重和代码。

2. 许可与限制

许可方授予您全球范围内使用、复制、修改和分发模型的权利。

2.1 您不得将模型用于军事目的，或以适用法律禁止的任何方式使用模型。

2.2 您必须向获得模型或其任何衍生品的任何人提供本协议的副本。

3. 争议

本协议受中国大陆地区法律管辖，争议由其人民法院管辖。
"""
REPEATED = (
    "LICENSE says the same in another language (zh), section by section; its English was read"
)


def concluded(text: str) -> Terms:
    document = Document.of(text, "LICENSE", Role.LICENSE, "acme/m")
    return conclude(Artifact("acme/m", Kind.MODEL, documents=(document,), card=Card()))


def unread(terms: Terms) -> list[str]:
    return [one.unread.quote for one in terms.alternatives[0].unread]


@pytest.mark.parametrize("text", [ENGLISH + "\n" + CHINESE, CHINESE + "\n" + ENGLISH])
def test_the_other_version_of_a_whole_licence_is_not_unread(text: str) -> None:
    terms = concluded(text)
    assert unread(terms) == []
    assert REPEATED in terms.notes


@pytest.mark.parametrize(
    "text",
    [
        # a provision more, by its number
        ENGLISH + "\n" + CHINESE.replace("3. 争议", "2.3 您不得将模型用于商业目的。\n\n3. 争议"),
        # a section more
        ENGLISH + "\n" + CHINESE + "\n4. 商业使用\n\n商业使用须事先获得许可方的书面许可。\n",
        # a section that says more than the English one
        ENGLISH
        + "\n"
        + CHINESE.replace(
            "的副本。",
            "的副本。您不得将模型用于商业目的，不得将模型提供给任何竞争对手，也不得以任何方式收取费用。"
            "未经许可方事先书面同意，您不得在中国大陆地区以外使用模型，也不得发布任何评测结果。",
        ),
        # a figure that the English does not have
        ENGLISH + "\n" + CHINESE.replace("的副本。", "的副本（月活跃用户超过500万的除外）。"),
        # the other version prevails
        ENGLISH.replace("its courts.", "its courts. If the versions differ, the Chinese text prevails.")
        + "\n"
        + CHINESE,
        ENGLISH + "\n" + CHINESE.replace("管辖。\n", "管辖。以中文版本为准。\n"),
        # the English has less than it
        ENGLISH.split("3. Disputes")[0] + "\n" + CHINESE,
        # parts of one licence, not versions of it
        ENGLISH.split("2.2")[0] + "\n2.2 您必须向获得模型的任何人提供本协议的副本。\n",
    ],
)  # fmt: skip
def test_what_may_say_more_stays_unread(text: str) -> None:
    terms = concluded(text)
    assert any("模型" in quote for quote in unread(terms))
    assert REPEATED not in terms.notes


def test_that_the_english_prevails_is_no_doubt() -> None:
    said = "its courts. If the versions differ, the English text prevails."
    assert unread(concluded(ENGLISH.replace("its courts.", said) + "\n" + CHINESE)) == []


@pytest.mark.parametrize(
    ("text", "left"), [(ENGLISH + "\n" + CHINESE, 0), (ENGLISH + "\n" + CHINESE[-60:], 1)]
)
def test_a_row_of_the_catalog_is_read_alike(text: str, left: int) -> None:
    row = {"id": "LicenseRef-licensescan-x", "name": "Example", "category": "x", "kind": "license"}
    line = facts.line_of(facts.of_own(row, [text.encode()]))
    assert min(len(json.loads(line).get("unread", ())), 1) == left
