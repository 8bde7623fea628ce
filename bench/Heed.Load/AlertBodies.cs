using System.Globalization;
using System.Text;

namespace Heed.Load;

/// <summary>
/// Posts of alerts as a fleet of 200 models has them: 60 names, 3 severities, in 585 groups of model and severity from 10,000 on; and
/// silences for them.
/// </summary>
internal static class AlertBodies
{
    private static readonly string[] Severities = ["critical", "warning", "info"];

    /// <summary>Bodies of <paramref name="batchSize"/> alerts each; the last may hold fewer.</summary>
    public static List<byte[]> Render(int alerts, int batchSize, DateTimeOffset now)
    {
        List<byte[]> bodies = [];
        for (int first = 0; first < alerts; first += batchSize)
        {
            StringBuilder body = new("[");
            for (int i = first; i < Math.Min(alerts, first + batchSize); i++) Append(body.Append(i > first ? "," : ""), i, now);
            bodies.Add(Encoding.UTF8.GetBytes(body.Append(']').ToString()));
        }

        return bodies;
    }

    /// <summary>One alert in a group of its own.</summary>
    public static byte[] Probe(string name, DateTimeOffset now) => Encoding.UTF8.GetBytes(
        $$"""[{"labels":{"alertname":"Probe","model_name":"{{name}}","severity":"page"},"startsAt":"{{now:O}}","endsAt":"{{now.AddHours(1):O}}"}]""");

    public static byte[] Silence(int i, DateTimeOffset now) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"matchers":[{"name":"alertname","value":"Alert{{i % 60:00}}","isRegex":false,"isEqual":true},{"name":"model_name","value":"m({{i}}|{{i + 100}}|{{i + 150}})","isRegex":true,"isEqual":true}],
        "startsAt":"{{now:O}}","endsAt":"{{now.AddHours(2):O}}","createdBy":"a benchmark","comment":"maintenance"}
        """));

    private static void Append(StringBuilder body, int i, DateTimeOffset now) => body.Append(
        CultureInfo.InvariantCulture,
        $$"""
        {"labels":{"alertname":"Alert{{i % 60:00}}","cluster":"prod-{{i % 3}}","severity":"{{Severities[i / 60 % 3]}}","model_name":"m{{i / 3 % 200}}","endpoint":"/predict","feature":"f{{i}}","instance":"10.0.{{i / 250 % 250}}.{{i % 250}}:8000"},"annotations":{"summary":"Latency P95 above SLO on m{{i / 3 % 200}}","description":"P95 latency is 1.234s (SLO 0.5s)","runbook":"https://wiki.internal/runbook/high-latency"},"startsAt":"{{now:O}}","endsAt":"{{now.AddHours(1):O}}","generatorURL":"http://127.0.0.1:9090/graph?g0.expr=up"}
        """);
}
