using Heed.Documents;

namespace Heed.Server.Configuration;

/// <summary>Reads <c>slo</c> of a model.</summary>
internal static class ObjectivesReader
{
    private static readonly TimeSpan LeastLatency = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostLatency = TimeSpan.FromHours(1);

    public static ModelObjectives Read(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        ModelObjectives objectives = new()
        {
            LatencyP50 = Latency(reader, "latency_p50"),
            LatencyP95 = Latency(reader, "latency_p95"),
            LatencyP99 = Latency(reader, "latency_p99"),
            Availability = Ratio(reader, "availability"),
            ErrorRate = Ratio(reader, "error_rate"),
            Accuracy = Ratio(reader, "accuracy"),
            ThroughputPerSecond = reader.TryGet("throughput", out DocumentNode? throughput) ? throughput.ReadRate() : null,
            CostPer1000 = reader.TryGet("cost_per_1000", out DocumentNode? cost) ? ReadCost(cost) : null,
        };
        if (objectives.LatencyP50 > (objectives.LatencyP95 ?? objectives.LatencyP99)) ReportOrder(reader, "latency_p50");
        if (objectives.LatencyP95 > objectives.LatencyP99) ReportOrder(reader, "latency_p95");
        reader.Finish();
        return objectives;
    }

    private static void ReportOrder(MappingReader reader, string key)
    {
        if (reader.TryGet(key, out DocumentNode? node))
        {
            node.Report($"expected a latency of at most the next higher percentile's, found {node.Describe()}");
        }
    }

    private static TimeSpan? Latency(MappingReader reader, string key)
    {
        if (!reader.TryGet(key, out DocumentNode? node)) return null;
        TimeSpan latency = node.ReadDuration(TimeSpan.Zero, LeastLatency, MostLatency);
        return latency == TimeSpan.Zero ? null : latency;
    }

    private static double? Ratio(MappingReader reader, string key) =>
        reader.TryGet(key, out DocumentNode? node) ? node.ReadOpenRatio() : null;

    private static double? ReadCost(DocumentNode node)
    {
        double cost = node.ReadNumber(double.NaN, 0);
        if (cost == 0) node.Report($"expected a cost above 0, found {node.Describe()}");
        return cost > 0 ? cost : null;
    }
}
