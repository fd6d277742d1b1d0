"""Answers that readers gave to chapter 19 from the page alone, with a teacher's judgement by the question's text.

A reader's code stands as it was written. The text was mended after they were given; what it left open then (times of day,
the kind of a whole number, suits before the arrival) is judged by what it says now.
"""

from classroom.cases import Trial

trials: list[Trial] = [
    Trial(
        "screen_listings",
        """
import re


def screen_listings(texts, banned, allow):
    def spans(words, low):
        words=sorted([w for w in words if w], key=len, reverse=True)
        if not words: return []
        pat="|".join(re.escape(w.lower()) for w in words)
        return [(m.start(),m.end()) for m in re.finditer(pat,low)]
    def allspans(words, low):
        out=[]
        for w in words:
            if not w: continue
            i=low.find(w.lower())
            while i>=0:
                out.append((i,i+len(w))); i=low.find(w.lower(),i+1)
        return out
    orig={w.lower():w for w in banned}
    rows=[]
    for name,t in texts.items():
        if pd.isna(t): continue
        low=t.lower(); ok=allspans(allow,low)
        for s,e in spans(banned,low):
            if not any(a<=s and e<=b for a,b in ok):
                rows.append((name,orig[low[s:e]],s,e))
    return pd.DataFrame(rows,columns=["listing","word","start","end"])
""",
        judgement="right",
        reader="professor of law and risk",
        note="两步：先命中，再放行",
    ),
    Trial(
        "screen_listings",
        """
import re


def screen_listings(texts, banned, allow):
    rows=[]
    bl=sorted((w.lower(),w) for w in banned)
    for name,t in zip(texts.index,texts):
        if not isinstance(t,str): continue
        low=t.lower(); i=0
        while i<len(low):
            c=[(len(l),w) for l,w in bl if l and low.startswith(l,i)]
            if not c: i+=1; continue
            n,w=max(c)
            good=any(low.startswith(a.lower(),j) for a in allow if a for j in range(max(0,i+n-len(a)),i+1))
            if not good: rows.append({"listing":name,"word":w,"start":i,"end":i+n})
            i+=n
    return pd.DataFrame(rows,columns=["listing","word","start","end"])
""",
        judgement="right",
        reader="professor of law and risk",
        note="逐字往后走",
    ),
    Trial(
        "screen_listings",
        """
import re


def screen_listings(texts, banned, allow):
    def spans(words, low):
        words=sorted([w for w in words if w], key=len, reverse=True)
        if not words: return []
        pat="|".join(re.escape(w.lower()) for w in words)
        return [(m.start(),m.end()) for m in re.finditer(pat,low)]
    def allspans(words, low):
        out=[]
        for w in words:
            if not w: continue
            i=low.find(w.lower())
            while i>=0:
                out.append((i,i+len(w))); i=low.find(w.lower(),i+1)
        return out
    orig={w.lower():w for w in banned}
    rows=[]
    for name,t in texts.items():
        if pd.isna(t): continue
        low=t.lower(); ok=spans(allow,low)
        for s,e in spans(banned,low):
            if not any(a<=s and e<=b for a,b in ok):
                rows.append((name,orig[low[s:e]],s,e))
    return pd.DataFrame(rows,columns=["listing","word","start","end"])
""",
        judgement="wrong",
        misconception="overlapping_phrases_skipped",
        reader="professor of law and risk",
        note="放行短语用 finditer，重叠的漏了",
    ),
    Trial(
        "screen_listings",
        """
import re


def screen_listings(texts, banned, allow):
    def spans(words, low):
        words=[w for w in words if w]
        if not words: return []
        pat="|".join(re.escape(w.lower()) for w in words)
        return [(m.start(),m.end()) for m in re.finditer(pat,low)]
    def allspans(words, low):
        out=[]
        for w in words:
            if not w: continue
            i=low.find(w.lower())
            while i>=0:
                out.append((i,i+len(w))); i=low.find(w.lower(),i+1)
        return out
    orig={w.lower():w for w in banned}
    rows=[]
    for name,t in texts.items():
        if pd.isna(t): continue
        low=t.lower(); ok=allspans(allow,low)
        for s,e in spans(banned,low):
            if not any(a<=s and e<=b for a,b in ok):
                rows.append((name,orig[low[s:e]],s,e))
    return pd.DataFrame(rows,columns=["listing","word","start","end"])
""",
        judgement="wrong",
        misconception="first_in_the_list",
        reader="professor of law and risk",
        note="没取最长的",
    ),
    Trial(
        "screen_listings",
        """
import re


def screen_listings(texts, banned, allow):
    def spans(words, low):
        words=sorted([w for w in words if w], key=len, reverse=True)
        if not words: return []
        pat="|".join(w.lower() for w in words)
        return [(m.start(),m.end()) for m in re.finditer(pat,low)]
    def allspans(words, low):
        out=[]
        for w in words:
            if not w: continue
            i=low.find(w.lower())
            while i>=0:
                out.append((i,i+len(w))); i=low.find(w.lower(),i+1)
        return out
    orig={w.lower():w for w in banned}
    rows=[]
    for name,t in texts.items():
        if pd.isna(t): continue
        low=t.lower(); ok=allspans(allow,low)
        for s,e in spans(banned,low):
            if not any(a<=s and e<=b for a,b in ok):
                rows.append((name,orig.get(low[s:e],low[s:e]),s,e))
    return pd.DataFrame(rows,columns=["listing","word","start","end"])
""",
        judgement="wrong",
        misconception="words_as_patterns",
        reader="professor of law and risk",
        note="没用 re.escape",
    ),
    Trial(
        "screen_listings",
        """
import re


def screen_listings(texts, banned, allow):
    rows=[]
    for name,t in texts.items():
        if pd.isna(t): continue
        low=t.lower(); ok=[]
        for a in allow:
            if a: ok+=[(m.start(),m.start()+len(a)) for m in re.finditer("(?="+re.escape(a.lower())+")",low)]
        i=0
        while i<len(low):
            best=None
            for w in banned:
                if w and low.startswith(w.lower(),i) and not any(a<=i and i+len(w)<=b for a,b in ok):
                    if best is None or len(w)>len(best): best=w
            if best: rows.append((name,best,i,i+len(best))); i+=len(best)
            else: i+=1
    return pd.DataFrame(rows,columns=["listing","word","start","end"])
""",
        judgement="wrong",
        misconception="searched_inside_dropped_hits",
        reader="professor of law and risk",
        note="放行的命中先去掉，再接着找；当时被接受了",
    ),
    Trial(
        "screen_listings",
        """
import re


def screen_listings(texts, banned, allow):
    def spans(words, low):
        words=sorted([w for w in words if w], key=len, reverse=True)
        if not words: return []
        pat="|".join(re.escape(w.lower()) for w in words)
        return [(m.start(),m.end()) for m in re.finditer(pat,low)]
    def allspans(words, low):
        out=[]
        for w in words:
            if not w: continue
            i=low.find(w.lower())
            while i>=0:
                out.append((i,i+len(w))); i=low.find(w.lower(),i+1)
        return out
    orig={w.lower():w for w in banned}
    rows=[]
    for name,t in texts.items():
        if pd.isna(t): continue
        low=t.lower(); ok=allspans(allow,low)
        for s,e in spans(banned,low):
            if not any(a<=s and e<=b for a,b in ok):
                rows.append((name,orig[low[s:e]],s,e))
    return pd.DataFrame(rows,columns=["listing","word","start","end"]).sort_values(["listing","start"]).reset_index(drop=True)
""",
        judgement="wrong",
        misconception="sorted_by_listing",
        reader="professor of law and risk",
        note="按链接名排了",
    ),
    Trial(
        "takedown_status",
        """
def takedown_status(complaints, as_of, wait_days=15):
    a=pd.Timestamp(as_of)
    d=complaints.copy()
    cols=["notice_at","action_at","counter_at","reached_at","suit_at","restored_at"]
    for c in cols:
        x=pd.to_datetime(d[c]).dt.normalize()
        d[c]=x.where(x<=a)
    d=d[d.notice_at.notna()]
    last=d.reached_at+pd.Timedelta(days=wait_days)
    c=[d.action_at.isna(), d.restored_at.notna(), d.counter_at.isna(), d.reached_at.isna(), d.suit_at<=last, last>=a]
    d["state"]=np.select(c,["to_act","restored","down","to_forward","stays_down","waiting"],"to_restore")
    start=d.notice_at.where(d.state=="to_act", d.counter_at.where(d.state=="to_forward", last.where(d.state=="to_restore")))
    d["overdue"]=(a-start).dt.days>2
    return d[["complaint_id","state","overdue"]].sort_values("complaint_id").reset_index(drop=True)
""",
        judgement="right",
        reader="professor of law and risk",
        note="as_of 之后改成缺失",
    ),
    Trial(
        "takedown_status",
        """
def takedown_status(complaints, as_of, wait_days=15):
    a=pd.Timestamp(as_of)
    d=complaints.copy()
    cols=["notice_at","action_at","counter_at","reached_at","suit_at","restored_at"]
    for c in cols:
        x=pd.to_datetime(d[c]).dt.normalize()
        d[c]=x.where(x<=a)
    d=d[d.notice_at.notna()]
    last=d.counter_at+pd.Timedelta(days=wait_days)
    c=[d.action_at.isna(), d.restored_at.notna(), d.counter_at.isna(), d.reached_at.isna(), d.suit_at<=last, last>=a]
    d["state"]=np.select(c,["to_act","restored","down","to_forward","stays_down","waiting"],"to_restore")
    start=d.notice_at.where(d.state=="to_act", d.counter_at.where(d.state=="to_forward", last.where(d.state=="to_restore")))
    d["overdue"]=(a-start).dt.days>2
    return d[["complaint_id","state","overdue"]].sort_values("complaint_id").reset_index(drop=True)
""",
        judgement="wrong",
        misconception="clock_from_the_statement",
        reader="professor of law and risk",
        note="等待从声明算起",
    ),
    Trial(
        "takedown_status",
        """
def takedown_status(complaints, as_of, wait_days=15):
    a=pd.Timestamp(as_of)
    d=complaints.copy()
    cols=["notice_at","action_at","counter_at","reached_at","suit_at","restored_at"]
    for c in cols:
        x=pd.to_datetime(d[c])
        d[c]=x.where(x<=a)
    d=d[d.notice_at.notna()]
    last=d.reached_at+pd.Timedelta(days=wait_days)
    c=[d.action_at.isna(), d.restored_at.notna(), d.counter_at.isna(), d.reached_at.isna(), d.suit_at<=last, last>=a]
    d["state"]=np.select(c,["to_act","restored","down","to_forward","stays_down","waiting"],"to_restore")
    start=d.notice_at.where(d.state=="to_act", d.counter_at.where(d.state=="to_forward", last.where(d.state=="to_restore")))
    d["overdue"]=(a-start).dt.days>2
    return d[["complaint_id","state","overdue"]].sort_values("complaint_id").reset_index(drop=True)
""",
        judgement="wrong",
        misconception="times_of_day_kept",
        reader="professor of law and risk",
        note="钟点没抹掉；当时没有带钟点的情况",
    ),
    Trial(
        "takedown_status",
        """
def takedown_status(complaints, as_of, wait_days=15):
    a=pd.Timestamp(as_of)
    d=complaints.copy()
    cols=["notice_at","action_at","counter_at","reached_at","suit_at","restored_at"]
    for c in cols:
        x=pd.to_datetime(d[c]).dt.normalize()
        d[c]=x.where(x<=a) if c!="suit_at" else x
    d=d[d.notice_at.notna()]
    last=d.reached_at+pd.Timedelta(days=wait_days)
    c=[d.action_at.isna(), d.restored_at.notna(), d.counter_at.isna(), d.reached_at.isna(), d.suit_at<=last, last>=a]
    d["state"]=np.select(c,["to_act","restored","down","to_forward","stays_down","waiting"],"to_restore")
    start=d.notice_at.where(d.state=="to_act", d.counter_at.where(d.state=="to_forward", last.where(d.state=="to_restore")))
    d["overdue"]=(a-start).dt.days>2
    return d[["complaint_id","state","overdue"]].sort_values("complaint_id").reset_index(drop=True)
""",
        judgement="wrong",
        misconception="later_suits_known",
        reader="professor of law and risk",
        note="之后才告知的起诉也知道",
    ),
    Trial(
        "takedown_status",
        """
def takedown_status(complaints, as_of, wait_days=15):
    a=pd.Timestamp(as_of)
    d=complaints.copy()
    cols=["notice_at","action_at","counter_at","reached_at","suit_at","restored_at"]
    for c in cols:
        x=pd.to_datetime(d[c]).dt.normalize()
        d[c]=x.where(x<=a)
    d=d[d.notice_at.notna()]
    last=d.reached_at+pd.Timedelta(days=wait_days)
    c=[d.action_at.isna(), d.restored_at.notna(), d.counter_at.isna(), d.reached_at.isna(), (d.suit_at<=last)&(d.suit_at>=d.reached_at), last>=a]
    d["state"]=np.select(c,["to_act","restored","down","to_forward","stays_down","waiting"],"to_restore")
    start=d.notice_at.where(d.state=="to_act", d.counter_at.where(d.state=="to_forward", last.where(d.state=="to_restore")))
    d["overdue"]=(a-start).dt.days>2
    return d[["complaint_id","state","overdue"]].sort_values("complaint_id").reset_index(drop=True)
""",
        judgement="wrong",
        misconception="suits_within_the_wait_only",
        reader="professor of law and risk",
        note="到达以前的起诉没算；当时被接受了",
    ),
    Trial(
        "takedown_status",
        """
def takedown_status(complaints, as_of, wait_days=15):
    a=pd.Timestamp(as_of)
    d=complaints.copy()
    cols=["notice_at","action_at","counter_at","reached_at","suit_at","restored_at"]
    for c in cols:
        x=pd.to_datetime(d[c]).dt.normalize()
        d[c]=x.where(x<=a)
    d=d[d.notice_at.notna()]
    last=d.reached_at+pd.Timedelta(days=wait_days)
    c=[d.action_at.isna(), d.restored_at.notna(), d.counter_at.isna(), d.reached_at.isna(), d.suit_at<=last, last>=a]
    d["state"]=np.select(c,["to_act","restored","down","to_forward","stays_down","waiting"],"to_restore")
    start=d.notice_at.where(d.state=="to_act", d.counter_at.where(d.state=="to_forward", last.where(d.state=="to_restore")))
    d["overdue"]=((a-start).dt.days>2)|((d.state=="waiting")&((a-d.reached_at).dt.days>2))
    return d[["complaint_id","state","overdue"]].sort_values("complaint_id").reset_index(drop=True)
""",
        judgement="wrong",
        misconception="waiting_is_overdue",
        reader="professor of law and risk",
        note="等待也会逾期",
    ),
    Trial(
        "takedown_status",
        """
def takedown_status(complaints, as_of, wait_days=15):
    a=pd.Timestamp(as_of)
    d=complaints.copy()
    cols=["notice_at","action_at","counter_at","reached_at","suit_at","restored_at"]
    for c in cols:
        x=pd.to_datetime(d[c]).dt.normalize()
        d[c]=x.where(x<=a)
    d=d[d.notice_at.notna()]
    last=d.reached_at+pd.Timedelta(days=wait_days)
    c=[d.action_at.isna(), d.restored_at.notna(), d.counter_at.isna(), d.reached_at.isna(), d.suit_at<=last, last>=a]
    d["state"]=np.select(c,["to_act","restored","down","to_forward","stays_down","waiting"],"to_restore")
    start=d.notice_at
    d["overdue"]=(a-start).dt.days>2
    return d[["complaint_id","state","overdue"]].sort_values("complaint_id").reset_index(drop=True)
""",
        judgement="wrong",
        misconception="overdue_since_the_notice",
        reader="professor of law and risk",
        note="逾期全从通知算",
    ),
    Trial(
        "brushing_score",
        """
def brushing_score(orders, sec):
    m=orders.merge(sec,on="order_id",how="left")
    n=m.groupby("device_id")["user_id"].transform("nunique").fillna(1)
    a=m.groupby("address_hash")["user_id"].transform("nunique").fillna(1)
    s=(np.maximum(n,a)-1)/9
    return pd.Series(s.clip(0,1).values,index=orders["order_id"])
""",
        judgement="wrong",
        misconception="sharing_without_sellers",
        reader="professor of law and risk",
        note="只看共用账号",
    ),
    Trial(
        "brushing_score",
        """
def brushing_score(orders, sec):
    m=orders.merge(sec,on="order_id",how="left")
    d=m.device_id.astype(object).where(m.device_id.notna(),["n%d"%i for i in range(len(m))])
    a=m.address_hash.astype(object).where(m.address_hash.notna(),["m%d"%i for i in range(len(m))])
    parent={}
    def f(x):
        parent.setdefault(x,x)
        while parent[x]!=x:
            parent[x]=parent[parent[x]]; x=parent[x]
        return x
    for u,x,y in zip(m.user_id,d,a):
        for k in (("d",x),("a",y)):
            parent[f(("u",u))]=f(k)
    m["g"]=[str(f(("u",u))) for u in m.user_id]
    k=m.groupby("g").user_id.transform("nunique")
    vc=m.groupby(["g","seller_id"]).order_id.transform("size")
    one=vc.groupby(m.g).transform("max")/m.groupby("g").order_id.transform("size") if len(m) else vc
    s=((k-1)/9).clip(0,1)*one
    return pd.Series(np.asarray(s,dtype=float),index=orders["order_id"])
""",
        judgement="right",
        reader="professor of law and risk",
        note="整张图，并查集",
    ),
    Trial(
        "brushing_score",
        """
def brushing_score(orders, sec):
    m=orders.merge(sec,on="order_id",how="left")
    def part(col):
        n=m.groupby(col)["order_id"].transform("size")
        c=m.groupby([col,"seller_id"])["order_id"].transform("size")
        top=c.groupby(m[col]).transform("max")
        tot=m.groupby(col)["order_id"].transform("size")
        return (((n-1)/9).clip(0,1)*top/tot).fillna(0)
    s=np.maximum(part("device_id"),part("address_hash"))
    return pd.Series(s.to_numpy(dtype=float),index=orders["order_id"])
""",
        judgement="wrong",
        reader="professor of law and risk",
        note="数订单，不数账号；检查指出同一个人的单",
    ),
    Trial(
        "brushing_score",
        """
def brushing_score(orders, sec):
    m=orders.merge(sec,on="order_id",how="left")
    def part(col):
        n=m.groupby(col)["user_id"].transform("nunique")
        c=m.groupby([col,"seller_id"])["order_id"].transform("size")
        top=c.groupby(m[col]).transform("max")
        tot=m.groupby(col)["order_id"].transform("size")
        return (((n-1)/9).clip(0,1)*top/tot)
    s=np.maximum(part("device_id"),part("address_hash"))
    return pd.Series(s.to_numpy(dtype=float),index=orders["order_id"])
""",
        judgement="wrong",
        reader="professor of law and risk",
        note="缺失没填",
    ),
    Trial(
        "brushing_score",
        """
def brushing_score(orders, sec):
    m=orders.merge(sec,on="order_id",how="left")
    n=m.groupby(["device_id","seller_id"])["user_id"].transform("nunique").fillna(0)
    a=m.groupby(["address_hash","seller_id"])["user_id"].transform("nunique").fillna(0)
    s=np.maximum(n,a)
    return pd.Series((s/max(s.max(),1) if len(s) else s).to_numpy(float),index=orders["order_id"])
""",
        judgement="right",
        reader="professor of law and risk",
        note="数设备和商家的组合里有几个账号，不看占比",
    ),
    Trial(
        "brushing_score",
        """
def brushing_score(orders, sec):
    m=orders.merge(sec,on="order_id",how="left"); m["device_id"]=m["device_id"].fillna("none")
    def part(col):
        n=m.groupby(col)["user_id"].transform("nunique")
        c=m.groupby([col,"seller_id"])["order_id"].transform("size")
        top=c.groupby(m[col]).transform("max")
        tot=m.groupby(col)["order_id"].transform("size")
        return (((n-1)/9).clip(0,1)*top/tot).fillna(0)
    s=np.maximum(part("device_id"),part("address_hash"))
    return pd.Series(s.to_numpy(dtype=float),index=orders["order_id"])
""",
        judgement="wrong",
        misconception="missing_is_one_device",
        reader="professor of law and risk",
        note="缺失的设备当成一组；当时被接受了",
    ),
    Trial(
        "choose_threshold",
        """
MAX_HONEST = 0.2


def choose_threshold(y, score, cost_fp, cost_fn):
    best=None
    for t in np.unique(np.append(score,0)):
        f=score>=t
        fp=(f&(y==0)).sum(); fn=(~f&(y==1)).sum()
        c=fp*cost_fp+fn*cost_fn
        if fp/(y==0).sum()>MAX_HONEST: continue
        if best is None or c<=best[0]: best=(c,t)
    return float(best[1])
""",
        judgement="wrong",
        misconception="equal_is_flagged",
        reader="professor of law and risk",
        note="照抄课文：>=，没判的分数也试",
    ),
    Trial(
        "choose_threshold",
        """
MAX_HONEST = 0.2


def choose_threshold(y, score, cost_fp, cost_fn):
    d=pd.DataFrame({"y":y,"s":score}).dropna(subset="y")
    if d.empty: return np.nan
    t=pd.Series(sorted(set(d.s)|{0.0}))
    flag=d.s.to_numpy()[None,:]>t.to_numpy()[:,None]
    yy=d.y.to_numpy()
    fp=(flag&(yy==0)).sum(1); fn=(~flag&(yy==1)).sum(1)
    share=fp/max((yy==0).sum(),1)
    cost=pd.Series(fp*cost_fp+fn*cost_fn,index=t).where(share<=MAX_HONEST)
    return float(cost[cost==cost.min()].index.max())
""",
        judgement="right",
        reader="professor of law and risk",
        note="矩阵写法",
    ),
    Trial(
        "choose_threshold",
        """
MAX_HONEST = 0.2


def choose_threshold(y, score, cost_fp, cost_fn):
    k=~np.isnan(y); y=y[k]; score=score[k]
    if len(y)==0: return float("nan")
    best=None; h=(y==0).sum()
    for t in np.unique(np.append(score,0)):
        f=score>t
        fp=(f&(y==0)).sum(); fn=(~f&(y==1)).sum()
        if h and fp>MAX_HONEST*h+1e-9: continue
        c=fp*cost_fp+fn*cost_fn
        if best is None or c<best[0]: best=(c,t)
    return float(best[1])
""",
        judgement="wrong",
        misconception="lowest_of_equals",
        reader="professor of law and risk",
        note="一样省的取了最低",
    ),
    Trial(
        "choose_threshold",
        """
MAX_HONEST = 0.2


def choose_threshold(y, score, cost_fp, cost_fn):
    k=~np.isnan(y); y=y[k]; score=score[k]
    if len(y)==0: return float("nan")
    best=None; h=(y==0).sum()
    for t in np.unique(np.append(score,0)):
        f=score>t
        fp=(f&(y==0)).sum(); fn=(~f&(y==1)).sum()
        pass
        c=fp*cost_fp+fn*cost_fn
        if best is None or c<=best[0]: best=(c,t)
    return float(best[1])
""",
        judgement="wrong",
        misconception="no_promise",
        reader="professor of law and risk",
        note="忘了承诺",
    ),
    Trial(
        "choose_threshold",
        """
MAX_HONEST = 0.2


def choose_threshold(y, score, cost_fp, cost_fn):
    s0=score; k=~np.isnan(y); y=y[k]; score=score[k]
    if len(y)==0: return float("nan")
    best=None; h=(y==0).sum()
    for t in np.unique(np.append(s0,0)):
        f=score>t
        fp=(f&(y==0)).sum(); fn=(~f&(y==1)).sum()
        if h and fp>MAX_HONEST*h+1e-9: continue
        c=fp*cost_fp+fn*cost_fn
        if best is None or c<=best[0]: best=(c,t)
    return float(best[1])
""",
        judgement="wrong",
        misconception="scores_of_not_judged",
        reader="professor of law and risk",
        note="没判的分数也当阈值",
    ),
    Trial(
        "choose_threshold",
        """
MAX_HONEST = 0.2


def choose_threshold(y, score, cost_fp, cost_fn):
    k=~np.isnan(y); y=y[k]; score=score[k]
    if len(y)==0: return float("nan")
    best=None; h=(y==0).sum()
    for t in np.unique(np.append(score,0)):
        f=score>t
        fp=(f&(y==0)).sum(); fn=(~f&(y==1)).sum()
        if h and fp>MAX_HONEST*h+1e-9: continue
        c=fp*cost_fn+fn*cost_fp
        if best is None or c<=best[0]: best=(c,t)
    return float(best[1])
""",
        judgement="wrong",
        misconception="prices_swapped",
        reader="professor of law and risk",
        note="价钱弄反",
    ),
    Trial(
        "k_anonymity",
        """
def k_anonymity(df, quasi):
    return int(df.groupby(quasi)["user_id"].nunique().min())
""",
        judgement="wrong",
        misconception="missing_dropped",
        reader="professor of law and risk",
        note="缺失、空类别、空列表都没想到",
    ),
    Trial(
        "k_anonymity",
        """
def k_anonymity(df, quasi):
    seen={}
    for r in df.to_dict("records"):
        key=tuple("∅" if pd.isna(r[c]) else r[c] for c in quasi)
        seen.setdefault(key,set()).add(r["user_id"])
    return min((len(v) for v in seen.values()),default=0)
""",
        judgement="right",
        reader="professor of law and risk",
        note="字典里放集合",
    ),
    Trial(
        "k_anonymity",
        """
def k_anonymity(df, quasi):
    if len(df)==0: return 0
    if not quasi: return int(df.size())
    return int(df.groupby(quasi,dropna=False,observed=True).size().min())
""",
        judgement="wrong",
        misconception="rows_counted",
        reader="professor of law and risk",
        note="数了行",
    ),
    Trial(
        "k_anonymity",
        """
def k_anonymity(df, quasi):
    if len(df)==0: return 0
    d=df.drop_duplicates("user_id")
    if not quasi: return len(d)
    return int(d.groupby(quasi,dropna=False,observed=True).size().min())
""",
        judgement="wrong",
        misconception="first_row_of_each_person",
        reader="professor of law and risk",
        note="每人一行",
    ),
    Trial(
        "k_anonymity",
        """
def k_anonymity(df, quasi):
    if len(df)==0: return 0
    if not quasi: return int(df["user_id"].nunique())
    return (df.groupby(quasi,dropna=False,observed=True)["user_id"].nunique().min())
""",
        judgement="right",
        reader="professor of law and risk",
        note="返回 numpy 的整数；题目现在只要整数",
    ),
    Trial(
        "risk_ranking",
        """
RUIN = 400_000


def risk_ranking(register):
    d=register.copy()
    d["expected_loss"]=d.probability*d.impact
    a=(d.probability-d.residual)*d.impact
    d["mitigation_roi"]=(a-d.mitigation_cost)/d.mitigation_cost
    d=d.sort_values("expected_loss",ascending=False)
    d["rank"]=range(1,len(d)+1)
    return d[["risk_id","expected_loss","mitigation_roi","rank"]].reset_index(drop=True)
""",
        judgement="wrong",
        misconception="as_in_the_lesson",
        reader="professor of law and risk",
        note="课上的排法",
    ),
    Trial(
        "risk_ranking",
        """
RUIN = 400_000


def risk_ranking(register):
    rows=[]
    rec=register.to_dict("records")
    key=lambda r:(0,-r["impact"]) if r["impact"]>=RUIN else (1,-(r["probability"]*r["impact"]))
    ks=[key(r) for r in rec]
    for r,k in zip(rec,ks):
        cost=r["mitigation_cost"]
        if pd.isna(cost) or cost==0: roi=np.nan
        else:
            left=r["probability"] if pd.isna(r["residual"]) else r["residual"]
            roi=((r["probability"]-left)*r["impact"]-cost)/cost
        rows.append([r["risk_id"],r["probability"]*r["impact"],roi,1+sum(x<k for x in ks)])
    return pd.DataFrame(rows,columns=["risk_id","expected_loss","mitigation_roi","rank"]).sort_values(["rank","risk_id"],ignore_index=True)
""",
        judgement="right",
        reader="professor of law and risk",
        note="按元组排",
    ),
    Trial(
        "risk_ranking",
        """
RUIN = 400_000


def risk_ranking(register):
    d=register.copy()
    d["expected_loss"]=d.probability*d.impact
    a=(d.probability-d.residual.fillna(d.probability))*d.impact
    c=d.mitigation_cost.where(d.mitigation_cost!=0)
    d["mitigation_roi"]=(a-c)/c
    big=d.impact>=RUIN
    r1=d.expected_loss.where(big).rank(method="min",ascending=False)
    r2=d.expected_loss.where(~big).rank(method="min",ascending=False)+big.sum()
    d["rank"]=r1.fillna(r2).astype(int)
    return d.sort_values(["rank","risk_id"])[["risk_id","expected_loss","mitigation_roi","rank"]].reset_index(drop=True)
""",
        judgement="wrong",
        misconception="deadly_by_expected_loss",
        reader="professor of law and risk",
        note="要命的按期望损失",
    ),
    Trial(
        "risk_ranking",
        """
RUIN = 400_000


def risk_ranking(register):
    d=register.copy()
    d["expected_loss"]=d.probability*d.impact
    a=(d.probability-d.residual.fillna(d.probability))*d.impact
    c=d.mitigation_cost.where(d.mitigation_cost!=0)
    d["mitigation_roi"]=(a-c)/c
    big=d.impact>=RUIN
    r1=d.impact.where(big).rank(method="min",ascending=False)
    r2=d.expected_loss.where(~big).rank(method="min",ascending=False)+(d.impact.where(big).nunique())
    d["rank"]=r1.fillna(r2).astype(int)
    return d.sort_values(["rank","risk_id"])[["risk_id","expected_loss","mitigation_roi","rank"]].reset_index(drop=True)
""",
        judgement="wrong",
        misconception="deadly_counted_once_a_tie",
        reader="professor of law and risk",
        note="名次没空出来",
    ),
    Trial(
        "risk_ranking",
        """
RUIN = 400_000


def risk_ranking(register):
    d=register.copy()
    d["expected_loss"]=d.probability*d.impact
    a=(d.probability-d.residual.fillna(d.probability))*d.impact
    c=d.mitigation_cost.where(d.mitigation_cost!=0)
    d["mitigation_roi"]=(a-c)/c
    big=d.impact>=RUIN
    r1=d.impact.where(big).rank(method="min",ascending=False)
    r2=d.expected_loss.where(~big).rank(method="min",ascending=False)+big.sum()
    d["rank"]=r1.fillna(r2)
    return d.sort_values(["rank","risk_id"])[["risk_id","expected_loss","mitigation_roi","rank"]].reset_index(drop=True)
""",
        judgement="right",
        reader="professor of law and risk",
        note="名次是 1.0、2.0：值是整数",
    ),
    Trial(
        "risk_ranking",
        """
RUIN = 400_000


def risk_ranking(register):
    d=register.copy()
    d["expected_loss"]=d.probability*d.impact
    a=(d.probability*1.0)*d.impact
    c=d.mitigation_cost.where(d.mitigation_cost!=0)
    d["mitigation_roi"]=(a-c)/c
    big=d.impact>=RUIN
    r1=d.impact.where(big).rank(method="min",ascending=False)
    r2=d.expected_loss.where(~big).rank(method="min",ascending=False)+big.sum()
    d["rank"]=r1.fillna(r2).astype(int)
    return d.sort_values(["rank","risk_id"])[["risk_id","expected_loss","mitigation_roi","rank"]].reset_index(drop=True)
""",
        judgement="wrong",
        misconception="everything_avoided",
        reader="professor of law and risk",
        note="当成全部避免",
    ),
    Trial(
        "chart_wrong_flags",
        """
MIN_HONEST = 5


def chart_wrong_flags(orders, threshold):
    d=orders[orders["fake"]==0]
    d=d.assign(f=d["score"]>threshold)
    s=d.groupby("place")["f"].mean()
    return s.plot.bar(title="误判",xlabel="地方",ylabel="占比")
""",
        judgement="wrong",
        misconception="above_only_everywhere",
        reader="professor of law and risk",
        note="> 而且没设最低单数",
    ),
    Trial(
        "chart_wrong_flags",
        """
MIN_HONEST = 5


import matplotlib.pyplot as plt
def chart_wrong_flags(orders, threshold):
    fig,ax=plt.subplots()
    names=[];h=[]
    for p,x in orders[orders.fake.eq(0)].groupby("place",observed=True):
        if len(x)>=MIN_HONEST:
            names.append(str(p)); h.append(100*x.score.ge(threshold).sum()/len(x))
    ax.scatter(names,h); ax.set_title("wrong"); ax.set_xlabel("place"); ax.set_ylabel("wrongly flagged, %")
    return ax
""",
        judgement="right",
        reader="professor of law and risk",
        note="散点，百分数，轴上写了",
    ),
    Trial(
        "chart_wrong_flags",
        """
MIN_HONEST = 5


def chart_wrong_flags(orders, threshold):
    d=orders[orders["fake"]!=1]
    d=d.assign(f=d["score"]>=threshold)
    g=d.groupby("place")["f"].agg(["mean","size"])
    s=g.loc[g["size"]>=MIN_HONEST,"mean"]
    return plots.bar(s,"误判占比",xlabel="地方",ylabel="被判的真实订单占比")
""",
        judgement="wrong",
        misconception="unjudged_counted_everywhere",
        reader="professor of law and risk",
        note="没判的也算",
    ),
    Trial(
        "chart_wrong_flags",
        """
MIN_HONEST = 5


def chart_wrong_flags(orders, threshold):
    d=orders[orders["fake"]==0]
    d=d.dropna(subset=["score"]); d=d.assign(f=d["score"]>=threshold)
    g=d.groupby("place")["f"].agg(["mean","size"])
    s=g.loc[g["size"]>=MIN_HONEST,"mean"]
    return plots.bar(s,"误判占比",xlabel="地方",ylabel="被判的真实订单占比")
""",
        judgement="wrong",
        misconception="without_score_left_out_everywhere",
        reader="professor of law and risk",
        note="没分数的去掉了",
    ),
    Trial(
        "chart_wrong_flags",
        """
MIN_HONEST = 5


def chart_wrong_flags(orders, threshold):
    d=orders[orders["fake"]==0]
    d=d.assign(f=d["score"]>=threshold)
    g=d.groupby("place")["f"].agg(["mean","size"])
    s=g.loc[g["size"]>=MIN_HONEST,"mean"]
    return plots.bar(s,"误判占比",xlabel="地方",ylabel="")
""",
        judgement="wrong",
        reader="professor of law and risk",
        note="纵轴没有名称",
    ),
    Trial(
        "chart_wrong_flags",
        """
MIN_HONEST = 5


def chart_wrong_flags(orders, threshold):
    d=orders[orders["fake"]==0]
    d=d.assign(f=d["score"]>=threshold)
    g=d.groupby("place")["f"].agg(["mean","size"])
    s=g.loc[g["size"]>=MIN_HONEST,"mean"]
    return plots.bar(100*s,"误判占比",xlabel="地方",ylabel="被判的真实订单占比")
""",
        judgement="wrong",
        misconception="percent_without_a_sign",
        reader="professor of law and risk",
        note="百分数没写明",
    ),
]
