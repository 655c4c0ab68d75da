"""Whether a word can be a Vietnamese syllable: onset, rhyme, at most one tone.

Used to tell Vietnamese text from the same bytes read in another encoding. The rhymes are the closed list of
Vietnamese school grammar; a few loan forms (oong, uơ) are in, foreign words are out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu "
    "iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt "
    "oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uâ uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych "
    "uyên uyêt uynh uyt uyu uyn uôm uya ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu ư "
    "y yêm yên yêng yêt yêu uai uan uang uao uat uay uen ue uet ueo uâc uăn uăng uăt uac uanh uach ao"
).split()
_ONSETS = "ngh ng nh gh gi kh ch th tr ph qu b c d đ g h k l m n p r s t v x".split()
_TONE_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SHAPE = re.compile(f"(?:{'|'.join(_ONSETS)})?(?:{'|'.join(sorted(set(_RHYMES), key=len, reverse=True))})")
_STOPPED = re.compile("(?:c|ch|p|t)$")


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """True for "Thủ", "TỤC", "đường"; false for "Thñ", "café", "µm". Case and NFC/NFD do not matter."""
    spread = unicodedata.normalize("NFD", word.lower())
    toneless = spread.translate(_TONE_MARKS)
    tones = len(spread) - len(toneless)
    if tones > 1:
        return False
    plain = unicodedata.normalize("NFC", toneless)
    if not _SHAPE.fullmatch(plain):
        return False
    # A syllable closed by a stop carries sắc or nặng, or (loan words, lazy typing) no mark at all.
    return not (tones and _STOPPED.search(plain) and not re.search("[\u0301\u0323]", spread))
