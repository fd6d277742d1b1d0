import sys,re,ast
import matplotlib; matplotlib.use("Agg")
import matplotlib.pyplot as plt
src=open(sys.argv[1]).read()
cells=re.findall(r"```\{code-cell\}.*?\n(.*?)```",src,re.S)
ns={}
for c in cells:
    opts=[l for l in c.splitlines() if re.match(r"^:\w+:",l)]
    body="\n".join(l for l in c.splitlines() if not re.match(r"^:\w+:",l))
    try:
        t=ast.parse(body)
        last=t.body[-1] if t.body and isinstance(t.body[-1],ast.Expr) else None
        if last: t.body=t.body[:-1]
        exec(compile(t,"c","exec"),ns)
        if last:
            v=eval(compile(ast.Expression(last.value),"c","eval"),ns)
            if type(v).__name__=="Table":
                a=ast.unparse(last.value)
                v2=v.__dict__ if hasattr(v,'__dict__') else v
                print("TABLE",a); 
                try: print(eval(ast.unparse(last.value.args[0]),ns).to_string())
                except Exception as e: print(e)
            else: print("OUT",ast.unparse(last.value)[:90],"=>",v if not hasattr(v,'figure') else 'axes')
    except Exception as e:
        import traceback
        print("ERR",type(e).__name__,e,"\n   in:",body[:1500])
    plt.close('all')
if len(sys.argv)>2:
    for n in sys.argv[2:]: print(n,ns.get(n))
else:
    print({k:v for k,v in ns.items() if isinstance(v,(int,float)) and not k.startswith('_')})
