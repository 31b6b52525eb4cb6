"""Whether a word is a Vietnamese syllable: by its spelling, not by a list of words."""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = _TONES + "\u0302\u0306\u031b"
_OPENINGS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
    uy uya uych uynh uyên uyêt uyn uyp uyt uyu
    ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêc yêm yên yêng yêt yêu ynh yt êng
"""
# In these the tone may stand on the last letter; in every other rime of several letters it stands before.
_OPEN_LAST = {"oa", "oe", "uê", "uơ", "uy"}
_SYLLABLE = re.compile(f"({_OPENINGS})({'|'.join(sorted(_RIMES.split(), key=len, reverse=True))})")


@lru_cache(maxsize=1 << 15)
def is_syllable(word: str) -> bool:
    """Whether the word could be Vietnamese: opening, rime and tone as they are written, in any letter case."""
    marked = unicodedata.normalize("NFD", unicodedata.normalize("NFC", word).lower())
    tones = [mark for mark in marked if mark in _TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marked if mark not in _TONES))
    found = _SYLLABLE.fullmatch(bare)
    if found is None or len(tones) > 1:
        return False
    last = marked[len(marked.rstrip(_MARKS)) :]
    return not any(tone in last for tone in tones) or len(found[2]) == 1 or found[2] in _OPEN_LAST
