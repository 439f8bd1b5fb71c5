import { chooseCore } from '/work/wt/windows/scheduling/choose/windows/choose-core.ts';
import { countSteps } from '/work/wt/windows/scheduling/arithmetic/steps.ts';
import { netTicks, servesAll } from '/work/wt/windows/test/scheduling/choose/windows/slow-plans.ts';
const rnd=(s=>()=>{s=(Math.imul(s,1664525)+1013904223)>>>0;return s/2**32})(Number(process.argv[2]??1));
const int=(a,b)=>a+Math.floor(rnd()*(b-a+1)); const pick=(x)=>x[int(0,x.length-1)];
const N=Number(process.argv[3]??200); const STEPS=Number(process.argv[4]??20e6);
const st={n:0,found:0,none:0,ended:0,notfew:0,notshort:0,moreW:0}; let tmax=0;const cpu=()=>process.cpuUsage().user/1000; let spent=0;
while(st.n<N){
  const F=40, m=int(1,4), cost=pick([0,0,0,1]);
  // a plan
  const plan=[]; let last=-1; const maxlen=pick([3,6,12,20]);
  while(plan.length<F){ let w=int(0,m-1); if(w===last&&m>1) w=(w+1)%m; const l=int(1,maxlen); for(let k=0;k<l&&plan.length<F;k++)plan.push(w); last=w; }
  const partitions=[]; let ok=true;
  for(let i=0;i<m;i++){
    const k=int(1,2); let tasks=[];
    for(let j=0;j<k;j++){const T=pick([5,8,10,16,20,20,40,40,80]); const D=pick([T,T,T,Math.max(3,T-int(0,T>>1))]); tasks.push({period:T,wcet:int(1,Math.max(1,T/2|0)),deadline:D});}
    const p={policy:pick(['EDF','RM']),tasks,written:null};
    const net=netTicks({frame:F,cost,partitions:[]},plan,i);
    let tries=0; while(!servesAll(p,net)){ const j=int(0,tasks.length-1); if(tasks[j].wcet>1) tasks[j].wcet--; else if(tasks.every(t=>t.wcet===1)){ if(tasks.length>1)tasks.pop(); else if(tasks[0].deadline<tasks[0].period) tasks[0].deadline=tasks[0].period; else if (tasks[0].period<80){tasks[0].period*=2;tasks[0].deadline=tasks[0].period;} else {ok=false;break;} p.tasks=tasks;} if(++tries>500){ok=false;break;} }
    partitions.push(p); if(!ok)break;
  }
  if(!ok) continue;
  st.n++;
  const core={frame:F,resolution:1,switchCosts:cost?[{from:{kind:'any'},to:{kind:'any'},cost}]:[],partitions:partitions.map((p,i)=>({domain:'d'+i,vcpu:'v0',type:'pv',written:null,load:{policy:{kind:p.policy},kernelLatency:0,taskSwitch:0,tasks:p.tasks.map((t,j)=>({name:'t'+j,vcpu:'v0',offset:0,jitter:0,blocking:0,sporadic:false,bcet:1,...t}))}}))};
  const a=cpu(); const r=chooseCore(core,countSteps({steps:STEPS})); const dt=cpu()-a; spent+=dt; if(dt>tmax)tmax=dt;
  st[r.kind]++;
  let W=0; plan.forEach((w,t)=>{if(t===0||plan[t-1]!==w)W++});
  if(r.kind==='none') console.log('WRONG none',JSON.stringify(partitions),cost,plan.join(''),JSON.stringify(r));
  if(r.kind==='ended') console.log('ended',m,cost,plan.join(''),JSON.stringify(partitions.map(p=>p.policy+p.tasks.map(t=>`${t.wcet}/${t.period}<${t.deadline}`))));
  if(r.kind==='found'){ if(!r.fewest)st.notfew++; if(!r.shortest)st.notshort++; if(r.windows.length>W){st.moreW++; if(r.fewest)console.log('WRONG fewest',JSON.stringify(partitions),cost,plan.join(''),JSON.stringify(r));}
    const q=new Array(F).fill(-1); for(const w of r.windows) for(let t=w.at;t<w.at+w.length;t++){ if(q[t]!==-1) console.log('OVERLAP'); q[t]=w.who;}
    if(!partitions.every((p,i)=>servesAll(p,netTicks({frame:F,cost,partitions:[]},q,i)))) console.log('NOT SERVED',JSON.stringify(partitions),JSON.stringify(r));
  }
}
console.log(st,'max',tmax.toFixed(0),'mean',(spent/N).toFixed(1));
