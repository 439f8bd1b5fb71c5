import { chooseCore } from '/work/wt/windows/scheduling/choose/windows/choose-core.ts';
import { countSteps } from '/work/wt/windows/scheduling/arithmetic/steps.ts';
import { bestOfAllPlans, netTicks, servesAll } from '/work/wt/windows/test/scheduling/choose/windows/slow-plans.ts';
const rnd=(s=>()=>{s=(Math.imul(s,1664525)+1013904223)>>>0;return s/2**32})(Number(process.argv[2]??1));
const int=(a,b)=>a+Math.floor(rnd()*(b-a+1)); const pick=(x)=>x[int(0,x.length-1)];
const N=Number(process.argv[3]??200);
const st={found:0,none:0,ended:0,notfew:0,notshort:0,worseW:0,worseS:0,bad:0,none_easy:0}; let tmax=0, t0=performance.now();
for(let n=0;n<N;n++){
  const m=pick([1,2,2,2,3,3,4]);
  const F= m<=2? int(6,12): m===3? int(6,9): int(5,8);
  const cost=pick([0,0,0,1]);
  const unit=pick([1,1,10]);
  const partitions=[]; const taken=new Array(F).fill(false);
  for(let i=0;i<m;i++){
    const k=int(1,2); const tasks=[];
    for(let j=0;j<k;j++){const T=pick([F/2|0,F,2*F, 4,6,8,12,F-1].filter(x=>x>=3)); const C=Math.max(1,Math.min(T,Math.round(T*rnd()*1.1/m/k))); const D=pick([T,T,Math.max(C,T-int(0,3)),T+int(0,3)]); tasks.push({period:T,wcet:C,deadline:D});}
    let written=null;
    if(rnd()<0.15){written=new Array(F).fill(false); const a=int(0,F-1),l=int(1,Math.max(1,F/m|0)); for(let t=a;t<Math.min(F,a+l);t++) if(!taken[t]){written[t]=true;} if(!written.some(x=>x)) written=null; else written.forEach((w,t)=>{if(w)taken[t]=true});}
    partitions.push({policy:pick(['EDF','RM']),tasks,written});
  }
  const prob={frame:F,partitions,cost};
  // written partitions that fail are ignored by product; skip those
  const runs=(w)=>{const r=[];w.forEach((x,t)=>{if(x){const l=r.at(-1);if(l&&l.at+l.length===t)l.length++;else r.push({at:t,length:1});}});return r;};
  const core={frame:F*unit,resolution:unit,switchCosts:cost?[{from:{kind:'any'},to:{kind:'any'},cost:cost*unit}]:[],partitions:partitions.map((p,i)=>({domain:'d'+i,vcpu:'v0',type:'pv',written:p.written&&runs(p.written).map(w=>({at:w.at*unit,length:w.length*unit})),load:{policy:{kind:p.policy},kernelLatency:0,taskSwitch:0,tasks:p.tasks.map((t,j)=>({name:'t'+j,vcpu:'v0',offset:0,jitter:0,blocking:0,sporadic:false,period:t.period*unit,wcet:t.wcet*unit,bcet:t.wcet*unit,deadline:t.deadline*unit}))}}))};
  const a=performance.now(); const r=chooseCore(core,countSteps({steps:8_000_000})); const dt=performance.now()-a; if(dt>tmax)tmax=dt;
  const writtenFails=partitions.some((p,i)=>{if(!p.written)return false; return !servesAll(p,netTicks(prob,new Array(F).fill(0).map((_,t)=>{const o=partitions.findIndex(q=>q.written?.[t]);return o;}),i));});
  if(writtenFails) continue;
  const o=bestOfAllPlans(prob);
  st[r.kind]++;
  if(r.kind==='none'&&r.why.kind!=='all-tried')st.none_easy++;
  if(r.kind==='none'&&o!==null||r.kind==='found'&&o===null){st.bad++;console.log('BAD',JSON.stringify(prob),JSON.stringify(r),o);}
  if(r.kind==='ended') console.log('ended',dt.toFixed(0),JSON.stringify(prob),o);
  if(r.kind==='found'&&o){
    const W=r.windows.length,S=r.windows.reduce((s,w)=>s+w.length,0)/unit;
    if(!r.fewest)st.notfew++; if(!r.shortest)st.notshort++;
    if(W!==o.windows){st.worseW++; if(r.fewest||W<o.windows) console.log('WRONG W',JSON.stringify(prob),JSON.stringify(r),o);}
    else if(S!==o.sum){st.worseS++; if(r.shortest||S<o.sum) console.log('WRONG S',JSON.stringify(prob),JSON.stringify(r),o);}
    // legal
    const plan=new Array(F).fill(-1); partitions.forEach((p,i)=>p.written?.forEach((w,t)=>{if(w)plan[t]=i}));
    for(const w of r.windows) for(let t=w.at/unit;t<(w.at+w.length)/unit;t++){ if(plan[t]!==-1) console.log('OVERLAP'); plan[t]=w.who;}
    if(!partitions.every((p,i)=>servesAll(p,netTicks(prob,plan,i)))) console.log('NOT SERVED',JSON.stringify(prob),JSON.stringify(r));
  }
}
console.log(st,'max ms',tmax.toFixed(0), 'total', (performance.now()-t0|0));
