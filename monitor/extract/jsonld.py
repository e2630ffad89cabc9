import json
def read_json_ld(tree):
    out=[]
    for s in tree.iter("script"):
        if (s.get("type") or "").lower().startswith("application/ld+json"):
            try: out.append(json.loads(s.text or "", strict=False))
            except ValueError: pass
    return out
