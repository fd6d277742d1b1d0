import pandas as pd, numpy as np
from storelab import data, metrics
sk=data.load("skills_matrix"); rp=data.load("role_profiles"); cp=data.load("career_paths"); staff=data.load("staff"); o=data.load("orders"); r=data.load("returns"); dl=data.load("decision_log"); dc=data.load("desk_contacts"); oi=data.load("order_items")
o=o[(o.paid_at>='2025-01-01')&(o.paid_at<'2025-12-20')].copy(); o['kept']=(o.shipped_at-o.paid_at)<=pd.Timedelta(hours=48); o['day']=o.paid_at.dt.normalize()
d=o.groupby('day').kept.agg(['mean','size','sum']); d['busy']=d['size'].rank(ascending=False)<=10; print(o.shipped_at.isna().sum(), d.groupby('busy')[['sum','size']].sum(), (d['mean']>=.95).mean()); print(d[d.busy])
m=dc[dc.channel.isin(['chat','phone'])&(dc.opened_at.dt.hour>=8)]; q=(m.agent_reply_at-m.opened_at).dt.total_seconds()/60; hm=m[m.staff_id.notna()|m.abandoned]; q=(hm.agent_reply_at-hm.opened_at).dt.total_seconds()/60; print('3min',(q<=3).mean(), (q<=3).groupby(hm.opened_at.dt.hour).mean(), q.median())
r['m']=r.requested_at.dt.to_period('M'); x=r[(r.reason=='not_as_described')&(r.requested_at>='2025-01-01')].groupby('m').size(); n=o.groupby(o.paid_at.dt.to_period('M')).size(); print((x/n))
print(dl[dl.date>='2025-01-01'].groupby(dl.date.dt.to_period('M')).size())
w=sk.pivot(index='staff_id',columns='skill',values='level'); print((w>=4).sum(), w.mean())
sk['short']=(sk.required-sk.level).clip(lower=0); print(sk.groupby('skill').short.mean(), (sk.short>0).groupby(sk['skill']).mean(), sk.groupby('staff_id').short.sum().describe())
# career
s=staff.set_index('staff_id'); fm=cp.groupby('staff_id').first(); fm['h']=s.hired_at; fm['mo']=(fm.date-fm.h).dt.days/30.4; print(fm.mo.describe())
g=staff[staff.source.isna()&(staff.staff_id>56)].copy(); g['first']=g.staff_id.map(cp.groupby('staff_id').from_role.first()).fillna(g.role); print(g.groupby('first').size())
g['mo']=g.staff_id.map(fm.mo); elig=g[g.hired_at<'2023-12-31']; print('24m', (elig.mo<=24).groupby(elig['first']).agg(['mean','size']))
up=cp[cp.to_role.isin(['service_lead','ops_manager','data_analyst'])]
print(pd.crosstab(cp.from_role,cp.to_role))
prof=rp.pivot(index='role',columns='skill',values='level'); print(prof)
for p in (2,5,40,43,50): 
    v=w.loc[p]; c=(prof@v)/(np.linalg.norm(prof,axis=1)*np.linalg.norm(v)); print(p, s.role[p], v.to_dict(), c.round(3).to_dict())
