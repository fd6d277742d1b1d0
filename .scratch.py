import pandas as pd, numpy as np
from storelab import data, metrics
kpi=data.load("kpi_scores"); staff=data.load("staff"); hiring=data.load("hiring"); training=data.load("training"); survey=data.load("staff_survey")
june=kpi[kpi.month=='2025-06-01']; 
wide=kpi.pivot(index=['staff_id','month'],columns='kpi',values='actual').reset_index(); wide['parcels']=wide.parcels_per_hour*wide.hours
wide['half']=np.where(wide.month<'2025-07-01','first','second')
p=wide.pivot_table(index='staff_id',columns='half',values=['parcels_per_hour','later_cost','mispacks'])
p.columns=['_'.join(c) for c in p.columns]
p['pace_change']=p.parcels_per_hour_second/p.parcels_per_hour_first-1; p['cost_more']=p.later_cost_second-p.later_cost_first
wage=35
p['saved']=154*(1-p.parcels_per_hour_first/p.parcels_per_hour_second)*wage; 
# hours saved per month: parcels second / pace first - hours
print(p.sort_values('pace_change',ascending=False)[['pace_change','mispacks_first','mispacks_second','cost_more','saved']].round(2).to_string())
print(p[['cost_more','saved']].sum(), p.corr().loc['pace_change'])
# scores under old vs new weights second half
T={'parcels_per_hour':30,'mispacks':4,'by_cutoff':.96}
sec=wide[wide.half=='second'].groupby('staff_id')[list(T)].mean()
def sc(w): 
    a=pd.DataFrame({'parcels_per_hour':sec.parcels_per_hour/30,'mispacks':4/sec.mispacks,'by_cutoff':sec.by_cutoff/.96}).clip(upper=1.2)
    return (a*w).sum(axis=1)/sum(w)
old=sc([.4,.4,.2]); new=sc([1,0,0]); print(old.corr(new,method='spearman')); print(pd.DataFrame({'old':old.rank(ascending=False),'new':new.rank(ascending=False),'cm':p.cost_more}).sort_values('new').to_string())
rng=np.random.default_rng(20); W=rng.dirichlet([4,4,2],500); r=np.array([sc(w).rank(ascending=False) for w in W]); print(pd.Series((r<=6).mean(0),index=sec.index).sort_values(ascending=False).round(2).to_string())
tr=training; tr['gain']=tr.score_after-tr.score_before; tr['g']=np.select([tr.seat,tr.applied],['seat','lost'],'never'); print(tr.groupby('g')[['score_before','score_after','gain']].agg(['mean','std','size']).round(2).to_string())
old=staff[staff.source.isna()&(staff.staff_id>56)]
sq=old.assign(gone=old.left_at.notna()).groupby(['action','squad']).gone.agg(['sum','size']); sq['r']=sq['sum']/sq['size']; m=sq.groupby('action').r.agg(['mean','std','size']); m['h']=1.96*m['std']/m['size']**.5; print(m)
print(old.groupby('action').apply(lambda d: metrics.turnover_rate(d,'2025-01-01','2025-12-31')))
print(old.salary.mean())
