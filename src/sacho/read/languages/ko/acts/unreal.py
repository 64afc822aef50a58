"""Texts that borrow the words of violence: games, kitchens, markets, weather, illness, hunting."""

from __future__ import annotations

import re

from sacho.read.languages.ko.acts.found import Found

# A text in which so many different words of one list stand is about that, unless it speaks of
# what only violence has.
_ABOUT: tuple[tuple[int, str], ...] = (
    (3, r"게임|이용자|출시|접속|캐릭터|아이템|플레이|계정|개발사|서버|업데이트"),
    (3, r"볶|기름|소금|양념|굽|끓이|달걀|마늘|고기|썰|다진|다지|그릇|냄비|반죽|후추|간장|버무리"),
    (3, r"코스피|주식|투자자|증권|매도|매수|주가|환율|금리|코스닥|채권|배당|상장사|시가총액"),
    (3, r"물가|도매|장바구니|배추|상추|채솟값|배춧값|배추값|할인|마트|상인|손님|값"),
    (2, r"기상청|강풍|폭설|기온|예보|호우|무더위|한파|강수량|폭염|황사|눈보라|장마"),
    (3, r"독감|감염|환자|보건소|의사|격리|백신|전염병|코로나|방역|접종|병원균|확진"),
    (2, r"등산|산행|조난|낚시|설악산|스키|캠핑|야영|수련원|활쏘기|등반|둘레길"),
    (2, r"멧돼지|엽사|사냥|고라니|유해\s?조수|야생\s?동물|엽총"),
    (3, r"조선\s?시대|고려|왕조|저자|책은|제도|강의|역사|학자|논문|판본|고대|중세|형벌"),
    (3, r"여당|야당|의원|본회의|국회|예산|법안|선거|후보|정당|공약"),
    (2, r"태풍|홍수|산사태|지진|폭우|수해|산불|이재민|화산|해일"),
    (3, r"연극|영화|소설|드라마|배우|관객|공연|무대|개봉|작품|감독|뮤지컬|웹툰"),
    (3, r"선수|경기|감독|전반|후반|골문|골키퍼|심판|우승|결승|리그|메달|득점|팀|퇴장"),
    (3, r"재개발|재건축|공원|리모델링|착공|준공|분양|청사|공사"),
)  # fmt: skip
ABOUT = tuple((least, re.compile(words)) for least, words in _ABOUT)
_GRAVE = re.compile(
    r"숨졌|숨진|목숨을|괴한|흉기|부상을|경찰|총살|보위부|보위원|반군|무장|체포|사살|고문을|고문했|민병대|경비대|초병|시위|총격|총에\s?맞|총을\s?쏴|공습|살해|성폭행|처형|연행|"
    r"구금|구타|폭행|난민|포격|포탄|학살|인질|납치|북송|탈북|밀수|최루|강제|진압|협박|국경을"
)  # fmt: skip
ANSWERS = frozenset(("order", "reward", "punishment", "investigation", "denial", "reaction"))


def borrowed(text: str) -> bool:
    """Whether the words of violence in the text are about something else."""
    if _GRAVE.search(text):
        return False
    return any(len(set(p.findall(text))) >= least for least, p in ABOUT)


def lawful(found: list[Found]) -> list[Found]:
    """Without a building taken down by nobody, where the text tells of no other harm."""
    told = [f for f in found if f.kind not in ANSWERS]
    if any(f.kind != "destruction" or _by_somebody(f) for f in told):
        return found
    return [f for f in found if f.kind != "destruction"]


def _by_somebody(one: Found) -> bool:
    return any(
        s.field in ("perpetrator", "victim", "killed", "injured", "quantity") for s in one.slots
    )
