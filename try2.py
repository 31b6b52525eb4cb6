import sys
sys.path.insert(0,'/tmp/five')
from decimal import Decimal as D
from tests.pure.scoring.official_texts import *
from parindex.scoring.official_text import read_rule
v='-v' in sys.argv
for n in ("scoring_texts.yaml","scoring_texts_styles.yaml"):
    cs=corpus(n); ok=rd=0; bad=0
    for c in cs:
        r=read_rule(c["text"],D(c["max"]))
        try: d=disagreement(c,r)
        except (AssertionError,ValueError) as e: d="SHAPE %s"%e
        if d: bad+=1; print("WRONG",c["text"][:160].replace("\n","|"),"\n    ",d, r.rule if '-v' in sys.argv else "")
        if "unread" not in c:
            rd+=1
            if r.rule is not None: ok+=1
            else: print("unread",c["text"][:160].replace("\n","|"),"\n    ",r.why)
    print(n,ok,"/",rd,"wrong",bad)
