using System.Globalization;

using Heed.Monitoring.Evidence;

namespace Heed.FalseAlarms;

/// <summary>The grid of services that stay as they are: failing, slow and missing requests together, from the first request on.</summary>
internal static class ServiceRun
{
    private const int Days = 90;

    /// <param name="models">Services for each cell.</param>
    public static void Run(int models, ulong seed, TextWriter output, TextWriter progress)
    {
        ServiceShape[] shapes =
        [
            .. from requests in new[] { 6, 90, 900 }
            from failing in new[] { 0.0002, 0.001, 0.01 }
            from following in new[] { 0, 0.2 }
            from noise in new[] { 0.08, 0.2 }
            select new ServiceShape(requests, failing, following, noise),
        ];
        PaneLayout layout = new SimulatedModel(new StreamShape(50, 1, 0, false, 0), seed).Layout;
        ServiceAlarms[][] alarms = [.. shapes.Select(_ => new ServiceAlarms[GridRun.Budgets.Length])];
        (int Cell, int Model)[] trials = [.. shapes.SelectMany((_, c) => Enumerable.Range(0, models).Select(m => (c, m)))];
        Progress.Run(trials, t => Add(alarms[t.Cell], new SimulatedService(shapes[t.Cell], layout, GridRun.Budgets, seed + (ulong)t.Model).Alarms(Days)), "services without a change", progress);
        output.WriteLine("requests_per_hour\tfailing\tfollowing\thour_noise\tservices\t1_per_30d\t1_per_90d\t1_per_365d\tfailing_30d\tslow_30d\tmissing_30d");
        for (int i = 0; i < shapes.Length; i++) output.WriteLine(Line(shapes[i], models, alarms[i]));
    }

    private static void Add(ServiceAlarms[] sums, ServiceAlarms[] alarms)
    {
        lock (sums)
        {
            for (int i = 0; i < sums.Length; i++) sums[i] += alarms[i];
        }
    }

    private static string Line(ServiceShape shape, int models, ServiceAlarms[] alarms)
    {
        // The shortest interval's alarms by what they are of: the most there are of each.
        ServiceAlarms parts = alarms[0];
        IEnumerable<int> counts = [.. alarms.Select(a => a.All), parts.Failing, parts.Slow, parts.Missing];
        string figures = string.Join('\t', counts.Select(a => (a / (double)models).ToString("G3", CultureInfo.InvariantCulture)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{shape.RequestsPerHour}\t{shape.Failing}\t{shape.Following}\t{shape.HourNoise}\t{models}\t{figures}");
    }
}
