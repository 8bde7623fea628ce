namespace Heed.Cli.Reports;

/// <summary>The look of a report: one column on a telephone, two on a desk; light or dark as the reader's system is.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1b1f24;--soft:#5c6672;--line:#dde2e8;--base:#b4bfcc;--now:#2f6fde;--nowfill:#2f6fde33;--bad:#c22f3d;--badbg:#fdeaec;--good:#1f7a4d;--goodbg:#e6f4ec;--dim:#6b7480;--dimbg:#eceff3}
        @media (prefers-color-scheme:dark){:root{--bg:#12161b;--card:#1b2128;--ink:#e8ecf1;--soft:#9aa6b4;--line:#2d3640;--base:#566373;--now:#6ea4ff;--nowfill:#6ea4ff33;--bad:#ff7b86;--badbg:#3b1d22;--good:#62cf98;--goodbg:#17322a;--dim:#9aa6b4;--dimbg:#27303a}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:1180px;margin:0 auto;padding:28px 20px 48px}
        h1{font-size:26px;line-height:1.25;margin:6px 0 4px}h2{font-size:17px;margin:30px 0 10px}h3{font-size:15px;margin:0;overflow-wrap:anywhere}
        p{margin:4px 0}.soft{color:var(--soft)}.files{overflow-wrap:anywhere}
        .badge{display:inline-block;border-radius:99px;padding:2px 10px;font-size:13px;font-weight:600;white-space:nowrap}
        .drift{color:var(--bad);background:var(--badbg)}.quiet{color:var(--good);background:var(--goodbg)}.unknown{color:var(--dim);background:var(--dimbg)}
        .tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin:18px 0}
        .tile,.card,.box{background:var(--card);border:1px solid var(--line);border-radius:10px}
        .tile{padding:12px 16px}.tile b{display:block;font-size:24px;font-variant-numeric:tabular-nums}.tile span{color:var(--soft);font-size:13px}
        .box{padding:12px 16px}.box li{margin:2px 0}.box ul{margin:0;padding-left:18px}
        .ranks{display:grid;grid-template-columns:minmax(90px,auto) 1fr auto;gap:5px 12px;align-items:center;font-size:14px}
        .ranks a{color:inherit;overflow-wrap:anywhere}.bar{position:relative;height:14px;background:var(--dimbg);border-radius:4px;overflow:hidden}
        .bar i{position:absolute;inset:0 auto 0 0;background:var(--base);border-radius:4px}.bar.hot i{background:var(--bad)}.bar u{position:absolute;top:0;bottom:0;width:2px;background:var(--ink);opacity:.55}
        .num{font-variant-numeric:tabular-nums;text-align:right}
        .cards{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:14px}
        .card{padding:14px 16px;display:flex;flex-direction:column;gap:6px;scroll-margin:12px}
        .head{display:flex;justify-content:space-between;gap:10px;align-items:flex-start}
        .say{overflow-wrap:anywhere}.card svg{width:100%;height:auto;display:block}
        svg text{fill:var(--soft);font:11px system-ui,sans-serif}.b{fill:var(--base)}.c{fill:var(--nowfill);stroke:var(--now);stroke-width:1.6}.cb{fill:var(--now)}.axis{stroke:var(--line)}
        dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(104px,1fr));gap:4px 12px;margin:4px 0 0;font-size:13px}
        dt{color:var(--soft)}dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
        .legend{display:flex;gap:16px;font-size:13px;color:var(--soft)}.legend i{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:5px;background:var(--base)}.legend .n i{background:var(--now)}
        footer{margin-top:30px;font-size:13px;color:var(--soft)}
        @media (max-width:760px){main{padding:18px 12px 36px}h1{font-size:21px}.tiles{grid-template-columns:repeat(2,1fr)}.cards{grid-template-columns:minmax(0,1fr)}}
        @media print{body{background:#fff}.card,.tile,.box{break-inside:avoid}}
        """;
}
