// Times in the reader's zone. Without it the page is complete: it then says them in its own.
const l=document.documentElement.lang,q=(e,s)=>e.querySelector(s),f=(d,o)=>new Intl.DateTimeFormat(l=='en'?'en-GB':l+'-u-nu-latn',o).format(d);
for(const t of document.querySelectorAll('time')){
const d=new Date(t.dateTime),o=-d.getTimezoneOffset(),m=Math.abs(o),w=t.textContent,s=(e,v)=>q(t,e).textContent=v;
s('b',f(d,{day:'numeric',month:'short',year:'numeric'}));
s('i',f(d,{hour:'2-digit',minute:'2-digit',hourCycle:'h23'}));
s('small','UTC'+(o?(o<0?'-':'+')+(m/60|0)+(m%60?':'+m%60:''):''));
if(w!=t.textContent)t.title=w;
}
for(const p of document.querySelectorAll('.span')){
const [a,b]=p.children,e=s=>q(a,s).textContent==q(b,s).textContent;
q(b,'span').hidden=e('b');
q(a,'small').hidden=e('small');
}
const z=document.getElementById('zone');
z.textContent=`${z.dataset.own} (${Intl.DateTimeFormat().resolvedOptions().timeZone})`;
